import { equalBytes, fromBase64Url, toBase64Url } from '../crypto/bytes.ts';
import { readCertificate, type Certificate } from '../crypto/certificate.ts';
import { agree, exchangeKeyPair, type KeyPair } from '../crypto/key-derivation.ts';
import type { VerifySignature } from '../crypto/signature.ts';
import type { RandomBytes } from '../core/random.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import type { SignalFrame } from '../protocol/handshake-messages.ts';
import { cipherSuite } from '../protocol/limits.ts';
import {
  commitmentTo,
  deviceFingerprint,
  revealStatement,
  transcriptHash,
  type HandshakeFailure,
} from './handshake-transcript.ts';
import { confirmation, deriveSessionKeys, type SessionKeys } from './session-keys.ts';

/** What a link's fragment tells the customer's side, out of the relay's reach (PIN5). */
export type LinkTrust = { readonly secret: Uint8Array; readonly deviceFingerprint: Uint8Array };

/** Who answered, as their certificate says. Names are claims until the link or the code has verified them. */
export type TechnicianIdentity = {
  readonly certificate: Certificate;
  readonly rootPublicKey: Uint8Array;
  readonly devicePublicKey: Uint8Array;
  /** As it was sent, for the exported log. */
  readonly signedCertificate: Uint8Array;
};

type State =
  | { readonly name: 'listening' }
  | { readonly name: 'joined'; readonly commitment: Uint8Array }
  | { readonly name: 'confirmed'; readonly keys: SessionKeys; readonly technician: TechnicianIdentity }
  | { readonly name: 'over' };

export type CustomerHandshakeStep = {
  readonly send: readonly SignalFrame[];
  readonly done: { readonly keys: SessionKeys; readonly technician: TechnicianIdentity } | null;
};

/**
 * The customer's side of the handshake: answers a commitment with its own key, then checks that the reveal opens exactly
 * that commitment, that the device key signed exactly this transcript, and, with a link, that it is the link's device.
 */
export class CustomerHandshake {
  readonly #session: string;
  readonly #link: LinkTrust | null;
  readonly #logPublicKey: Uint8Array;
  readonly #verify: VerifySignature;
  readonly #wallMs: () => number;
  readonly #keyPair: KeyPair;
  readonly #nonce: Uint8Array;
  #state: State = { name: 'listening' };

  constructor(options: {
    readonly session: string;
    readonly link: LinkTrust | null;
    readonly logPublicKey: Uint8Array;
    readonly verify: VerifySignature;
    readonly wallMs: () => number;
    readonly random: RandomBytes;
  }) {
    this.#session = options.session;
    this.#link = options.link;
    this.#logPublicKey = options.logPublicKey;
    this.#verify = options.verify;
    this.#wallMs = options.wallMs;
    this.#keyPair = exchangeKeyPair(options.random);
    this.#nonce = options.random(32);
  }

  /** Steps 1, 3 and 4. Any failure is final. */
  receive(frame: SignalFrame): Result<CustomerHandshakeStep, HandshakeFailure> {
    const result = this.#advance(frame);
    if (!result.ok) this.#state = { name: 'over' };
    return result;
  }

  #advance(frame: SignalFrame): Result<CustomerHandshakeStep, HandshakeFailure> {
    if (this.#state.name === 'listening' && frame.t === 'handshake/commit') return this.#join(frame);
    if (this.#state.name === 'joined' && frame.t === 'handshake/reveal') {
      return this.#check(this.#state.commitment, frame);
    }
    if (this.#state.name === 'confirmed' && frame.t === 'handshake/confirm') {
      const { keys, technician } = this.#state;
      const mac = fromBase64Url(frame.mac);
      if (mac === null || !equalBytes(mac, confirmation(keys, 'technician'))) return fail('badConfirmation');
      this.#state = { name: 'over' };
      return succeed({ send: [], done: { keys, technician } });
    }
    return fail('outOfOrder');
  }

  #join(frame: Extract<SignalFrame, { t: 'handshake/commit' }>): Result<CustomerHandshakeStep, HandshakeFailure> {
    const commitment = fromBase64Url(frame.commitment);
    if (commitment === null) return fail('malformed');
    this.#state = { name: 'joined', commitment };
    const join: SignalFrame = {
      t: 'handshake/join',
      suite: cipherSuite,
      publicKey: toBase64Url(this.#keyPair.publicKey),
      nonce: toBase64Url(this.#nonce),
      logPublicKey: toBase64Url(this.#logPublicKey),
    };
    return succeed({ send: [join], done: null });
  }

  #check(
    commitment: Uint8Array,
    frame: Extract<SignalFrame, { t: 'handshake/reveal' }>,
  ): Result<CustomerHandshakeStep, HandshakeFailure> {
    const technicianPublicKey = fromBase64Url(frame.publicKey);
    const technicianNonce = fromBase64Url(frame.nonce);
    const devicePublicKey = fromBase64Url(frame.devicePublicKey);
    const signedCertificate = fromBase64Url(frame.certificate);
    const signature = fromBase64Url(frame.signature);
    if (!technicianPublicKey || !technicianNonce || !devicePublicKey || !signedCertificate || !signature) {
      return fail('malformed');
    }
    const opening = { technicianPublicKey, technicianNonce, devicePublicKey, certificate: signedCertificate };
    if (!equalBytes(commitment, commitmentTo(opening))) return fail('commitmentBroken');
    if (this.#link !== null && !equalBytes(this.#link.deviceFingerprint, deviceFingerprint(devicePublicKey))) {
      return fail('wrongDevice');
    }
    const read = readCertificate(signedCertificate, this.#wallMs(), this.#verify);
    if (read === null || !equalBytes(read.certificate.devicePublicKey, devicePublicKey)) return fail('badCertificate');
    const transcript = transcriptHash({
      session: this.#session,
      commitment,
      customerPublicKey: this.#keyPair.publicKey,
      customerNonce: this.#nonce,
      customerLogPublicKey: this.#logPublicKey,
      ...opening,
    });
    if (!this.#verify(devicePublicKey, revealStatement(transcript), signature)) return fail('badSignature');
    const sharedSecret = agree(this.#keyPair.secretKey, technicianPublicKey);
    if (sharedSecret === null) return fail('lowOrderKey');
    const keys = deriveSessionKeys(transcript, sharedSecret, this.#link?.secret ?? null);
    this.#state = { name: 'confirmed', keys, technician: { ...read, devicePublicKey, signedCertificate } };
    const confirm: SignalFrame = { t: 'handshake/confirm', mac: toBase64Url(confirmation(keys, 'customer')) };
    return succeed({ send: [confirm], done: null });
  }
}
