import { nodeSignerFromSeed } from '#shared/node/node-signer.ts';
import { fromBase64Url, toBase64Url } from '#shared/std/crypto/bytes.ts';
import { issueCertificate, type Certificate } from '#shared/std/crypto/certificate.ts';
import type { Signer } from '#shared/std/crypto/signature.ts';
import { loginProof } from '#shared/std/protocol/login-proof.ts';
import { permissionKinds } from '#shared/std/protocol/permission-kind.ts';
import type { ToRelay } from '#shared/std/protocol/relay-messages.ts';

const seed = (byte: number) => new Uint8Array(32).fill(byte);

export const testRoot: Signer = nodeSignerFromSeed(seed(1));

/** A technician's device, certified by `testRoot` unless told otherwise. */
export class TestTechnician {
  readonly device: Signer;
  readonly certificate: Uint8Array;

  constructor(nowMs: number, changes: Partial<Certificate> & { readonly root?: Signer; readonly seed?: number } = {}) {
    const { root = testRoot, seed: seedByte = 2, ...fields } = changes;
    this.device = nodeSignerFromSeed(seed(seedByte));
    this.certificate = issueCertificate(root, {
      organisation: 'Acme IT',
      technician: 'Anna Weber',
      devicePublicKey: this.device.publicKey,
      permissions: permissionKinds,
      notBeforeMs: nowMs - 1_000,
      notAfterMs: nowMs + 24 * 60 * 60_000,
      serial: 1,
      ...fields,
    });
  }

  /** The right answer to a challenge, as long as `host` is the relay's. */
  answer(host: string, relayNonce: string, signer: Signer = this.device): Extract<ToRelay, { t: 'login/answer' }> {
    const ownNonce = seed(9);
    const proof = loginProof(host, this.device.publicKey, fromBase64Url(relayNonce) ?? new Uint8Array(0), ownNonce);
    return {
      v: 1,
      t: 'login/answer',
      certificate: toBase64Url(this.certificate),
      nonce: toBase64Url(ownNonce),
      signature: toBase64Url(signer.sign(proof)),
    };
  }
}
