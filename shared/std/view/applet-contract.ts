import * as v from 'valibot';
import { maxChatCharacters } from '../protocol/limits.ts';
import type { Contract } from '../rpc/contract.ts';
import type { FailureCode } from '../core/failure.ts';
import { failureCodes } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import { markHolds, markIdSchema, trackingModes } from '../lens/board.ts';
import { callStateSchema } from '../lens/call-state.ts';
import { trackedFrameSchema } from '../lens/tracked-frame.ts';
import type { AppletViewEvent } from './applet-view.ts';
import { mediaSignalSchema, type MediaSignal } from './media-signal.ts';

const pixels = v.pipe(v.number(), v.minValue(-100_000), v.maxValue(100_000));
const byteCount = v.pipe(v.number(), v.integer(), v.minValue(0));
const generation = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What the applet's window may ask of the applet's core. */
export const appletContract = {
  calls: {
    /** Digits as typed; spaces are allowed. */
    'session/join': v.strictObject({ pin: v.pipe(v.string(), v.maxLength(32)) }),
    'terms/answer': v.strictObject({ accepted: v.boolean(), locale: v.pipe(v.string(), v.maxLength(16)) }),
    'verification/enter': v.strictObject({ code: v.pipe(v.string(), v.maxLength(32)) }),
    'permission/answer': v.strictObject({ prompt: v.pipe(v.string(), v.maxLength(64)), allowed: v.boolean() }),
    /** The large X. */
    'permission/revokeAll': v.strictObject({}),
    /** The small X. */
    'session/end': v.strictObject({}),
    /** After the end: back to the PIN field. */
    'session/reset': v.strictObject({}),
    'chat/send': v.strictObject({ text: v.pipe(v.string(), v.minLength(1), v.maxLength(maxChatCharacters)) }),
    'file/send': v.strictObject({ tickets: v.pipe(v.array(v.string()), v.maxLength(100)) }),
    'file/cancel': v.strictObject({ transfer: v.pipe(v.string(), v.maxLength(64)) }),
    /** Whether the person does what the technician asked of the camera (CALL4). */
    'camera/answer': v.strictObject({ accepted: v.boolean() }),
    /** Saves the customer's own copy of the log. */
    'log/keep': v.strictObject({}),
  },
  notices: {
    'media/signal': mediaSignalSchema,
    /** How capturing went, after `captureStart`. `wholeScreen` is false for a single window or tab. */
    'capture/started': v.strictObject({ generation, wholeScreen: v.boolean() }),
    'capture/failed': v.strictObject({ generation, reason: v.picklist(failureCodes) }),
    /** Tracks are stopped: answers `captureStop`, or the person used the browser's own "Stop sharing". */
    'capture/stopped': v.strictObject({ generation }),
    /**
     * What the person agreed to before they joined, each after a word why and the browser's own question: in a camera session
     * these are not asked for again (PRM1, "Ask once"). Said again, it replaces what was said before.
     */
    'call/prepared': v.strictObject({ camera: v.boolean(), voice: v.boolean() }),
    'call/signal': mediaSignalSchema,
    /** Answers `callStart`, and comes again with every change. */
    'call/state': v.strictObject({ generation, state: callStateSchema }),
    /** Everything of the call has ended here: answers `callStop`. */
    'call/stopped': v.strictObject({ generation }),
    /** What all connections of this session's calls have carried so far, in bytes. */
    'call/usage': v.strictObject({ sentBytes: byteCount, receivedBytes: byteCount }),
    /** Where the marks are in a frame of the camera. */
    'board/tracked': trackedFrameSchema,
    /** What became of holding a mark, when it is first known and when it changes. */
    'board/held': v.strictObject({ id: markIdSchema, hold: v.picklist(markHolds) }),
    'board/tracking': v.strictObject({ mode: v.picklist(trackingModes) }),
    /** Where the applet's own windows are on the screen, so that remote input cannot touch them (PRM5). */
    'window/state': v.strictObject({
      focused: v.boolean(),
      devicePixelRatio: v.pipe(v.number(), v.minValue(0.25), v.maxValue(16)),
      windows: v.pipe(
        v.array(v.strictObject({ left: pixels, top: pixels, width: pixels, height: pixels })),
        v.maxLength(8),
      ),
    }),
  },
} as const satisfies Contract;

export type AppletCallResults = {
  'session/join': Result<null, FailureCode>;
  'terms/answer': Result<null, FailureCode>;
  'verification/enter': Result<null, FailureCode>;
  'permission/answer': Result<null, FailureCode>;
  'permission/revokeAll': Result<null, FailureCode>;
  'session/end': Result<null, FailureCode>;
  'session/reset': Result<null, FailureCode>;
  'chat/send': Result<null, FailureCode>;
  'file/send': Result<null, FailureCode>;
  'file/cancel': Result<null, FailureCode>;
  'camera/answer': Result<null, FailureCode>;
  /** Where the copy was written; null where the browser saved it. */
  'log/keep': Result<{ readonly path: string | null }, FailureCode>;
};

/** What the applet's core tells its window. The first event on every new connection is `view/reset`. */
export type AppletEvents = {
  view: AppletViewEvent;
  mediaSignal: MediaSignal;
  /** Ask the person for the screen (or reuse the one that is shared) and offer media connection `generation`. */
  captureStart: { readonly generation: number };
  captureStop: { readonly generation: number };
  /**
   * Offer call connection `generation`: with the camera's picture, with the microphone, as far as allowed. A call that runs goes
   * over to it. Of the generation that runs already: no new connection, only what is allowed has changed. What is not allowed any
   * more stops at once; while on hold the camera is paused.
   */
  callStart: {
    readonly generation: number;
    readonly camera: boolean;
    readonly voice: boolean;
    readonly onHold: boolean;
  };
  callStop: { readonly generation: number };
  callSignal: MediaSignal;
};

/** All of them: what a main passes on to its window. */
export const appletEventNames = [
  'view',
  'mediaSignal',
  'captureStart',
  'captureStop',
  'callStart',
  'callStop',
  'callSignal',
] as const satisfies readonly (keyof AppletEvents)[];
