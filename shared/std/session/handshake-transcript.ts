import { encodeFields } from '../crypto/encode-fields.ts';
import { hash32 } from '../crypto/hash.ts';
import { cipherSuite, protocolVersion } from '../protocol/limits.ts';

/** Why a handshake ended: every reason means that the session is over and nothing was shared. */
export type HandshakeFailure =
  | 'outOfOrder'
  | 'malformed'
  | 'commitmentBroken'
  | 'wrongDevice'
  | 'badCertificate'
  | 'badSignature'
  | 'lowOrderKey'
  | 'badConfirmation';

/** What both sides said, as it enters the transcript hash. */
export type Transcript = {
  readonly session: string;
  readonly commitment: Uint8Array;
  readonly customerPublicKey: Uint8Array;
  readonly customerNonce: Uint8Array;
  readonly customerLogPublicKey: Uint8Array;
  readonly technicianPublicKey: Uint8Array;
  readonly technicianNonce: Uint8Array;
  readonly devicePublicKey: Uint8Array;
  readonly certificate: Uint8Array;
};

/**
 * Step 1's commitment: fixes, before the customer's key and nonce are seen, all that the technician's side adds to the
 * transcript. All of it: where no organisation is pinned, whoever is in the middle certifies themselves, and with a
 * certificate still to be chosen would try a million of them for one that makes both verification codes the same (HS3).
 */
export function commitmentTo(opening: {
  readonly technicianPublicKey: Uint8Array;
  readonly technicianNonce: Uint8Array;
  readonly devicePublicKey: Uint8Array;
  readonly certificate: Uint8Array;
}): Uint8Array {
  return hash32(
    encodeFields(
      'hr1/commit',
      protocolVersion,
      cipherSuite,
      opening.technicianPublicKey,
      opening.technicianNonce,
      opening.devicePublicKey,
      opening.certificate,
    ),
  );
}

/** The transcript hash `th`. One suite exists, so both sides' offers are the same constant; both are hashed all the same. */
export function transcriptHash(transcript: Transcript): Uint8Array {
  return hash32(
    encodeFields(
      'hr1/t',
      transcript.session,
      protocolVersion,
      cipherSuite,
      cipherSuite,
      transcript.commitment,
      transcript.customerPublicKey,
      transcript.customerNonce,
      transcript.customerLogPublicKey,
      transcript.technicianPublicKey,
      transcript.technicianNonce,
      transcript.devicePublicKey,
      transcript.certificate,
    ),
  );
}

/** What the technician's device key signs in step 3. */
export function revealStatement(transcript: Uint8Array): Uint8Array {
  return encodeFields('hr1/reveal', transcript);
}

/** The fingerprint of a device key that a link carries (PIN5). */
export function deviceFingerprint(devicePublicKey: Uint8Array): Uint8Array {
  return hash32(encodeFields('hr1/device', devicePublicKey));
}
