import * as v from 'valibot';
import { maxChatCharacters, maxInputTextBytes, maxNameCharacters } from '../protocol/limits.ts';
import { permissionKinds } from '../protocol/permission-kind.ts';
import type { Contract } from '../rpc/contract.ts';
import type { FailureCode } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import { maxMonitors } from '../screen/screen-limits.ts';
import { videoCodecs } from '../screen/screen-message.ts';
import { screenPreferences } from '../screen/screen-preference.ts';
import {
  boardPictureSchema,
  boardPointSchema,
  markIdSchema,
  markStartEntries,
  pictureIdSchema,
} from '../lens/board.ts';
import { maxPointsAtOnce } from '../lens/board-limits.ts';
import { cameraRequests, technicianVoices } from '../lens/call-state.ts';
import type { TrackedFrame } from '../lens/tracked-frame.ts';
import { maxFileNameBytes } from '../protocol/limits.ts';
import type { ConsoleViewEvent } from './console-view.ts';
import { mediaSignalSchema, type MediaSignal } from './media-signal.ts';

const session = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const transfer = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
/** A position on the shared picture: 0 is its left or top edge, 1 its right or bottom edge. */
const position = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const code = v.pipe(v.string(), v.minLength(1), v.maxLength(32));
const lane = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxMonitors - 1));
const wheelDelta = v.pipe(v.number(), v.minValue(-100_000), v.maxValue(100_000));

/** What the console's window may ask of the console's main. */
export const consoleContract = {
  calls: {
    'session/create': v.strictObject({
      name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(maxNameCharacters)),
      type: v.picklist(['remoteSupport', 'lens', 'chatOnly']),
      method: v.picklist(['pin', 'link', 'message']),
    }),
    'session/start': v.strictObject({ session }),
    'session/hold': v.strictObject({ session, onHold: v.boolean() }),
    'session/end': v.strictObject({ session }),
    /** Takes an ended session off the list. */
    'session/remove': v.strictObject({ session }),
    'permission/ask': v.strictObject({ session, kind: v.picklist(permissionKinds) }),
    /** The technician gives a permission back: stops viewing, stops controlling. */
    'permission/release': v.strictObject({ session, kind: v.picklist(permissionKinds) }),
    'chat/send': v.strictObject({ session, text: v.pipe(v.string(), v.minLength(1), v.maxLength(maxChatCharacters)) }),
    /** `tickets` come from the host bridge: a window never names a path. */
    'file/send': v.strictObject({ session, tickets: v.pipe(v.array(v.string()), v.maxLength(100)) }),
    'file/accept': v.strictObject({ session, transfer }),
    /** Refuses an offer or cancels a running transfer. */
    'file/cancel': v.strictObject({ session, transfer }),
    'file/reveal': v.strictObject({ session, transfer }),
    /** Asks the customer for the other camera, or for the light (CALL4). */
    'camera/request': v.strictObject({ session, request: v.picklist(cameraRequests) }),
    /** The window keeps the call from here on, or no longer; refused without the customer's permission. */
    'recording/start': v.strictObject({ session }),
    'recording/stop': v.strictObject({ session }),
    /** The window saved a picture or a recording: it is named in the log. */
    'picture/saved': v.strictObject({
      session,
      of: v.picklist(['camera', 'screen', 'recording']),
      name: v.pipe(v.string(), v.minLength(1), v.maxLength(maxFileNameBytes)),
      sizeBytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
      sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    }),
    'board/undo': v.strictObject({ session }),
    'board/redo': v.strictObject({ session }),
    'board/clear': v.strictObject({ session }),
    'log/export': v.strictObject({ session, format: v.picklist(['csv', 'jsonl']) }),
    'log/verify': v.strictObject({ session }),
  },
  notices: {
    'media/signal': v.strictObject({ session, signal: mediaSignalSchema }),
    /** The window (re)opened a session's screen and has no picture: main asks the applet for a new media connection. */
    'media/wanted': v.strictObject({ session }),
    /** First frame shown, or the picture was lost. */
    'media/state': v.strictObject({ session, state: v.picklist(['live', 'lost']) }),
    /**
     * Which monitors of the customer's computer the window shows, and how; again whenever that changes. `restart`: it has no
     * picture of them (opened, reloaded, went wrong) and needs a full one. Nothing of a lane comes before the first of these.
     */
    'screen/watch': v.strictObject({
      session,
      lanes: v.pipe(v.array(lane), v.maxLength(maxMonitors)),
      /** What the window can decode, the best first. */
      codecs: v.pipe(v.array(v.picklist(videoCodecs)), v.maxLength(videoCodecs.length)),
      preference: v.picklist(screenPreferences),
      restart: v.boolean(),
    }),
    /** A lane's frame is on the technician's screen. */
    'screen/drawn': v.strictObject({
      session,
      lane,
      sequence: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1)),
    }),
    'call/signal': v.strictObject({ session, signal: mediaSignalSchema }),
    /** The window has no call though there may be one: opened, reloaded, or the connection was lost. */
    'call/wanted': v.strictObject({ session }),
    /** The technician's own microphone. */
    'call/voice': v.strictObject({ session, voice: v.picklist(technicianVoices) }),
    /** The technician took the whiteboard's tools in hand, or put them away. */
    'board/open': v.strictObject({ session, open: v.boolean() }),
    /** The picture that the next marks are drawn on. */
    'board/picture': v.strictObject({ session, picture: boardPictureSchema }),
    'board/begin': v.strictObject({ session, mark: v.strictObject(markStartEntries) }),
    'board/extend': v.strictObject({
      session,
      id: markIdSchema,
      points: v.pipe(v.array(boardPointSchema), v.minLength(1), v.maxLength(maxPointsAtOnce)),
    }),
    'board/end': v.strictObject({ session, id: markIdSchema }),
    /** The customer's phone shows this picture, sent before, instead of its camera; null: the camera again. */
    'board/still': v.strictObject({ session, picture: v.nullable(pictureIdSchema) }),
    'input/move': v.strictObject({ session, x: position, y: position }),
    'input/button': v.strictObject({
      session,
      button: v.picklist(['left', 'middle', 'right', 'back', 'forward']),
      down: v.boolean(),
      x: position,
      y: position,
    }),
    /** In CSS pixels of the technician's wheel event; positive is down and right. */
    'input/wheel': v.strictObject({ session, deltaX: wheelDelta, deltaY: wheelDelta, x: position, y: position }),
    /** A physical key by its `KeyboardEvent.code`. */
    'input/key': v.strictObject({ session, code, down: v.boolean() }),
    /** Characters as typed, whatever the layouts on either side. */
    'input/text': v.strictObject({ session, text: v.pipe(v.string(), v.minLength(1), v.maxLength(maxInputTextBytes)) }),
    /** Focus left the picture: everything held goes up. */
    'input/release': v.strictObject({ session }),
  },
} as const satisfies Contract;

