import { fromBase64Url, toBase64Url } from '#shared/std/crypto/bytes.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import { loginProof } from '#shared/std/protocol/login-proof.ts';
import type { FromRelay, ToRelay } from '#shared/std/protocol/relay-messages.ts';
import type { DeviceIdentity } from './console-ports.ts';

/**
 * Answers a relay's challenge with the device key (KEY3). `host` is this console's own setting: a relay that passes on
 * another one's challenge gets a signature that the other does not accept.
 */
export function answerChallenge(
  challenge: Extract<FromRelay, { t: 'login/challenge' }>,
  host: string,
  device: DeviceIdentity,
  random: RandomBytes,
): ToRelay | null {
  const relayNonce = fromBase64Url(challenge.nonce);
  if (relayNonce === null) return null;
  const ownNonce = random(32);
  const proof = loginProof(host, device.signer.publicKey, relayNonce, ownNonce);
  return {
    v: 1,
    t: 'login/answer',
    certificate: toBase64Url(device.signedCertificate),
    nonce: toBase64Url(ownNonce),
    signature: toBase64Url(device.signer.sign(proof)),
  };
}
