import type { CallLink, CallLinkOptions, CallLinkStats } from '../media/call-link.ts';
import type { CameraRate } from '../media/camera-rate.ts';

const nothingYet: CallLinkStats = {
  path: 'direct',
  roundTripMs: 1,
  sentBytes: 0,
  receivedBytes: 0,
  framesPerSecond: 0,
  width: 0,
  height: 0,
  codec: null,
  limitedBy: 'none',
  availableBitrate: null,
  lossShare: null,
};

/** A connection of which the test is the other end, and the network. */
export class FakeCallLink implements CallLink {
  readonly options: CallLinkOptions;
  /** What was asked of it, in order; tracks by their kind. */
  readonly did: string[] = [];
  readonly received: string[] = [];
  readonly rates: CameraRate[] = [];
  video: MediaStreamTrack | null = null;
  audio: MediaStreamTrack | null = null;
  measured: CallLinkStats = nothingYet;
  closed = false;

  constructor(options: CallLinkOptions) {
    this.options = options;
  }

  receive(data: string): void {
    this.received.push(data);
  }

  setVideo(track: MediaStreamTrack | null): void {
    if (track !== this.video) this.did.push(track === null ? 'no video' : 'video');
    this.video = track;
  }

  setAudio(track: MediaStreamTrack | null): void {
    if (track !== this.audio) this.did.push(track === null ? 'no audio' : 'audio');
    this.audio = track;
  }

  setRate(rate: CameraRate): void {
    this.rates.push(rate);
  }

  stats(): Promise<CallLinkStats | null> {
    return Promise.resolve(this.closed ? null : this.measured);
  }

  close(): void {
    this.did.push('closed');
    this.closed = true;
  }

  connect(): void {
    this.options.onConnected();
  }

  /** The other end, or the network, ended it. */
  drop(): void {
    this.closed = true;
    this.options.onClosed();
  }

  measures(stats: Partial<CallLinkStats>): void {
    this.measured = { ...this.measured, ...stats };
  }
}
