import { maxCursorSidePixels, maxMonitors, maxScreenSidePixels } from './screen-limits.ts';

/** A monitor, which is a lane of its own. Position and size in pixels of the virtual desktop that input positions are on. */
export type Monitor = {
  readonly id: number;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly primary: boolean;
};

/** The picture of the pointer: one number a pixel, `0xAABBGGRR`, not premultiplied. */
export type CursorShape = {
  readonly width: number;
  readonly height: number;
  /** The pixel that points. */
  readonly hotX: number;
  readonly hotY: number;
  readonly pixels: Uint32Array;
};

/** Video codecs by what WebCodecs calls them in short. */
export const videoCodecs = ['h264', 'av1'] as const;
export type VideoCodec = (typeof videoCodecs)[number];

/**
 * What travels on the data connection's `screen` channel. To the console: frames in pieces (the channel keeps their order; one
 * frame's pieces come without another's in between), and the cursor. To the applet: which frame has been drawn.
 */
export type ScreenMessage =
  | {
      readonly kind: 'piece';
      readonly lane: number;
      readonly first: boolean;
      readonly last: boolean;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'cursorShape'; readonly shape: CursorShape }
  /** Null: not on this screen, or hidden. Pixels of the lane's picture. */
  | { readonly kind: 'cursorAt'; readonly lane: number; readonly at: { readonly x: number; readonly y: number } | null }
  | { readonly kind: 'drawn'; readonly lane: number; readonly sequence: number };

const tag = { piece: 1, cursorShape: 2, cursorAt: 3, drawn: 4 } as const;
const pieceHeaderBytes = 4;
const cursorShapeHeaderBytes = 10;
const hiddenFlag = 1;

export function encodeScreenMessage(message: ScreenMessage): Uint8Array {
  switch (message.kind) {
    case 'piece': {
      const bytes = new Uint8Array(pieceHeaderBytes + message.bytes.length);
      bytes[0] = tag.piece;
      bytes[1] = message.lane;
      bytes[2] = (message.first ? 1 : 0) | (message.last ? 2 : 0);
      bytes.set(message.bytes, pieceHeaderBytes);
      return bytes;
    }
    case 'cursorShape': {
      const { width, height, hotX, hotY, pixels } = message.shape;
      const bytes = new Uint8Array(cursorShapeHeaderBytes + 4 * pixels.length);
      const view = new DataView(bytes.buffer);
      bytes[0] = tag.cursorShape;
      view.setUint16(2, width);
      view.setUint16(4, height);
      view.setUint16(6, hotX);
      view.setUint16(8, hotY);
      pixels.forEach((pixel, index) => view.setUint32(cursorShapeHeaderBytes + 4 * index, pixel));
      return bytes;
    }
    case 'cursorAt': {
      const view = new DataView(new ArrayBuffer(8));
      view.setUint8(0, tag.cursorAt);
      view.setUint8(1, message.lane);
      view.setUint8(2, message.at === null ? hiddenFlag : 0);
      view.setUint16(4, message.at?.x ?? 0);
      view.setUint16(6, message.at?.y ?? 0);
      return new Uint8Array(view.buffer);
    }
    case 'drawn': {
      const view = new DataView(new ArrayBuffer(6));
      view.setUint8(0, tag.drawn);
      view.setUint8(1, message.lane);
      view.setUint32(2, message.sequence);
      return new Uint8Array(view.buffer);
    }
  }
}

/** Null for anything that is no message. `bytes` of a piece are a view of what was given. */
export function decodeScreenMessage(bytes: Uint8Array): ScreenMessage | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4) return null;
  const lane = view.getUint8(1);
  switch (view.getUint8(0)) {
    case tag.piece: {
      const flags = view.getUint8(2);
      if (lane >= maxMonitors || flags > 3 || view.getUint8(3) !== 0) return null;
      const piece = bytes.subarray(pieceHeaderBytes);
      return { kind: 'piece', lane, first: (flags & 1) !== 0, last: (flags & 2) !== 0, bytes: piece };
    }
    case tag.cursorShape:
      return decodeCursorShape(view);
    case tag.cursorAt: {
      if (bytes.length !== 8 || lane >= maxMonitors || view.getUint8(2) > hiddenFlag) return null;
      const x = view.getUint16(4);
      const y = view.getUint16(6);
      if (x >= maxScreenSidePixels || y >= maxScreenSidePixels) return null;
      return { kind: 'cursorAt', lane, at: view.getUint8(2) === hiddenFlag ? null : { x, y } };
    }
    case tag.drawn:
      if (bytes.length !== 6 || lane >= maxMonitors) return null;
      return { kind: 'drawn', lane, sequence: view.getUint32(2) };
    default:
      return null;
  }
}

function decodeCursorShape(view: DataView): ScreenMessage | null {
  if (view.byteLength < cursorShapeHeaderBytes || view.getUint16(0) !== tag.cursorShape << 8) return null;
  const [width, height, hotX, hotY] = [view.getUint16(2), view.getUint16(4), view.getUint16(6), view.getUint16(8)];
  if (width < 1 || height < 1 || width > maxCursorSidePixels || height > maxCursorSidePixels) return null;
  if (hotX >= width || hotY >= height) return null;
  if (view.byteLength !== cursorShapeHeaderBytes + 4 * width * height) return null;
  const pixels = Uint32Array.from({ length: width * height }, (_, index) =>
    view.getUint32(cursorShapeHeaderBytes + 4 * index),
  );
  return { kind: 'cursorShape', shape: { width, height, hotX, hotY, pixels } };
}
