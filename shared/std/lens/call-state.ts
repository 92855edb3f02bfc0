import * as v from 'valibot';
import { failureCodes } from '../core/failure.ts';

/** Which of a phone's cameras is meant or used. A computer's camera faces whoever sits there: `front`. */
export const facings = ['rear', 'front'] as const;
export type Facing = (typeof facings)[number];

/** What the technician may ask of the camera; the customer does it or not (CALL4). */
export const cameraRequests = ['rear', 'front', 'torchOn', 'torchOff'] as const;
export type CameraRequest = (typeof cameraRequests)[number];

/** Who or what keeps the camera from being seen: the person's own Pause, another page in front, the system, the technician's Hold. */
export const pauseReasons = ['customer', 'hidden', 'system', 'hold'] as const;
export type PauseReason = (typeof pauseReasons)[number];

const cameraStateSchema = v.variant('state', [
  v.strictObject({ state: v.literal('off') }),
  v.strictObject({ state: v.literal('starting') }),
  v.strictObject({ state: v.literal('live') }),
  v.strictObject({ state: v.literal('paused'), by: v.picklist(pauseReasons) }),
  v.strictObject({ state: v.literal('failed'), reason: v.picklist(failureCodes) }),
]);

/** What the customer's camera and microphone do: said by their side only, and whole each time it changes. */
export const callStateSchema = v.strictObject({
  camera: cameraStateSchema,
  facing: v.picklist(facings),
  /** There is another camera to switch to. */
  canSwitch: v.boolean(),
  /** `none` where the camera in use has no light. */
  torch: v.picklist(['none', 'off', 'on']),
  /** `taken`: the system took it, for a phone call. `none`: not allowed, or there is none; the session goes on without. */
  microphone: v.picklist(['none', 'live', 'muted', 'taken']),
});

export type CallState = Readonly<v.InferOutput<typeof callStateSchema>>;

/** Before a call, and after it. */
export const noCall: CallState = {
  camera: { state: 'off' },
  facing: 'rear',
  canSwitch: false,
  torch: 'none',
  microphone: 'none',
};

/** The technician's own microphone, as both sides show it. */
export const technicianVoices = ['none', 'live', 'muted'] as const;
export type TechnicianVoice = (typeof technicianVoices)[number];
