/** The order of Ed25519's group. */
const order = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;

/** The same signature with S + L for S: lax verifiers take it for a second, different one. */
export function malleate(signature: Uint8Array): Uint8Array {
  let scalar = 0n;
  for (const byte of signature.slice(32).toReversed()) scalar = (scalar << 8n) + BigInt(byte);
  scalar += order;
  const malleated = new Uint8Array(signature);
  for (let at = 32; at < 64; at += 1) {
    malleated[at] = Number(scalar & 255n);
    scalar >>= 8n;
  }
  return malleated;
}
