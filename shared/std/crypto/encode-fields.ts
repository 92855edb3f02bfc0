import { utf8 } from './bytes.ts';

/**
 * The protocol's `enc(a, b, ...)`: each field as u32 big-endian length, then its bytes; texts as UTF-8.
 * Unambiguous: different lists of fields never give the same bytes. Everything hashed or signed goes through here.
 */
export function encodeFields(...fields: readonly (Uint8Array | string)[]): Uint8Array {
  const parts = fields.map((field) => (typeof field === 'string' ? utf8(field) : field));
  const encoded = new Uint8Array(parts.reduce((length, part) => length + 4 + part.length, 0));
  const view = new DataView(encoded.buffer);
  let offset = 0;
  for (const part of parts) {
    view.setUint32(offset, part.length);
    encoded.set(part, offset + 4);
    offset += 4 + part.length;
  }
  return encoded;
}

/** The inverse of `encodeFields` for exactly `count` fields; null if the bytes are anything else. */
export function decodeFields(encoded: Uint8Array, count: number): readonly Uint8Array[] | null {
  const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  const fields: Uint8Array[] = [];
  let offset = 0;
  while (fields.length < count) {
    if (offset + 4 > encoded.length) return null;
    const length = view.getUint32(offset);
    if (length > encoded.length - offset - 4) return null;
    fields.push(encoded.slice(offset + 4, offset + 4 + length));
    offset += 4 + length;
  }
  return offset === encoded.length ? fields : null;
}

/** An unsigned 64-bit integer, big-endian: how numbers enter hashes. */
export function u64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}
