import * as v from 'valibot';
import { failureCodes } from '../core/failure.ts';
import {
  boardPictureEntries,
  boardPointSchema,
  markHolds,
  markIdSchema,
  markStartEntries,
  pictureIdSchema,
  trackingModes,
} from '../lens/board.ts';
import { maxMarks, maxPointsAtOnce } from '../lens/board-limits.ts';
import { callStateSchema, cameraRequests, technicianVoices } from '../lens/call-state.ts';
import { monitorsSchema, screenWatchEntries } from '../screen/screen-watch.ts';
import { endReasons } from '../session/session-status.ts';
import { mediaSignalSchema } from '../view/media-signal.ts';
import { maxChatCharacters, maxControlMessageBytes, maxFileBytes, maxInputTextBytes } from './limits.ts';
import { permissionKinds } from './permission-kind.ts';

// What console and applet tell each other on the `control` channel (DC1), in the order of docs/protocol.md.

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/));
const base64url = (maxCharacters: number) =>
  v.pipe(v.string(), v.maxLength(maxCharacters), v.regex(/^[A-Za-z0-9_-]*$/));
const byteCount = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxFileBytes));
const sha256Hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

export const peerMessageSchema = v.variant('t', [
  /** First on the channel, and nothing is accepted before it verifies: HMAC over transcript and fingerprints (HS4). */
  v.strictObject({ t: v.literal('bind/proof'), mac: base64url(43) }),

  /** Asked every `linkPingIntervalMs` by both sides: measures the round trip and notices a silent end. */
  v.strictObject({ t: v.literal('link/ping'), count: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  v.strictObject({ t: v.literal('link/pong'), count: v.pipe(v.number(), v.integer(), v.minValue(0)) }),

  // Permissions: the technician asks, the customer's side decides (PRM1 to PRM4).
  v.strictObject({ t: v.literal('permission/ask'), request: id, kind: v.picklist(permissionKinds) }),
  v.strictObject({
    t: v.literal('permission/answer'),
    request: id,
    kind: v.picklist(permissionKinds),
    granted: v.boolean(),
    /** Why not: null when granted. */
    reason: v.nullable(v.picklist(failureCodes)),
  }),
  v.strictObject({
    t: v.literal('permission/revoked'),
    kinds: v.pipe(v.array(v.picklist(permissionKinds)), v.maxLength(permissionKinds.length)),
  }),
  /** The technician gives it back. */
  v.strictObject({ t: v.literal('permission/released'), kind: v.picklist(permissionKinds) }),

  /** Characters that the customer's keyboard cannot produce, so that the technician does not wonder. */
  v.strictObject({ t: v.literal('control/untyped'), characters: v.pipe(v.string(), v.maxLength(maxInputTextBytes)) }),

  // The media connection between the two windows is signalled here (DC6).
  v.strictObject({ t: v.literal('media/signal'), signal: mediaSignalSchema }),
  /** The console's window has no picture and wants a new media connection. */
  v.strictObject({ t: v.literal('media/wanted') }),
  v.strictObject({
    t: v.literal('media/state'),
    state: v.picklist(['starting', 'live', 'stopped', 'failed']),
    /** The whole screen is shared, so that positions on the picture are positions on the screen. */
    wholeScreen: v.boolean(),
    /** A track of the media connection, or frames on the `screen` channel (SL1). */
    by: v.picklist(['track', 'lane']),
    reason: v.nullable(v.picklist(failureCodes)),
  }),

  // The screen lane; its frames travel on the `screen` channel (SL1 to SL5).
  v.strictObject({ t: v.literal('screen/watch'), ...screenWatchEntries }),
  /** What can be watched, when it begins and whenever it changes. */
  v.strictObject({ t: v.literal('screen/monitors'), monitors: monitorsSchema }),

  // The call: the customer's camera and both voices (CALL1 to CALL6).
  v.strictObject({ t: v.literal('call/signal'), signal: mediaSignalSchema }),
  /** The console's window has lost its call, or never had it, and wants a new connection. */
  v.strictObject({ t: v.literal('call/wanted') }),
  v.strictObject({ t: v.literal('call/state'), state: callStateSchema }),
  /** The technician's own microphone. */
  v.strictObject({ t: v.literal('call/voice'), voice: v.picklist(technicianVoices) }),
  v.strictObject({ t: v.literal('camera/request'), request: v.picklist(cameraRequests) }),
  v.strictObject({ t: v.literal('camera/answer'), request: v.picklist(cameraRequests), accepted: v.boolean() }),
  /** The technician keeps the call from here on, or no longer. */
  v.strictObject({ t: v.literal('recording/state'), on: v.boolean() }),

  // The whiteboard (BRD1 to BRD7): the technician draws, the phone holds.
  /** The technician has the tools in hand, or put them away: what holds drawings is loaded and looks. */
  v.strictObject({ t: v.literal('board/open'), open: v.boolean() }),
  v.strictObject({ t: v.literal('board/picture'), ...boardPictureEntries }),
  v.strictObject({ t: v.literal('board/begin'), ...markStartEntries }),
  v.strictObject({
    t: v.literal('board/extend'),
    id: markIdSchema,
    points: v.pipe(v.array(boardPointSchema), v.minLength(1), v.maxLength(maxPointsAtOnce)),
  }),
  v.strictObject({ t: v.literal('board/end'), id: markIdSchema }),
  v.strictObject({ t: v.literal('board/remove'), ids: v.pipe(v.array(markIdSchema), v.maxLength(maxMarks)) }),
  /** The phone shows this picture instead of its camera; null: the camera again. */
  v.strictObject({ t: v.literal('board/still'), picture: v.nullable(pictureIdSchema) }),
  v.strictObject({ t: v.literal('board/held'), id: markIdSchema, hold: v.picklist(markHolds) }),
  v.strictObject({ t: v.literal('board/tracking'), mode: v.picklist(trackingModes) }),

  // Chat
  v.strictObject({
    t: v.literal('chat/message'),
    id,
    text: v.pipe(v.string(), v.minLength(1), v.maxLength(maxChatCharacters)),
  }),
  /** The message is in the receiver's log (LOG4). */
  v.strictObject({ t: v.literal('chat/received'), id }),

  // Files (FT1 to FT3); their bytes travel on the `file` channel.
  v.strictObject({
    t: v.literal('file/offer'),
    transfer: id,
    /** As the sender calls it: to be cleaned before use (FT2). */
    name: v.pipe(v.string(), v.maxLength(1024)),
    sizeBytes: byteCount,
    sha256: v.nullable(sha256Hex),
  }),
  v.strictObject({ t: v.literal('file/accept'), transfer: id }),
  v.strictObject({ t: v.literal('file/refuse'), transfer: id, reason: v.picklist(failureCodes) }),
  /** How far the receiver has stored: opens the sender's window. */
  v.strictObject({ t: v.literal('file/stored'), transfer: id, bytes: byteCount }),
  v.strictObject({ t: v.literal('file/finish'), transfer: id, sha256: sha256Hex }),
  /** The whole file's hash was right and it has its final name. */
  v.strictObject({ t: v.literal('file/done'), transfer: id, sha256: sha256Hex }),
  /** Either side gives up. */
  v.strictObject({ t: v.literal('file/abort'), transfer: id, reason: v.picklist(failureCodes) }),

  // The log: each side signs the head of its own and counter-signs the other's (LOG3).
  v.strictObject({
    t: v.literal('log/checkpoint'),
    rows: v.pipe(v.number(), v.integer(), v.minValue(1)),
    head: base64url(43),
    wallMs: v.pipe(v.number(), v.integer(), v.minValue(0)),
    closed: v.boolean(),
    signature: base64url(86),
  }),
  v.strictObject({
    t: v.literal('log/countersign'),
    rows: v.pipe(v.number(), v.integer(), v.minValue(1)),
    head: base64url(43),
    signature: base64url(86),
  }),

  v.strictObject({ t: v.literal('session/hold'), onHold: v.boolean() }),
  v.strictObject({ t: v.literal('session/end'), reason: v.picklist(endReasons) }),
]);

export type PeerMessage = v.InferOutput<typeof peerMessageSchema>;
export type PeerMessageOf<Name extends PeerMessage['t']> = Extract<PeerMessage, { t: Name }>;

export const maxPeerMessageCharacters = maxControlMessageBytes;
