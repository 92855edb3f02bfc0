import { utf8 } from '../crypto/bytes.ts';
import { maxInputTextBytes } from '../protocol/limits.ts';
import { mouseButtons, type MouseButton } from './input-driver.ts';
import { maxWheelDelta } from './input-limits.ts';

/** A position on the shared picture as two u16 fractions: 0 is its left or top edge, 65535 its right or bottom edge. */
export type PicturePosition = { readonly x: number; readonly y: number };

export const positionMax = 0xffff;

/**
 * What the `input` channel carries. `sequence` rises by one from 1. `moves` is the sequence of the last pointer frame
 * before it, so that a move that was overtaken on the other channel does not pull the pointer back.
 */
export type InputFrame =
  | ({
      readonly kind: 'button';
      readonly sequence: number;
      readonly moves: number;
      readonly button: MouseButton;
      readonly down: boolean;
    } & PicturePosition)
  | ({
      readonly kind: 'wheel';
      readonly sequence: number;
      readonly moves: number;
      /** CSS pixels; positive is right and down. */
      readonly deltaX: number;
      readonly deltaY: number;
    } & PicturePosition)
  | { readonly kind: 'key'; readonly sequence: number; readonly code: string; readonly down: boolean }
  | { readonly kind: 'text'; readonly sequence: number; readonly text: string }
  | { readonly kind: 'releaseAll'; readonly sequence: number }
  /** The technician still holds what is held (DC2). */
  | { readonly kind: 'heartbeat'; readonly sequence: number };

/** What the `pointer` channel carries: the newest sequence wins. */
export type PointerFrame = { readonly sequence: number } & PicturePosition;

// On the wire: u8 kind, u32 sequence, then per kind. Big-endian, exact lengths.
const kindButton = 1; //      u32 moves, u16 x, u16 y, u8 button, u8 down
const kindWheel = 2; //       u32 moves, u16 x, u16 y, i32 deltaX, i32 deltaY
const kindKey = 3; //         u8 down, ASCII code
const kindText = 4; //        UTF-8
const kindReleaseAll = 5; //  nothing
const kindHeartbeat = 6; //   nothing
const kindPointer = 7; //     u16 x, u16 y

const headerBytes = 5;
const buttonBytes = headerBytes + 10;
const wheelBytes = headerBytes + 16;
const pointerBytes = headerBytes + 4;

/** Codes are words such as `KeyA`, `Digit1`, `ArrowLeft`. */
const codePattern = /^[A-Za-z][A-Za-z0-9]{0,31}$/;
const codeMaxBytes = 32;
/** Text holds no control characters but tab and line feed: those are keys. Nor a byte order mark, which types nothing. */
const controlPattern = /[^\P{Cc}\t\n]|\ufeff/u;

const decoder = new TextDecoder('utf-8', { fatal: true });

function start(kind: number, sequence: number, byteCount: number): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(byteCount);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, kind);
  view.setUint32(1, sequence);
  return { bytes, view };
}

export function encodeInputFrame(frame: InputFrame): Uint8Array {
  switch (frame.kind) {
    case 'button': {
      const { bytes, view } = start(kindButton, frame.sequence, buttonBytes);
      view.setUint32(5, frame.moves);
      view.setUint16(9, frame.x);
      view.setUint16(11, frame.y);
      view.setUint8(13, mouseButtons.indexOf(frame.button));
      view.setUint8(14, frame.down ? 1 : 0);
      return bytes;
    }
    case 'wheel': {
      const { bytes, view } = start(kindWheel, frame.sequence, wheelBytes);
      view.setUint32(5, frame.moves);
      view.setUint16(9, frame.x);
      view.setUint16(11, frame.y);
      view.setInt32(13, frame.deltaX);
      view.setInt32(17, frame.deltaY);
      return bytes;
    }
    case 'key': {
      const code = utf8(frame.code);
      const { bytes, view } = start(kindKey, frame.sequence, headerBytes + 1 + code.length);
      view.setUint8(5, frame.down ? 1 : 0);
      bytes.set(code, headerBytes + 1);
      return bytes;
    }
    case 'text': {
      const text = utf8(frame.text);
      const { bytes } = start(kindText, frame.sequence, headerBytes + text.length);
      bytes.set(text, headerBytes);
      return bytes;
    }
    case 'releaseAll':
      return start(kindReleaseAll, frame.sequence, headerBytes).bytes;
    case 'heartbeat':
      return start(kindHeartbeat, frame.sequence, headerBytes).bytes;
  }
}

