import { every, type Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { MediaSignal } from '#shared/std/view/media-signal.ts';
import { longestSide } from './bounded-size.ts';
import type { CallLink, CallLinkStats, OpenCallLink } from './call-link.ts';
import { decodeLinkSignal } from './link-signal.ts';

/** How long the old connection's picture is kept for the first one of the new: longer, and the camera is paused. */
const takeOverMs = 1_000;
/** How often the size of what comes is looked at. */
const lookMs = 500;

export type CallReceiverOptions = {
  readonly clock: Clock;
  readonly openLink: OpenCallLink;
  /** Default: none, which finds the other device on the same network. */
  readonly iceServers?: readonly RTCIceServer[];
  readonly newStream?: (tracks: MediaStreamTrack[]) => MediaStream;
  send(signal: MediaSignal): void;
  /** Pictures are coming. Another track when a connection takes over. */
  onPicture(track: MediaStreamTrack): void;
  /** There may be something to hear. Another stream when a connection takes over: what listens does not follow another track. */
  onVoice(stream: MediaStream): void;
  /** There is no connection any more, and none on its way. A new generation may follow. */
  onLost(): void;
};

type Line = {
  link: CallLink;
  isConnected: boolean;
  video: MediaStreamTrack | null;
  audio: MediaStreamTrack | null;
  stopLooking: Dispose;
};

/** The technician's end of a call. A new generation takes over from the old one when its pictures come, or soon if it has none. */
export class CallReceiver {
  readonly #options: CallReceiverOptions;
  readonly #newStream: (tracks: MediaStreamTrack[]) => MediaStream;
  #generation = -1;
  #closed = false;
  /** The connection of `#generation`; null once it is lost. */
  #newest: Line | null = null;
  /** The connection that is seen and heard: the same, or the one before it until the new one takes over. */
  #shown: Line | null = null;
  #seen: MediaStreamTrack | null = null;
  #heard: MediaStreamTrack | null = null;
  #ownVoice: MediaStreamTrack | null = null;
  #stopWaiting: Dispose = () => {};

  constructor(options: CallReceiverOptions) {
    this.#options = options;
    this.#newStream = options.newStream ?? ((tracks) => new MediaStream(tracks));
  }

  receive(signal: MediaSignal): void {
    if (this.#closed || signal.generation < this.#generation) return;
    if (signal.generation > this.#generation) {
      // Checked before anything is given up for it.
      if (decodeLinkSignal(signal.data) === null) return;
      this.#generation = signal.generation;
      this.#stopWaiting();
      if (this.#newest !== this.#shown) this.#end(this.#newest);
      this.#newest = this.#open(signal.generation);
    }
    this.#newest?.link.receive(signal.data);
  }

  /** The technician's own voice; null: silence, and no packet. */
  setVoice(track: MediaStreamTrack | null): void {
    this.#ownVoice = track;
    this.#newest?.link.setAudio(track);
    this.#shown?.link.setAudio(track);
  }

  /** Null while there is no connection. */
  async stats(): Promise<CallLinkStats | null> {
    return (await (this.#shown ?? this.#newest)?.link.stats()) ?? null;
  }

  close(): void {
    this.#closed = true;
    this.#stopWaiting();
    this.#end(this.#newest);
    this.#end(this.#shown);
    this.#newest = null;
    this.#shown = null;
  }

  #open(generation: number): Line {
    const line: Line = {
      link: this.#options.openLink({
        role: 'technician',
        iceServers: this.#options.iceServers ?? [],
        onSignal: (data) => this.#options.send({ generation, data }),
        onTrack: (track) => {
          if (track.kind === 'video') line.video = track;
          else line.audio = track;
          track.addEventListener('unmute', () => this.#flows(line));
          this.#flows(line);
        },
        onConnected: () => {
          line.isConnected = true;
          this.#stopWaiting();
          this.#stopWaiting = this.#options.clock.after(takeOverMs, () => this.#show(line));
          line.stopLooking = every(this.#options.clock, lookMs, () => void this.#look(line));
          this.#flows(line);
        },
        onClosed: () => this.#lost(line),
      }),
      isConnected: false,
      video: null,
      audio: null,
      stopLooking: () => {},
    };
    line.link.setAudio(this.#ownVoice);
    return line;
  }

  /** Something of this connection has come. */
  #flows(line: Line): void {
    if (line !== this.#newest) return;
    // A remote track is muted until its first packet: until then the old picture is the better one.
    if (this.#shown === null || this.#shown === line || line.video?.muted === false) this.#show(line);
  }

  #show(line: Line): void {
    if (this.#closed || line !== this.#newest || !line.isConnected) return;
    const old = this.#shown;
    this.#shown = line;
    if (line.audio !== null && line.audio !== this.#heard) {
      this.#heard = line.audio;
      this.#options.onVoice(this.#newStream([line.audio]));
    }
    // An empty picture is not shown; once there was one, its last frame stays while the camera is paused.
    if (line.video !== null && line.video !== this.#seen && (!line.video.muted || this.#seen !== null)) {
      this.#seen = line.video;
      this.#options.onPicture(line.video);
    }
    if (old === line || old === null) return;
    this.#stopWaiting();
    this.#end(old);
  }

  /** A decoder takes memory for whatever the other end sends: larger than any camera's, and the connection ends. */
  async #look(line: Line): Promise<void> {
    const stats = await line.link.stats();
    if (stats === null || Math.max(stats.width, stats.height) <= longestSide) return;
    this.#end(line);
    this.#lost(line);
  }

  #end(line: Line | null): void {
    line?.stopLooking();
    line?.link.close();
  }

  /** A line is lost once, whoever notices first. */
  #lost(line: Line): void {
    line.stopLooking();
    if (line !== this.#newest && line !== this.#shown) return;
    if (this.#newest === line) this.#newest = null;
    if (this.#shown === line) this.#shown = null;
    if (this.#shown !== null || this.#newest !== null || this.#closed) return;
    this.#stopWaiting();
    this.#seen = null;
    this.#heard = null;
    this.#options.onLost();
  }
}
