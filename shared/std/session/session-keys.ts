import { authenticate, expandKey, extractKey } from '../crypto/key-derivation.ts';
import { encodeFields } from '../crypto/encode-fields.ts';
import { verificationCodeDigits } from '../protocol/limits.ts';

/** Which end of a session: keys and proofs of the two are never the same, so nothing can be reflected. */
export type Role = 'technician' | 'customer';

/** What the handshake leaves behind, in memory only: a program that restarts always shakes hands again. */
export type SessionKeys = {
  /** The hash of everything both sides said (`th`): equal on both sides, or the handshake failed. */
  readonly transcript: Uint8Array;
  /** Seals signalling; by who sends. */
  readonly signal: Readonly<Record<Role, Uint8Array>>;
  /** Proves the ends of the data connection; by who proves. */
  readonly bind: Readonly<Record<Role, Uint8Array>>;
  /** The digits that the technician reads out and the customer types (HS3). */
  readonly verificationCode: string;
};

/** Step 4 of the handshake. `linkSecret` makes both sides prove that they hold the link (PIN5). */
export function deriveSessionKeys(
  transcript: Uint8Array,
  sharedSecret: Uint8Array,
  linkSecret: Uint8Array | null,
): SessionKeys {
  const inputLength = sharedSecret.length + (linkSecret?.length ?? 0);
  const inputSecret = new Uint8Array(inputLength);
  inputSecret.set(sharedSecret);
  if (linkSecret !== null) inputSecret.set(linkSecret, sharedSecret.length);
  const pseudoRandomKey = extractKey(transcript, inputSecret);
  return {
    transcript,
    signal: { technician: expandKey(pseudoRandomKey, 'sigT'), customer: expandKey(pseudoRandomKey, 'sigC') },
    bind: { technician: expandKey(pseudoRandomKey, 'bindT'), customer: expandKey(pseudoRandomKey, 'bindC') },
    verificationCode: verificationCode(expandKey(pseudoRandomKey, 'sas', 8)),
  };
}

function verificationCode(bytes: Uint8Array): string {
  const value = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
  // 2^64 is so much larger than 10^6 that the remainder is uniform to 1 in 10^13.
  const code = value % 10n ** BigInt(verificationCodeDigits);
  return code.toString().padStart(verificationCodeDigits, '0');
}

/** The proof that `role` derived the same keys from the same transcript. */
export function confirmation(keys: SessionKeys, role: Role): Uint8Array {
  return authenticate(keys.bind[role], encodeFields('hr1/ok', keys.transcript));
}

/** The proof that `role` sits at the end of the DTLS connection between these two certificates (HS4). */
export function bindingProof(
  keys: SessionKeys,
  role: Role,
  fingerprints: { readonly own: string; readonly other: string },
): Uint8Array {
  return authenticate(keys.bind[role], encodeFields('hr1/bind', keys.transcript, fingerprints.own, fingerprints.other));
}
