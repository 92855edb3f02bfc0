import type { CameraRate } from './camera-rate.ts';
import type { ConnectionPath } from './connection-path.ts';

/**
 * One connection of a call, signalled over the session's control channel (CALL1). The customer's end offers a picture one way and a
 * voice both ways; that is negotiated once. What really leaves is put in and taken out as tracks, without another word to
 * the other end.
 */
export interface CallLink {
  /** Takes what the other end's `onSignal` gave. Whatever is not valid at this moment is dropped. */
  receive(data: string): void;
  /** The picture that leaves from now on; null: none. Nothing happens at the technician's end, which sends none. */
  setVideo(track: MediaStreamTrack | null): void;
  /** The voice that leaves from now on; null: none. */
  setAudio(track: MediaStreamTrack | null): void;
  /** How large and how often pictures leave. */
  setRate(rate: CameraRate): void;
  /** Null when there is no connection to measure. */
  stats(): Promise<CallLinkStats | null>;
  /** Ends it here and, as far as the network lets it, there. `onClosed` is not called. */
  close(): void;
}

export type CallLinkOptions = {
  /** The customer offers, the technician answers. */
  readonly role: 'customer' | 'technician';
  /** Servers that find or relay a path. Empty: only addresses of the two devices themselves. */
  readonly iceServers: readonly RTCIceServer[];
  onSignal(data: string): void;
  /** What the other end may send: muted until the first packet comes. Each kind at most once. */
  onTrack(track: MediaStreamTrack): void;
  /** The two ends reach each other. At most once. */
  onConnected(): void;
  /** It failed, or the other end closed it. At most once. */
  onClosed(): void;
};

export type OpenCallLink = (options: CallLinkOptions) => CallLink;

/** What one end knows of its call; zero or null where nothing is known yet. Bytes are of the connection's whole life. */
export type CallLinkStats = ConnectionPath & {
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** Of the pictures that leave, or at the technician's end arrive. */
  readonly framesPerSecond: number;
  readonly width: number;
  readonly height: number;
  /** As in SDP: `video/H264`. */
  readonly codec: string | null;
  /** Why the sender gives less than it was given; null at the technician's end. */
  readonly limitedBy: 'none' | 'cpu' | 'bandwidth' | 'other' | null;
  /** What the sender believes the way carries, in bits a second. */
  readonly availableBitrate: number | null;
  /** Packets of the picture that never came, as the other end says: 0 to 1. */
  readonly lossShare: number | null;
};