/** What each call answers. A refusal carries the code of the sentence to show. */
export type ConsoleCallResults = {
  'session/create': Result<{ readonly session: string }, FailureCode>;
  'session/start': Result<null, FailureCode>;
  'session/hold': Result<null, FailureCode>;
  'session/end': Result<null, FailureCode>;
  'session/remove': Result<null, FailureCode>;
  'permission/ask': Result<null, FailureCode>;
  'permission/release': Result<null, FailureCode>;
  'chat/send': Result<null, FailureCode>;
  'file/send': Result<null, FailureCode>;
  'file/accept': Result<null, FailureCode>;
  'file/cancel': Result<null, FailureCode>;
  'file/reveal': Result<null, FailureCode>;
  /** Where the export was written. */
  'camera/request': Result<null, FailureCode>;
  'recording/start': Result<null, FailureCode>;
  'recording/stop': Result<null, FailureCode>;
  'picture/saved': Result<null, FailureCode>;
  'board/undo': Result<null, FailureCode>;
  'board/redo': Result<null, FailureCode>;
  'board/clear': Result<null, FailureCode>;
  'log/export': Result<{ readonly path: string }, FailureCode>;
  'log/verify': Result<{ readonly rows: number; readonly checkpoints: number }, FailureCode>;
};

/** What main tells the console's window. The first event on every new connection is `view/reset`. */
export type ConsoleEvents = {
  view: ConsoleViewEvent;
  mediaSignal: { readonly session: string; readonly signal: MediaSignal };
  /** The screen is no longer shared: the window tears its media connection down. */
  mediaEnd: { readonly session: string };
  callSignal: { readonly session: string; readonly signal: MediaSignal };
  /** There is no call any more: the window tears its connection down. */
  callEnd: { readonly session: string };
  /** Where the marks are in a frame of the camera. */
  boardTracked: { readonly session: string; readonly frame: TrackedFrame };
  /** Characters that the customer's computer could not type. */
  untyped: { readonly session: string; readonly characters: string };
};

/** All of them: what main passes on to its window. */
export const consoleEventNames = [
  'view',
  'mediaSignal',
  'mediaEnd',
  'callSignal',
  'callEnd',
  'boardTracked',
  'untyped',
] as const satisfies readonly (keyof ConsoleEvents)[];
