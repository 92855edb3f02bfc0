import { encodeFields } from '../crypto/encode-fields.ts';

/** What a console signs to log in (KEY3). `host` comes from the console's own settings, never from the relay. */
export function loginProof(
  host: string,
  devicePublicKey: Uint8Array,
  relayNonce: Uint8Array,
  ownNonce: Uint8Array,
): Uint8Array {
  return encodeFields('hr1/login', host, devicePublicKey, relayNonce, ownNonce);
}
