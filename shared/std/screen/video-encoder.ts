import type { Area } from './area.ts';
import type { Picture } from './picture.ts';
import type { VideoCodec } from './screen-message.ts';

/** A piece of video: one picture. */
export type VideoChunk = {
  readonly bytes: Uint8Array;
  /** It can be decoded without what came before. */
  readonly keyFrame: boolean;
};

/** One stream of video for one area of a screen, one picture in and one chunk out: nothing is held back. */
export interface VideoEncoder {
  readonly codec: VideoCodec;
  /**
   * `area` of the picture, which has the size that the stream was opened for. May be called again only when it has resolved. Null
   * if the encoder broke; the stream is then of no more use.
   */
  encode(picture: Picture, area: Area, options: { readonly keyFrame: boolean }): Promise<VideoChunk | null>;
  close(): void;
}

/** Null if this computer has no encoder for any of the codecs. */
export type OpenVideoEncoder = (options: {
  /** What the viewer can decode, the best first. */
  readonly codecs: readonly VideoCodec[];
  readonly width: number;
  readonly height: number;
  /** Size of the video itself: smaller than the area where time or the link is short. Even numbers. */
  readonly codedWidth: number;
  readonly codedHeight: number;
  readonly bitsPerSecond: number;
}) => Promise<VideoEncoder | null>;
