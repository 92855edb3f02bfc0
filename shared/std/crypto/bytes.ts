import { base64urlnopad, hex } from '@scure/base';
import nacl from 'tweetnacl';

const encoder = new TextEncoder();

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

export function toHex(bytes: Uint8Array): string {
  return hex.encode(bytes);
}

export function toBase64Url(bytes: Uint8Array): string {
  return base64urlnopad.encode(bytes);
}

/** Null for anything that is not canonical base64url without padding. */
export function fromBase64Url(text: string): Uint8Array | null {
  try {
    return base64urlnopad.decode(text);
  } catch {
    return null; // The library throws on malformed text, which here is an expected failure.
  }
}

/** Compares in constant time; different lengths are different. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.length > 0 && nacl.verify(a, b);
}
