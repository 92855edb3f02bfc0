import type { FailureCode } from '#shared/std/core/failure.ts';
import type { MediaSignal } from '#shared/std/view/media-signal.ts';
import { captureFailure, captureScreen, isWholeScreen } from './capture-screen.ts';
import type { MediaLink, OpenMediaLink } from './media-link.ts';
import { openSimplePeerMediaLink } from './simple-peer-media-link.ts';
import { screenVideo, type VideoSettings } from './video-settings.ts';

export type ScreenSenderOptions = {
  /** Asks the person for a screen. Default: the browser's own picker. */
  capture?: () => Promise<MediaStream>;
  /** Default: none, which finds the other computer on the same machine or network. */
  readonly iceServers?: readonly RTCIceServer[];
  /** Default: as measured (`screenVideo`). */
  readonly video?: VideoSettings;
  /** Default: simple-peer. */
  readonly openLink?: OpenMediaLink;
  send(signal: MediaSignal): void;
  /** The screen is captured and the media connection is on its way. */
  onStarted(generation: number, wholeScreen: boolean): void;
  onFailed(generation: number, reason: FailureCode): void;
  /** Nothing is captured any more: after every `stop()`, or because the person used the browser's own "Stop sharing". */
  onStopped(generation: number): void;
};

/** The customer's end of the remote screen: captures once, and sends to as many media connections, one after the other, as asked. */
export class ScreenSender {
  readonly #options: ScreenSenderOptions;
  readonly #video: VideoSettings;
  readonly #openLink: OpenMediaLink;
  /** The generation asked for last; null before the first. */
  #generation: number | null = null;
  #wanted = false;
  #asking = false;
  #stream: MediaStream | null = null;
  /** The connection of `#generation`. */
  #link: MediaLink | null = null;
  /** The one before it: the receiver closes it when it shows the new one, so that the picture does not break off. */
  #previous: MediaLink | null = null;

  constructor(options: ScreenSenderOptions) {
    this.#options = options;
    this.#video = options.video ?? screenVideo;
    this.#openLink = options.openLink ?? openSimplePeerMediaLink;
  }

  /**
   * Captures the screen, which asks the person once, and offers connection `generation`. While a stream lives it is reused.
   * How it went comes as `onStarted` or `onFailed`; neither if `stop()` came first.
   */
  async start(generation: number): Promise<void> {
    if (this.#wanted && generation === this.#generation) return;
    this.#generation = generation;
    this.#wanted = true;
    if (this.#stream !== null) return this.#offer(this.#stream, generation);
    // The picker is open already: what the person chooses there serves the newest generation.
    if (this.#asking) return;

    const capture = this.#options.capture ?? (() => captureScreen(this.#video));
    this.#asking = true;
    let stream: MediaStream;
    try {
      stream = await capture();
    } catch (error) {
      this.#failed(captureFailure(error));
      return;
    } finally {
      this.#asking = false;
    }
    this.#captured(stream);
  }

  /** A signal of the other end. Those of any other generation are dropped. */
  receive(signal: MediaSignal): void {
    if (signal.generation === this.#generation) this.#link?.receive(signal.data);
  }

  /** Capture has ended when this returns, also one that the person is still being asked for. */
  stop(): void {
    this.#end();
    // Also when nothing ran: whoever asked waits for the answer, and closes a window that gives none (PRM4).
    if (this.#generation !== null) this.#options.onStopped(this.#generation);
  }

  #captured(stream: MediaStream): void {
    if (!this.#wanted || this.#generation === null) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    const [track] = stream.getVideoTracks();
    if (track === undefined || track.readyState === 'ended') {
      this.#failed('captureFailed');
      return;
    }
    track.contentHint = this.#video.contentHint;
    // Not fired by our own stop().
    track.addEventListener('ended', () => {
      if (this.#stream === stream) this.stop();
    });
    this.#stream = stream;
    this.#offer(stream, this.#generation);
  }

  #offer(stream: MediaStream, generation: number): void {
    // Never more than two, however fast generations come: each one encodes the screen.
    this.#previous?.close();
    this.#previous = this.#link;
    const link = this.#openLink({
      stream,
      video: this.#video,
      iceServers: this.#options.iceServers ?? [],
      onSignal: (data) => this.#options.send({ generation, data }),
      onStream: () => {},
      onClosed: () => {
        // The stream lives on: the other side asks for a new generation when it wants a picture again.
        if (this.#link === link) this.#link = null;
        if (this.#previous === link) this.#previous = null;
      },
    });
    this.#link = link;
    this.#options.onStarted(generation, isWholeScreen(stream));
  }

  #failed(reason: FailureCode): void {
    if (!this.#wanted || this.#generation === null) return;
    this.#wanted = false;
    this.#options.onFailed(this.#generation, reason);
  }

  #end(): void {
    this.#wanted = false;
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.#previous?.close();
    this.#previous = null;
    this.#link?.close();
    this.#link = null;
  }
}
