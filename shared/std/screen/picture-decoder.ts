import type { Area } from './area.ts';
import { contains, hull, intersection, isEmpty } from './area.ts';
import type { Result } from '../core/result.ts';
import { fail, succeed } from '../core/result.ts';
import type { Frame, VideoPiece } from './frame-format.ts';
import { decodeFrame } from './frame-format.ts';
import { movePixels, sourceOf } from './move-pixels.ts';
import { PixelReader } from './pixel-reader.ts';

/** What one frame did to the viewer's picture. */
export type AppliedFrame = {
  readonly sequence: number;
  /** The picture began anew: its size may be another, and `pixels` may be another array. */
  readonly full: boolean;
  /** The smallest area with all pixels that may have changed. */
  readonly dirty: Area;
  /** The same without the video's area, where `pixels` is old: what may be drawn. */
  readonly dirtyAreas: readonly Area[];
  readonly video: VideoPiece | null;
  /**
   * The video that there was is over. What it showed last stays until pixels come: whoever shows `pixels` reads the video's area
   * back into them (`endedVideo`) before the next frame, for that area's are older than the video.
   */
  readonly videoEnded: boolean;
  readonly endedVideo: Area | null;
  /** The viewer's picture is now the screen, pixel by pixel. */
  readonly exact: boolean;
  /** The sender's last time from noticing a change to `drawn` coming back; 0 if unknown. */
  readonly loopMs: number;
  readonly bytesByKind: {
    readonly moved: number;
    readonly lossless: number;
    readonly video: number;
    readonly other: number;
  };
};

const nowhere: Area = { x: 0, y: 0, width: 0, height: 0 };
const opaqueBlack = 0xff000000;
const bytesAMove = 12;
const bytesAnArea = 8;

/** The viewer's picture of one lane, as its frames make it. Frames come from another computer and may be anything. */
export class PictureDecoder {
  readonly #inflate: (bytes: Uint8Array, sizeBytes: number) => Uint8Array;
  readonly #reader = new PixelReader();
  #pixels = new Uint32Array(0);
  #width = 0;
  #height = 0;
  #video: Area | null = null;
  #nextSequence: number | null = null;

  /** `inflate` undoes raw deflate into exactly that many bytes; it may throw or return others for bytes that are not. */
  constructor(options: { readonly inflate: (bytes: Uint8Array, sizeBytes: number) => Uint8Array }) {
    this.#inflate = options.inflate;
  }

  get width(): number {
    return this.#width;
  }

  get height(): number {
    return this.#height;
  }

  /** `0xFFBBGGRR`, row by row: in memory red, green, blue, opaque. Where there is video it is old. */
  get pixels(): Uint32Array {
    return this.#pixels;
  }

  /** Where the lane's video is, while there is one. */
  get videoArea(): Area | null {
    return this.#video;
  }

  /** After 'malformed' only a frame that begins anew is taken. */
  apply(bytes: Uint8Array): Result<AppliedFrame, 'malformed'> {
    const frame = decodeFrame(bytes);
    const applied = frame === null ? null : this.#apply(frame, bytes.length);
    if (applied === null) {
      this.#nextSequence = null;
      return fail('malformed');
    }
    return succeed(applied);
  }

