import type { MediaSignal } from '#shared/std/view/media-signal.ts';
import { decodeLinkSignal } from './link-signal.ts';
import type { MediaLink, MediaLinkStats, OpenMediaLink } from './media-link.ts';
import { openSimplePeerMediaLink } from './simple-peer-media-link.ts';
import { screenVideo } from './video-settings.ts';

export type ScreenReceiverOptions = {
  /** Default: none, which finds the other computer on the same machine or network. */
  readonly iceServers?: readonly RTCIceServer[];
  /** Default: simple-peer. */
  readonly openLink?: OpenMediaLink;
  send(signal: MediaSignal): void;
  /** Pictures are coming. Another track when a connection takes over. */
  onPicture(track: MediaStreamTrack): void;
  /** There is no picture any more, and none on its way. A new generation may follow. */
  onLost(): void;
};

/** The technician's end of the remote screen. A new generation takes over from the old one when its pictures come. */
export class ScreenReceiver {
  readonly #options: ScreenReceiverOptions;
  readonly #openLink: OpenMediaLink;
  #generation = -1;
  #closed = false;
  /** The connection of `#generation`; null once it is lost. */
  #link: MediaLink | null = null;
  /** The connection whose pictures are shown: the same, or the one before it until the new one's pictures come. */
  #shown: MediaLink | null = null;

  constructor(options: ScreenReceiverOptions) {
    this.#options = options;
    this.#openLink = options.openLink ?? openSimplePeerMediaLink;
  }

  receive(signal: MediaSignal): void {
    if (this.#closed || signal.generation < this.#generation) return;
    if (signal.generation > this.#generation) {
      // Checked before anything is given up for it.
      if (decodeLinkSignal(signal.data) === null) return;
      this.#generation = signal.generation;
      if (this.#link !== this.#shown) this.#link?.close();
      this.#link = this.#open(signal.generation);
    }
    this.#link?.receive(signal.data);
  }

  /** Null while there is no picture. */
  async stats(): Promise<MediaLinkStats | null> {
    return (await this.#shown?.stats()) ?? null;
  }

  close(): void {
    this.#closed = true;
    this.#link?.close();
    this.#shown?.close();
    this.#link = null;
    this.#shown = null;
  }

  #open(generation: number): MediaLink {
    const link = this.#openLink({
      stream: null,
      video: screenVideo,
      iceServers: this.#options.iceServers ?? [],
      onSignal: (data) => this.#options.send({ generation, data }),
      onStream: (stream) => this.#showWhenFlowing(link, stream),
      onClosed: () => this.#lost(link),
    });
    return link;
  }

  #showWhenFlowing(link: MediaLink, stream: MediaStream): void {
    const [track] = stream.getVideoTracks();
    if (track === undefined) return;
    const show = (): void => {
      if (this.#closed || this.#link !== link) return;
      const old = this.#shown;
      this.#shown = link;
      this.#options.onPicture(track);
      old?.close();
    };
    // A remote track is muted until its first packet: until then the old picture is the better one.
    if (track.muted) track.addEventListener('unmute', show, { once: true });
    else show();
  }

  #lost(link: MediaLink): void {
    if (this.#link === link) this.#link = null;
    if (this.#shown === link) this.#shown = null;
    if (this.#shown !== null || this.#link !== null) return;
    this.#options.onLost();
  }
}