export function encodePointerFrame(frame: PointerFrame): Uint8Array {
  const { bytes, view } = start(kindPointer, frame.sequence, pointerBytes);
  view.setUint16(5, frame.x);
  view.setUint16(7, frame.y);
  return bytes;
}

/** Null for anything that is not a frame of the `input` channel. */
export function decodeInputFrame(bytes: Uint8Array): InputFrame | null {
  if (bytes.length < headerBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sequence = view.getUint32(1);
  if (sequence === 0) return null;
  switch (view.getUint8(0)) {
    case kindButton:
      return bytes.length === buttonBytes ? decodeButton(view, sequence) : null;
    case kindWheel:
      return bytes.length === wheelBytes ? decodeWheel(view, sequence) : null;
    case kindKey:
      return decodeKey(view, bytes, sequence);
    case kindText: {
      const text = decodeText(bytes.subarray(headerBytes), maxInputTextBytes);
      return text === null || controlPattern.test(text) ? null : { kind: 'text', sequence, text };
    }
    case kindReleaseAll:
      return bytes.length === headerBytes ? { kind: 'releaseAll', sequence } : null;
    case kindHeartbeat:
      return bytes.length === headerBytes ? { kind: 'heartbeat', sequence } : null;
    default:
      return null;
  }
}

/** Null for anything that is not a frame of the `pointer` channel. */
export function decodePointerFrame(bytes: Uint8Array): PointerFrame | null {
  if (bytes.length !== pointerBytes || bytes[0] !== kindPointer) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sequence = view.getUint32(1);
  return sequence === 0 ? null : { sequence, x: view.getUint16(5), y: view.getUint16(7) };
}

function decodeButton(view: DataView, sequence: number): InputFrame | null {
  const button = mouseButtons[view.getUint8(13)];
  const down = decodeFlag(view.getUint8(14));
  if (button === undefined || down === null) return null;
  return {
    kind: 'button',
    sequence,
    moves: view.getUint32(5),
    x: view.getUint16(9),
    y: view.getUint16(11),
    button,
    down,
  };
}

function decodeWheel(view: DataView, sequence: number): InputFrame | null {
  const deltaX = view.getInt32(13);
  const deltaY = view.getInt32(17);
  if (Math.abs(deltaX) > maxWheelDelta || Math.abs(deltaY) > maxWheelDelta) return null;
  return {
    kind: 'wheel',
    sequence,
    moves: view.getUint32(5),
    x: view.getUint16(9),
    y: view.getUint16(11),
    deltaX,
    deltaY,
  };
}

function decodeKey(view: DataView, bytes: Uint8Array, sequence: number): InputFrame | null {
  if (bytes.length <= headerBytes + 1) return null;
  const down = decodeFlag(view.getUint8(5));
  const code = decodeText(bytes.subarray(headerBytes + 1), codeMaxBytes);
  if (down === null || code === null || !codePattern.test(code)) return null;
  return { kind: 'key', sequence, code, down };
}

function decodeFlag(value: number): boolean | null {
  return value === 0 ? false : value === 1 ? true : null;
}

function decodeText(bytes: Uint8Array, maxBytes: number): string | null {
  if (bytes.length === 0 || bytes.length > maxBytes) return null;
  try {
    return decoder.decode(bytes);
  } catch {
    return null; // Not UTF-8.
  }
}

/** Text as the `text` frame carries it: line ends as line feeds, other control characters removed. */
export function cleanInputText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(new RegExp(controlPattern, 'gu'), '');
}
