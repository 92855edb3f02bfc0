import type { Area } from './area.ts';
import { isEmpty } from './area.ts';
import type { Move } from './move-pixels.ts';
import { mostBytesAPixel } from './pixel-codes.ts';
import {
  maxAreasAFrame,
  maxMovesAFrame,
  maxScreenFrameBytes,
  maxScreenPixels,
  maxScreenSidePixels,
} from './screen-limits.ts';
import type { VideoCodec } from './screen-message.ts';
import { videoCodecs } from './screen-message.ts';

/** One picture of the lane's video: what area it covers and how large it was coded. */
export type VideoPiece = {
  readonly area: Area;
  readonly codec: VideoCodec;
  readonly codedWidth: number;
  readonly codedHeight: number;
  readonly keyFrame: boolean;
  readonly firstOfStream: boolean;
  readonly bytes: Uint8Array;
};

/**
 * One frame: what the viewer does to the picture it has, in this order: begin anew if `size` is there, move, write pixels, show
 * video. Areas are not checked against the picture here, for only the viewer knows its size.
 */
export type Frame = {
  readonly sequence: number;
  readonly size: { readonly width: number; readonly height: number } | null;
  /** After this frame the viewer's picture is the screen, pixel by pixel. */
  readonly exact: boolean;
  readonly videoEnded: boolean;
  /** Milliseconds, 0 if unknown. */
  readonly loopMs: number;
  readonly moves: readonly Move[];
  readonly video: VideoPiece | null;
  /** Where the pixel codes go, one area after the other. */
  readonly areas: readonly Area[];
  /** The pixel codes, compressed or as they are. */
  readonly codes: { readonly bytes: Uint8Array; readonly deflated: boolean; readonly sizeBytes: number };
};

const flag = { size: 1, exact: 2, videoEnded: 4, video: 8, deflated: 16 } as const;
const allFlags = 31;
const videoFlag = { keyFrame: 1, firstOfStream: 2 } as const;
const allVideoFlags = 3;

const fixedBytes = 4 + 1 + 2 + 1 + 2 + 4;
const sizeFieldBytes = 4;
const areaBytes = 8;
const moveBytes = areaBytes + 4;
const videoHeaderBytes = areaBytes + 1 + 4 + 1 + 4;
const mostLoopMs = 0xffff;

/**
 * u32 sequence, u8 flags, u16 loopMs, u8 moves, u16 areas, u32 size of the pixel codes before they were compressed; if flagged
 * u16 width, u16 height; the moves (area, u16 x, u16 y); if flagged the video (area, u8 codec, u16 width, u16 height, u8 flags,
 * u32 length, bytes); the areas (u16 x, y, width, height); the rest is pixel codes.
 */
export function encodeFrame(frame: Frame): Uint8Array {
  const { size, video, moves, areas, codes } = frame;
  const videoBytes = video === null ? 0 : videoHeaderBytes + video.bytes.length;
  const lengthBytes =
    fixedBytes +
    (size === null ? 0 : sizeFieldBytes) +
    moves.length * moveBytes +
    videoBytes +
    areas.length * areaBytes +
    codes.bytes.length;
  const bytes = new Uint8Array(lengthBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, frame.sequence);
  view.setUint8(
    4,
    (size === null ? 0 : flag.size) |
      (frame.exact ? flag.exact : 0) |
      (frame.videoEnded ? flag.videoEnded : 0) |
      (video === null ? 0 : flag.video) |
      (codes.deflated ? flag.deflated : 0),
  );
  view.setUint16(5, Math.min(Math.round(frame.loopMs), mostLoopMs));
  view.setUint8(7, moves.length);
  view.setUint16(8, areas.length);
  view.setUint32(10, codes.sizeBytes);
  let at = fixedBytes;
  if (size !== null) {
    view.setUint16(at, size.width);
    view.setUint16(at + 2, size.height);
    at += sizeFieldBytes;
  }
  for (const move of moves) {
    writeArea(view, at, move.to);
    view.setUint16(at + areaBytes, move.fromX);
    view.setUint16(at + areaBytes + 2, move.fromY);
    at += moveBytes;
  }
  if (video !== null) {
    writeArea(view, at, video.area);
    at += areaBytes;
    view.setUint8(at, videoCodecs.indexOf(video.codec));
    view.setUint16(at + 1, video.codedWidth);
    view.setUint16(at + 3, video.codedHeight);
    view.setUint8(
      at + 5,
      (video.keyFrame ? videoFlag.keyFrame : 0) | (video.firstOfStream ? videoFlag.firstOfStream : 0),
    );
    view.setUint32(at + 6, video.bytes.length);
    bytes.set(video.bytes, at + 10);
    at += 10 + video.bytes.length;
  }
  for (const area of areas) {
    writeArea(view, at, area);
    at += areaBytes;
  }
  bytes.set(codes.bytes, at);
  return bytes;
}

