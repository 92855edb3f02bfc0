import type { ConnectionPath } from './connection-path.ts';
import type { VideoSettings } from './video-settings.ts';

/**
 * One media connection between two windows, signalled over the session's control channel (DC6). The end that sends a
 * stream offers, the other answers; it carries one stream one way and is thrown away, not renegotiated, when that changes.
 */
export interface MediaLink {
  /** Takes what the other end's `onSignal` gave. Whatever is not valid at this moment is dropped. */
  receive(data: string): void;
  /** Null when there is no connection to measure. */
  stats(): Promise<MediaLinkStats | null>;
  /** Ends it here and, as far as the network lets it, there. `onClosed` is not called. */
  close(): void;
}

export type MediaLinkOptions = {
  /** The stream to send; null for the end that receives. */
  readonly stream: MediaStream | null;
  readonly video: VideoSettings;
  /** Servers that find or relay a path. Empty: only addresses of the two computers themselves. */
  readonly iceServers: readonly RTCIceServer[];
  onSignal(data: string): void;
  onStream(stream: MediaStream): void;
  /** It failed, or the other end closed it. Called at most once. */
  onClosed(): void;
};

export type OpenMediaLink = (options: MediaLinkOptions) => MediaLink;

/** What a window shows about its picture; zero or null where nothing is known yet. */
export type MediaLinkStats = ConnectionPath & {
  readonly framesPerSecond: number;
  readonly width: number;
  readonly height: number;
  /** As in SDP: `video/AV1`. */
  readonly codec: string | null;
};
