import { fromBase64Url, toBase64Url } from '#shared/std/crypto/bytes.ts';
import type { SignedCertificate } from '#shared/std/crypto/certificate.ts';
import type { Signer } from '#shared/std/crypto/signature.ts';
import type { SignalFrame } from '#shared/std/protocol/handshake-messages.ts';
import { cipherSuite, protocolVersion } from '#shared/std/protocol/limits.ts';
import { commitmentTo, revealStatement, transcriptHash } from '#shared/std/session/handshake-transcript.ts';

/** A technician's side that keeps every rule but those a test breaks: its keys and openings are whatever it is given. */
export class ManualTechnician {
  readonly #session: string;
  readonly #device: Signer;
  readonly #certificate: SignedCertificate;

  constructor(session: string, device: Signer, certificate: SignedCertificate) {
    this.#session = session;
    this.#device = device;
    this.#certificate = certificate;
  }

  commitmentTo(publicKey: Uint8Array, nonce: Uint8Array): Uint8Array {
    return commitmentTo({
      technicianPublicKey: publicKey,
      technicianNonce: nonce,
      devicePublicKey: this.#device.publicKey,
      certificate: this.#certificate,
    });
  }

  commit(commitment: Uint8Array): SignalFrame {
    return {
      t: 'handshake/commit',
      version: protocolVersion,
      suite: cipherSuite,
      commitment: toBase64Url(commitment),
    };
  }

  /** The transcript that a customer who said `join` computes from this opening. */
  transcript(commitment: Uint8Array, join: SignalFrame, publicKey: Uint8Array, nonce: Uint8Array): Uint8Array {
    if (join.t !== 'handshake/join') throw new Error(`no join: ${join.t}`);
    return transcriptHash({
      session: this.#session,
      commitment,
      customerPublicKey: bytesOf(join.publicKey),
      customerNonce: bytesOf(join.nonce),
      customerLogPublicKey: bytesOf(join.logPublicKey),
      technicianPublicKey: publicKey,
      technicianNonce: nonce,
      devicePublicKey: this.#device.publicKey,
      certificate: this.#certificate,
    });
  }

  reveal(transcript: Uint8Array, publicKey: Uint8Array, nonce: Uint8Array): SignalFrame {
    return {
      t: 'handshake/reveal',
      publicKey: toBase64Url(publicKey),
      nonce: toBase64Url(nonce),
      devicePublicKey: toBase64Url(this.#device.publicKey),
      certificate: toBase64Url(this.#certificate),
      signature: toBase64Url(this.#device.sign(revealStatement(transcript))),
    };
  }
}

function bytesOf(text: string): Uint8Array {
  const bytes = fromBase64Url(text);
  if (bytes === null) throw new Error('not base64url');
  return bytes;
}
