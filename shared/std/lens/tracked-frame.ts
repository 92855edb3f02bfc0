import * as v from 'valibot';
import { maxMarks, mostInTransform } from './board-limits.ts';
import { markIdSchema } from './board.ts';

/**
 * Where a mark is in one frame of the camera: row by row, a 3 x 3 matrix with a last element of 1, from positions in the picture
 * that it was drawn on to positions in this frame; both in units of the picture's width.
 */
export type MarkTransform = readonly [number, number, number, number, number, number, number, number, number];

/** Each mark that the phone tracks, in one frame of its camera. A mark that is not named is where it was. */
export type TrackedFrame = {
  /** When the camera took it, and when this was said: milliseconds of the phone's own clock. */
  readonly capturedAtMs: number;
  readonly sentAtMs: number;
  /** Null while the mark is hidden. */
  readonly marks: readonly { readonly id: number; readonly transform: MarkTransform | null }[];
};

const element = v.pipe(v.number(), v.minValue(-mostInTransform), v.maxValue(mostInTransform));
const transformSchema = v.pipe(
  v.strictTuple([
    element,
    element,
    element,
    element,
    element,
    element,
    element,
    element,
    v.pipe(v.number(), v.value(1)),
  ]),
  v.readonly(),
);
const timeMs = v.pipe(v.number(), v.finite(), v.minValue(0));

export const trackedFrameSchema = v.strictObject({
  capturedAtMs: timeMs,
  sentAtMs: timeMs,
  marks: v.pipe(
    v.array(v.strictObject({ id: markIdSchema, transform: v.nullable(transformSchema) })),
    v.maxLength(maxMarks),
    v.readonly(),
  ),
});

const headerBytes = 18;
const hiddenBytes = 3;
const elements = 8;
const heldBytes = hiddenBytes + elements * 4;
const kind = 1;

/**
 * As it travels on the `pointer` channel, from the phone (BRD5): u8 kind, f64 capturedAtMs, f64 sentAtMs, u8 count, and for each
 * mark u16 id, u8 held, and if held eight f32. Big-endian.
 */
export function encodeTrackedFrame(frame: TrackedFrame): Uint8Array<ArrayBuffer> {
  const size = frame.marks.reduce(
    (sum, { transform }) => sum + (transform === null ? hiddenBytes : heldBytes),
    headerBytes,
  );
  const bytes = new Uint8Array(size);
  const data = new DataView(bytes.buffer);
  data.setUint8(0, kind);
  data.setFloat64(1, frame.capturedAtMs);
  data.setFloat64(9, frame.sentAtMs);
  data.setUint8(17, frame.marks.length);
  let at = headerBytes;
  for (const { id, transform } of frame.marks) {
    data.setUint16(at, id);
    data.setUint8(at + 2, transform === null ? 0 : 1);
    at += hiddenBytes;
    if (transform === null) continue;
    for (const value of transform.slice(0, elements)) {
      data.setFloat32(at, value);
      at += 4;
    }
  }
  return bytes;
}

/** Null for anything that no honest phone sends. */
export function decodeTrackedFrame(bytes: Uint8Array): TrackedFrame | null {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headerBytes || data.getUint8(0) !== kind) return null;
  const marks: { id: number; transform: number[] | null }[] = [];
  let at = headerBytes;
  for (let left = data.getUint8(17); left > 0; left -= 1) {
    if (at + hiddenBytes > bytes.length) return null;
    const id = data.getUint16(at);
    const held = data.getUint8(at + 2);
    at += hiddenBytes;
    if (held > 1 || (held === 1 && at + elements * 4 > bytes.length)) return null;
    const start = at;
    if (held === 1) at += elements * 4;
    marks.push({
      id,
      transform: held === 0 ? null : [...Array.from({ length: elements }, (_, n) => data.getFloat32(start + n * 4)), 1],
    });
  }
  if (at !== bytes.length) return null;
  const read = v.safeParse(trackedFrameSchema, {
    capturedAtMs: data.getFloat64(1),
    sentAtMs: data.getFloat64(9),
    marks,
  });
  return read.success ? read.output : null;
}