/** Null for anything that no sender of ours makes. Bytes inside are views of what was given. */
export function decodeFrame(bytes: Uint8Array): Frame | null {
  if (bytes.length < fixedBytes || bytes.length > maxScreenFrameBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = view.getUint8(4);
  const moveCount = view.getUint8(7);
  const areaCount = view.getUint16(8);
  const sizeBytes = view.getUint32(10);
  if (flags > allFlags || moveCount > maxMovesAFrame || areaCount > maxAreasAFrame) return null;
  let at = fixedBytes;
  let size: Frame['size'] = null;
  if ((flags & flag.size) !== 0) {
    if (bytes.length < at + sizeFieldBytes) return null;
    size = { width: view.getUint16(at), height: view.getUint16(at + 2) };
    if (!isPossibleSize(size.width, size.height) || size.width * size.height > maxScreenPixels) return null;
    at += sizeFieldBytes;
  }
  if (bytes.length < at + moveCount * moveBytes) return null;
  const moves: Move[] = [];
  for (let index = 0; index < moveCount; index++) {
    const to = readArea(view, at);
    if (isEmpty(to)) return null;
    moves.push({ to, fromX: view.getUint16(at + areaBytes), fromY: view.getUint16(at + areaBytes + 2) });
    at += moveBytes;
  }
  let video: VideoPiece | null = null;
  if ((flags & flag.video) !== 0) {
    video = readVideo(bytes, view, at);
    if (video === null) return null;
    at += videoHeaderBytes + video.bytes.length;
  }
  if (bytes.length < at + areaCount * areaBytes) return null;
  const areas: Area[] = [];
  let pixels = 0;
  for (let index = 0; index < areaCount; index++) {
    const area = readArea(view, at);
    if (isEmpty(area)) return null;
    pixels += area.width * area.height;
    areas.push(area);
    at += areaBytes;
  }
  // No area is written twice in a frame, and no pixel costs more than a colour in full: no small frame grows to gigabytes.
  if (pixels > maxScreenPixels || sizeBytes > mostBytesAPixel * pixels) return null;
  const deflated = (flags & flag.deflated) !== 0;
  const codes = bytes.subarray(at);
  if (!deflated && codes.length !== sizeBytes) return null;
  return {
    sequence: view.getUint32(0),
    size,
    exact: (flags & flag.exact) !== 0,
    videoEnded: (flags & flag.videoEnded) !== 0,
    loopMs: view.getUint16(5),
    moves,
    video,
    areas,
    codes: { bytes: codes, deflated, sizeBytes },
  };
}

/** Whether a viewer that has nothing yet can begin with this frame; others are to be passed over until one comes. */
export function beginsAnew(frame: Uint8Array): boolean {
  return frame.length >= fixedBytes && ((frame[4] ?? 0) & flag.size) !== 0;
}

function readVideo(bytes: Uint8Array, view: DataView, start: number): VideoPiece | null {
  if (bytes.length < start + videoHeaderBytes) return null;
  const area = readArea(view, start);
  const at = start + areaBytes;
  const codec = videoCodecs[view.getUint8(at)];
  const codedWidth = view.getUint16(at + 1);
  const codedHeight = view.getUint16(at + 3);
  const flags = view.getUint8(at + 5);
  const lengthBytes = view.getUint32(at + 6);
  if (isEmpty(area) || codec === undefined || flags > allVideoFlags) return null;
  // A video larger than its area would only cost the viewer; one more pixel makes an odd side even.
  if (codedWidth > area.width + 1 || codedHeight > area.height + 1) return null;
  if (!isPossibleSize(codedWidth, codedHeight) || codedWidth % 2 !== 0 || codedHeight % 2 !== 0) return null;
  if (lengthBytes === 0 || lengthBytes > bytes.length - start - videoHeaderBytes) return null;
  const keyFrame = (flags & videoFlag.keyFrame) !== 0;
  const firstOfStream = (flags & videoFlag.firstOfStream) !== 0;
  if (firstOfStream && !keyFrame) return null;
  const chunk = bytes.subarray(at + 10, at + 10 + lengthBytes);
  return { area, codec, codedWidth, codedHeight, keyFrame, firstOfStream, bytes: chunk };
}

function isPossibleSize(width: number, height: number): boolean {
  return width > 0 && height > 0 && width <= maxScreenSidePixels && height <= maxScreenSidePixels;
}

function writeArea(view: DataView, at: number, area: Area): void {
  view.setUint16(at, area.x);
  view.setUint16(at + 2, area.y);
  view.setUint16(at + 4, area.width);
  view.setUint16(at + 6, area.height);
}

function readArea(view: DataView, at: number): Area {
  return {
    x: view.getUint16(at),
    y: view.getUint16(at + 2),
    width: view.getUint16(at + 4),
    height: view.getUint16(at + 6),
  };
}
