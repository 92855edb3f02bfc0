import type { Clock } from '#shared/std/core/clock.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { isAdmissiblePublicKey } from '#shared/std/crypto/admissible-key.ts';
import { equalBytes, fromBase64Url, toBase64Url } from '#shared/std/crypto/bytes.ts';
import { readCertificate, type Certificate } from '#shared/std/crypto/certificate.ts';
import { decodeFields, encodeFields } from '#shared/std/crypto/encode-fields.ts';
import type { VerifySignature } from '#shared/std/crypto/signature.ts';
import { loginChallengeTtlMs } from '#shared/std/protocol/limits.ts';
import { loginProof } from '#shared/std/protocol/login-proof.ts';
import type { ToRelay } from '#shared/std/protocol/relay-messages.ts';

/** A nonce that belongs to one socket and is good for one answer. */
export type LoginChallenge = { readonly nonce: Uint8Array; readonly issuedAtMs: number };

export type LoginAnswer = Extract<ToRelay, { t: 'login/answer' }>;

/**
 * A device that proved its key. `device` is that key, as text; `technician` stands for whose it is: the same for every
 * device that the organisation certified under one name.
 */
export type LoggedIn = { readonly device: string; readonly technician: string; readonly certificate: Certificate };

/** Why not, for the log of whoever runs the relay; the console is told `loginRefused` and no more. */
export type LoginRefusal =
  | 'noChallenge'
  | 'challengeTooOld'
  | 'undecodable'
  | 'otherOrganisation'
  | 'certificateInvalid'
  | 'weakKey'
  | 'wrongSignature';

/** Checks who logs in (KEY3): certificate by an organisation of ours, then the proof that its key is at hand. */
export class LoginCheck {
  readonly #clock: Pick<Clock, 'monotonicMs' | 'wallMs'>;
  readonly #random: RandomBytes;
  readonly #verify: VerifySignature;
  readonly #host: string;
  readonly #organisationKeys: readonly Uint8Array[];

  constructor(dependencies: {
    readonly clock: Pick<Clock, 'monotonicMs' | 'wallMs'>;
    readonly random: RandomBytes;
    readonly verify: VerifySignature;
    /** As consoles have it in their settings: host, and port unless it is the scheme's own. */
    readonly host: string;
    readonly organisationKeys: readonly Uint8Array[];
  }) {
    this.#clock = dependencies.clock;
    this.#random = dependencies.random;
    this.#verify = dependencies.verify;
    this.#host = dependencies.host;
    this.#organisationKeys = dependencies.organisationKeys;
  }

  get host(): string {
    return this.#host;
  }

  newChallenge(): LoginChallenge {
    return { nonce: this.#random(32), issuedAtMs: this.#clock.monotonicMs() };
  }

  /** Cheap checks first: a stranger's answer costs two signatures only if it names a key of ours. */
  check(challenge: LoginChallenge | null, answer: LoginAnswer): Result<LoggedIn, LoginRefusal> {
    if (challenge === null) return fail('noChallenge');
    if (this.#clock.monotonicMs() - challenge.issuedAtMs >= loginChallengeTtlMs) return fail('challengeTooOld');
    const signed = fromBase64Url(answer.certificate);
    const ownNonce = fromBase64Url(answer.nonce);
    const signature = fromBase64Url(answer.signature);
    if (signed === null || ownNonce?.length !== 32 || signature?.length !== 64) return fail('undecodable');

    const claimedRoot = decodeFields(signed, 3)?.[1];
    if (claimedRoot === undefined) return fail('undecodable');
    if (!this.#organisationKeys.some((key) => equalBytes(key, claimedRoot))) return fail('otherOrganisation');
    const read = readCertificate(signed, this.#clock.wallMs(), this.#verify);
    if (read === null) return fail('certificateInvalid');
    const { certificate, rootPublicKey } = read;
    if (!isAdmissiblePublicKey(certificate.devicePublicKey)) return fail('weakKey');
    const proof = loginProof(this.#host, certificate.devicePublicKey, challenge.nonce, ownNonce);
    if (!this.#verify(certificate.devicePublicKey, proof, signature)) return fail('wrongSignature');
    const technician = toBase64Url(encodeFields(rootPublicKey, certificate.technician));
    return succeed({ device: toBase64Url(certificate.devicePublicKey), technician, certificate });
  }
}
