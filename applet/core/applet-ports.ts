import type { Clock } from '#shared/std/core/clock.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Result } from '#shared/std/core/result.ts';
import type { Signer, VerifySignature } from '#shared/std/crypto/signature.ts';
import type { InputDriver } from '#shared/std/input/input-driver.ts';
import type { ScreenRectangle } from '#shared/std/input/input-guard.ts';
import type { Monitor } from '#shared/std/screen/screen-message.ts';
import type { ScreenWatch } from '#shared/std/screen/screen-watch.ts';
import type { OpenDataConnection } from '#shared/std/session/data-connection.ts';
import type { LinkTrust } from '#shared/std/session/customer-handshake.ts';
import type { OpenRelaySocket } from '#shared/std/session/relay-connection.ts';
import type { FileSource } from '#shared/std/transfer/file-source.ts';
import type { FileStore } from '#shared/std/transfer/file-store.ts';
import type { StreamingHash } from '#shared/std/transfer/streaming-hash.ts';
import type { AppletEvents } from '#shared/std/view/applet-contract.ts';
import type { MediaSignal } from '#shared/std/view/media-signal.ts';

/** How the customer comes in. A link carries what authenticates the technician (PIN5, PIN6). */
export type Entry =
  | { readonly method: 'pin'; readonly pin: string }
  | ({ readonly method: 'link'; readonly session: string } & LinkTrust);

/** What the applet's core needs of the world: a computer's main and a page's browser differ only here. */
export type AppletPorts = {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly logger: Logger;
  readonly relayUrl: string;
  readonly openSocket: OpenRelaySocket;
  readonly openDataConnection: OpenDataConnection;
  /** Strict verification: keys are admitted with it. */
  readonly verify: VerifySignature;
  readonly makeSigner: (seed: Uint8Array) => Signer;
  /** The terms as shown in that language, to the letter. */
  readonly terms: (locale: string) => { readonly version: string; readonly text: string };
  /** `windows`, `mac`, `linux`, or a browser's name for itself. */
  readonly platform: string;
  /** Null where this computer cannot be controlled, as in a page. */
  readonly driver: InputDriver | null;
  /** Captures this computer's screens and makes the lane's messages; null where only a window can, as in a page. */
  readonly screenStreamer: ScreenStreamer | null;
  readonly fileStore: FileStore;
  /** Where received files go, for people to read; null where the browser decides. */
  readonly downloadFolder: string | null;
  readonly hash: () => StreamingHash;
  /** The file behind a ticket of the window's host bridge. */
  readonly takeFile: (ticket: string) => FileSource | null;
  /** Puts the customer's copy of the log where they find it, and says where. */
  readonly keepLog: (fileName: string, text: string) => Promise<Result<string | null, FailureCode>>;
  /** Our own windows as the host knows them, in the pixels of the screen, beside what the page says of itself (PRM5). */
  readonly hostWindows: () => readonly ScreenRectangle[];
  /** Ends the window by force: it did not stop capturing when told to. */
  readonly killWindow: () => void;
};

/** What becomes of a screen that is being streamed. Nothing is said before `start` has returned. */
export type ScreenStreamEvents = {
  readonly onStarted: (monitors: readonly Monitor[]) => void;
  /** Other monitors than before: plugged in, unplugged, turned or resized. */
  readonly onMonitors: (monitors: readonly Monitor[]) => void;
  /** An encoded `ScreenMessage` for the technician. */
  readonly onMessage: (bytes: Uint8Array) => void;
  /** Ended without being told to. `screenSourceUnavailable` before `onStarted`: this computer has no such way. */
  readonly onEnded: (reason: FailureCode) => void;
};

/** Captures and encodes this computer's screens, apart from the thread that everything else runs in. */
export interface ScreenStreamer {
  start(events: ScreenStreamEvents): ScreenStream;
}

/** One capture, from `start` to its end. */
export interface ScreenStream {
  watch(watch: ScreenWatch): void;
  /** An encoded `ScreenMessage` of the technician's. */
  receive(bytes: Uint8Array): void;
  /** Nothing captures any more when it resolves: by force, where it does not end by itself. */
  stop(): Promise<void>;
}

/** What a session asks of the window that captures the screen. */
export type WindowCapture = {
  readonly startCapture: (generation: number) => void;
  readonly stopCapture: (generation: number) => void;
  readonly onMediaSignal: (signal: MediaSignal) => void;
};

/** What a session asks of the window that has camera and microphone. */
export type CallWindow = {
  readonly startCall: (start: AppletEvents['callStart']) => void;
  readonly stopCall: (generation: number) => void;
  readonly onCallSignal: (signal: MediaSignal) => void;
};
