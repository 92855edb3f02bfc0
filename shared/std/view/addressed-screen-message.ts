/** One message of a session's screen lane, as main passes it on to the window: `u8 length, session id, message`. */
export function addressScreenMessage(session: string, message: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(1 + session.length + message.length);
  bytes[0] = session.length;
  // Session ids are base64url: a character is a byte.
  for (let index = 0; index < session.length; index += 1) bytes[1 + index] = session.charCodeAt(index);
  bytes.set(message, 1 + session.length);
  return bytes;
}

/** Null for what main never sends. `message` is a view of what was given. */
export function readAddressedScreenMessage(
  bytes: Uint8Array,
): { readonly session: string; readonly message: Uint8Array } | null {
  const length = bytes[0] ?? 0;
  if (length === 0 || bytes.length <= 1 + length) return null;
  const session = String.fromCharCode(...bytes.subarray(1, 1 + length));
  return { session, message: bytes.subarray(1 + length) };
}