  #apply(frame: Frame, lengthBytes: number): AppliedFrame | null {
    if (frame.size === null && frame.sequence !== this.#nextSequence) return null;
    const width = frame.size?.width ?? this.#width;
    const height = frame.size?.height ?? this.#height;
    const picture: Area = { x: 0, y: 0, width, height };
    const videoBefore = frame.size === null ? this.#video : null;
    if (!isVideoInOrder(frame, videoBefore)) return null;
    const video = frame.video?.area ?? (frame.videoEnded ? null : videoBefore);
    // What ended in this frame is read back by the viewer after it: pixels written now would be lost.
    const endedVideo = frame.videoEnded ? videoBefore : null;
    const untouched = [video, endedVideo].filter((area) => area !== null);
    // Moves come first: where video only begins with this frame, they may still go.
    if (!areAreasAllowed(frame, picture, { pixels: untouched, moves: videoBefore === null ? [] : [videoBefore] })) {
      return null;
    }
    const codes = this.#codesOf(frame);
    if (codes === null) return null;

    if (frame.size !== null) {
      if (this.#pixels.length !== width * height) this.#pixels = new Uint32Array(width * height);
      this.#pixels.fill(opaqueBlack);
      this.#width = width;
      this.#height = height;
    }
    this.#video = video;
    let dirty = frame.size === null ? nowhere : picture;
    for (const move of frame.moves) {
      movePixels(this.#pixels, width, move);
      dirty = hull(dirty, move.to);
    }
    this.#reader.begin(codes);
    for (const area of frame.areas) {
      if (!this.#reader.read(this.#pixels, width, area)) return null;
      dirty = hull(dirty, area);
    }
    if (!this.#reader.atEnd) return null;
    this.#nextSequence = (frame.sequence + 1) >>> 0;
    const moved = frame.moves.length * bytesAMove;
    const lossless = frame.areas.length * bytesAnArea + frame.codes.bytes.length;
    const videoBytes = frame.video?.bytes.length ?? 0;
    return {
      sequence: frame.sequence,
      full: frame.size !== null,
      dirty,
      dirtyAreas: without(dirty, untouched),
      video: frame.video,
      videoEnded: frame.videoEnded,
      endedVideo,
      exact: frame.exact,
      loopMs: frame.loopMs,
      bytesByKind: { moved, lossless, video: videoBytes, other: lengthBytes - moved - lossless - videoBytes },
    };
  }

  #codesOf(frame: Frame): Uint8Array | null {
    const { bytes, deflated, sizeBytes } = frame.codes;
    if (!deflated) return bytes;
    try {
      const codes = this.#inflate(bytes, sizeBytes);
      return codes.length === sizeBytes ? codes : null;
    } catch {
      // Not deflated, or longer than it says: an inflater of this host's reports that by throwing.
      return null;
    }
  }
}

/** A stream stays where it is until it ends, or another one takes its place that covers all of it. It ends only if there is one. */
function isVideoInOrder(frame: Frame, before: Area | null): boolean {
  const { video } = frame;
  if (frame.videoEnded) return before !== null && video === null;
  if (video === null) return true;
  if (before === null) return video.firstOfStream;
  return contains(video.area, before) && (video.firstOfStream || contains(before, video.area));
}

/** Everything inside the picture; no pixel read or written where there is video. */
function areAreasAllowed(
  frame: Frame,
  picture: Area,
  untouched: { readonly pixels: readonly Area[]; readonly moves: readonly Area[] },
): boolean {
  const isFree = (area: Area, others: readonly Area[]): boolean =>
    contains(picture, area) && others.every((other) => isEmpty(intersection(area, other)));
  if (frame.video !== null && !contains(picture, frame.video.area)) return false;
  let pixels = 0;
  for (const area of frame.areas) pixels += area.width * area.height;
  return (
    pixels <= picture.width * picture.height &&
    frame.areas.every((area) => isFree(area, untouched.pixels)) &&
    frame.moves.every((move) => isFree(move.to, untouched.moves) && isFree(sourceOf(move), untouched.moves))
  );
}

/** `area` in pieces that none of the holes touches. */
function without(area: Area, holes: readonly Area[]): readonly Area[] {
  let pieces: readonly Area[] = isEmpty(area) ? [] : [area];
  for (const hole of holes) pieces = pieces.flatMap((piece) => around(piece, intersection(piece, hole)));
  return pieces;
}

function around(area: Area, hole: Area): readonly Area[] {
  if (isEmpty(hole)) return [area];
  const holeRight = hole.x + hole.width;
  const holeBottom = hole.y + hole.height;
  return [
    { x: area.x, y: area.y, width: area.width, height: hole.y - area.y },
    { x: area.x, y: hole.y, width: hole.x - area.x, height: hole.height },
    { x: holeRight, y: hole.y, width: area.x + area.width - holeRight, height: hole.height },
    { x: area.x, y: holeBottom, width: area.width, height: area.y + area.height - holeBottom },
  ].filter((piece) => !isEmpty(piece));
}
