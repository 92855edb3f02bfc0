import { equalBytes, fromBase64Url, toBase64Url } from '../crypto/bytes.ts';
import { agree, exchangeKeyPair, type KeyPair } from '../crypto/key-derivation.ts';
import type { SignedCertificate } from '../crypto/certificate.ts';
import type { Signer } from '../crypto/signature.ts';
import type { RandomBytes } from '../core/random.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import type { SignalFrame } from '../protocol/handshake-messages.ts';
import { cipherSuite, protocolVersion } from '../protocol/limits.ts';
import { commitmentTo, revealStatement, transcriptHash, type HandshakeFailure } from './handshake-transcript.ts';
import { confirmation, deriveSessionKeys, type SessionKeys } from './session-keys.ts';

type State =
  | { readonly name: 'committed' }
  | { readonly name: 'revealed'; readonly keys: SessionKeys; readonly customerLogPublicKey: Uint8Array }
  | { readonly name: 'over' };

export type TechnicianHandshakeStep = {
  readonly send: readonly SignalFrame[];
  readonly done: { readonly keys: SessionKeys; readonly customerLogPublicKey: Uint8Array } | null;
};

/**
 * The technician's side of the handshake: commit, then reveal to exactly one customer.
 * A commitment is opened once. Opening it for a second join would give a relay in the middle a second guess at the
 * verification code, so every further frame after a failure or the end is refused.
 */
export class TechnicianHandshake {
  readonly #session: string;
  readonly #device: Signer;
  readonly #certificate: SignedCertificate;
  readonly #linkSecret: Uint8Array | null;
  readonly #keyPair: KeyPair;
  readonly #nonce: Uint8Array;
  readonly #commitment: Uint8Array;
  #state: State = { name: 'committed' };

  constructor(options: {
    readonly session: string;
    readonly device: Signer;
    readonly certificate: SignedCertificate;
    readonly linkSecret: Uint8Array | null;
    readonly random: RandomBytes;
  }) {
    this.#session = options.session;
    this.#device = options.device;
    this.#certificate = options.certificate;
    this.#linkSecret = options.linkSecret;
    this.#keyPair = exchangeKeyPair(options.random);
    this.#nonce = options.random(32);
    this.#commitment = commitmentTo({
      technicianPublicKey: this.#keyPair.publicKey,
      technicianNonce: this.#nonce,
      devicePublicKey: options.device.publicKey,
      certificate: options.certificate,
    });
  }

  /** Step 1. */
  commit(): SignalFrame {
    return {
      t: 'handshake/commit',
      version: protocolVersion,
      suite: cipherSuite,
      commitment: toBase64Url(this.#commitment),
    };
  }

  /** Steps 2 and 4. Any failure is final. */
  receive(frame: SignalFrame): Result<TechnicianHandshakeStep, HandshakeFailure> {
    const result = this.#advance(frame);
    if (!result.ok) this.#state = { name: 'over' };
    return result;
  }

  #advance(frame: SignalFrame): Result<TechnicianHandshakeStep, HandshakeFailure> {
    if (this.#state.name === 'committed' && frame.t === 'handshake/join') return this.#reveal(frame);
    if (this.#state.name === 'revealed' && frame.t === 'handshake/confirm') {
      const { keys, customerLogPublicKey } = this.#state;
      const mac = fromBase64Url(frame.mac);
      if (mac === null || !equalBytes(mac, confirmation(keys, 'customer'))) return fail('badConfirmation');
      this.#state = { name: 'over' };
      const answer: SignalFrame = { t: 'handshake/confirm', mac: toBase64Url(confirmation(keys, 'technician')) };
      return succeed({ send: [answer], done: { keys, customerLogPublicKey } });
    }
    return fail('outOfOrder');
  }

  #reveal(join: Extract<SignalFrame, { t: 'handshake/join' }>): Result<TechnicianHandshakeStep, HandshakeFailure> {
    const customerPublicKey = fromBase64Url(join.publicKey);
    const customerNonce = fromBase64Url(join.nonce);
    const customerLogPublicKey = fromBase64Url(join.logPublicKey);
    if (customerPublicKey === null || customerNonce === null || customerLogPublicKey === null) return fail('malformed');
    const sharedSecret = agree(this.#keyPair.secretKey, customerPublicKey);
    if (sharedSecret === null) return fail('lowOrderKey');
    const transcript = transcriptHash({
      session: this.#session,
      commitment: this.#commitment,
      customerPublicKey,
      customerNonce,
      customerLogPublicKey,
      technicianPublicKey: this.#keyPair.publicKey,
      technicianNonce: this.#nonce,
      devicePublicKey: this.#device.publicKey,
      certificate: this.#certificate,
    });
    const keys = deriveSessionKeys(transcript, sharedSecret, this.#linkSecret);
    this.#state = { name: 'revealed', keys, customerLogPublicKey };
    const reveal: SignalFrame = {
      t: 'handshake/reveal',
      publicKey: toBase64Url(this.#keyPair.publicKey),
      nonce: toBase64Url(this.#nonce),
      devicePublicKey: toBase64Url(this.#device.publicKey),
      certificate: toBase64Url(this.#certificate),
      signature: toBase64Url(this.#device.sign(revealStatement(transcript))),
    };
    return succeed({ send: [reveal], done: null });
  }
}
