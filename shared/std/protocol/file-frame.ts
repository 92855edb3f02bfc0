import { utf8 } from '../crypto/bytes.ts';
import { fileChunkBytes } from './limits.ts';

/** One piece of a file on the `file` channel: u8 length of the transfer id, the id, u64 offset, the bytes. */
export type FileFrame = { readonly transfer: string; readonly offset: number; readonly bytes: Uint8Array };

const decoder = new TextDecoder('utf-8', { fatal: true });

export function encodeFileFrame(frame: FileFrame): Uint8Array {
  const id = utf8(frame.transfer);
  const encoded = new Uint8Array(1 + id.length + 8 + frame.bytes.length);
  encoded[0] = id.length;
  encoded.set(id, 1);
  new DataView(encoded.buffer).setBigUint64(1 + id.length, BigInt(frame.offset));
  encoded.set(frame.bytes, 1 + id.length + 8);
  return encoded;
}

/** Null for anything that is not a frame. The bytes are a view into `encoded`, not a copy. */
export function decodeFileFrame(encoded: Uint8Array): FileFrame | null {
  const idLength = encoded[0] ?? 0;
  const headerLength = 1 + idLength + 8;
  if (idLength < 8 || idLength > 64) return null;
  if (encoded.length <= headerLength || encoded.length > headerLength + fileChunkBytes) return null;
  const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  const offset = view.getBigUint64(1 + idLength);
  if (offset > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  try {
    const transfer = decoder.decode(encoded.subarray(1, 1 + idLength));
    return { transfer, offset: Number(offset), bytes: encoded.subarray(headerLength) };
  } catch {
    return null; // Not UTF-8: not an id of ours.
  }
}
