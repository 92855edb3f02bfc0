import type { Area } from '#shared/std/screen/area.ts';
import type { VideoCodec } from '#shared/std/screen/screen-message.ts';

/** What a screen's window and its worker say to each other. Both are ours and of one build: nothing is checked. */
export type ToLaneWorker =
  /** Draw this lane here. It begins with its next whole picture. */
  | { readonly kind: 'open'; readonly lane: number; readonly canvas: OffscreenCanvas }
  /** A piece of a frame. Its bytes are the worker's from here on. */
  | {
      readonly kind: 'piece';
      readonly lane: number;
      readonly first: boolean;
      readonly last: boolean;
      readonly bytes: Uint8Array;
    }
  /** What was, is of no more use; a whole picture is on its way. */
  | { readonly kind: 'restart'; readonly lane: number }
  | { readonly kind: 'close'; readonly lane: number }
  | { readonly kind: 'screenshot'; readonly lane: number; readonly request: number };

export type FromLaneWorker =
  | ({ readonly kind: 'drawn'; readonly lane: number } & DrawnFrame)
  /** The lane cannot go on as it is: what came was no picture, or a video could not be decoded. */
  | {
      readonly kind: 'broken';
      readonly lane: number;
      readonly why: 'malformed' | 'video';
      readonly codec: VideoCodec | null;
    }
  /** Bytes of pieces that were taken in and belong to no drawn frame. */
  | { readonly kind: 'skipped'; readonly lane: number; readonly bytes: number }
  /** Null if there is no picture to keep. */
  | { readonly kind: 'screenshot'; readonly request: number; readonly png: Blob | null };

/** What is known of a frame once it is on the screen. */
export type DrawnFrame = {
  readonly sequence: number;
  /** Of the whole picture. */
  readonly width: number;
  readonly height: number;
  readonly dirty: Area;
  /** As it came over the line. */
  readonly bytes: number;
  /** What its bytes were spent on. */
  readonly bytesByKind: BytesByKind;
  /** As the customer's side measured last: from a change to its picture being drawn here. 0: not known yet. */
  readonly loopMs: number;
  /** The picture is now the screen itself, pixel by pixel. */
  readonly exact: boolean;
};

export type BytesByKind = {
  readonly moved: number;
  readonly lossless: number;
  readonly video: number;
  readonly other: number;
};
