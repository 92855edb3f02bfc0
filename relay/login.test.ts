import { describe, expect, it } from 'vitest';
import { nodeSignerFromSeed, nodeVerifySignature } from '#shared/node/node-signer.ts';
import { toBase64Url } from '#shared/std/crypto/bytes.ts';
import type { VerifySignature } from '#shared/std/crypto/signature.ts';
import { loginChallengeTtlMs } from '#shared/std/protocol/limits.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { LoginCheck } from './login.ts';
import { countingRandom } from './testing/counting-random.ts';
import { TestTechnician, testRoot } from './testing/technician.ts';

const host = 'help.example.org';

function setUp() {
  const clock = new FakeClock();
  let verified = 0;
  const verify: VerifySignature = (...input) => {
    verified += 1;
    return nodeVerifySignature(...input);
  };
  const login = new LoginCheck({
    clock,
    random: countingRandom(),
    verify,
    host,
    organisationKeys: [nodeSignerFromSeed(new Uint8Array(32).fill(7)).publicKey, testRoot.publicKey],
  });
  const technician = new TestTechnician(clock.wallMs());
  const challenge = login.newChallenge();
  return { clock, login, technician, challenge, nonce: toBase64Url(challenge.nonce), verified: () => verified };
}

const refused = (reason: string) => ({ ok: false, reason });

describe('LoginCheck', () => {
  it('KEY3 admits a certified device that signs the challenge', () => {
    const { login, technician, challenge, nonce } = setUp();
    const checked = login.check(challenge, technician.answer(host, nonce));
    if (!checked.ok) throw new Error(checked.reason);
    expect(checked.value.device).toBe(toBase64Url(technician.device.publicKey));
    expect(checked.value.certificate.technician).toBe('Anna Weber');
  });

  it('KEY3 refuses a proof made for another relay', () => {
    const { login, technician, challenge, nonce } = setUp();
    const answer = technician.answer('evil.example.org', nonce);
    expect(login.check(challenge, answer)).toEqual(refused('wrongSignature'));
  });

  it('KEY3 refuses a proof for another socket’s challenge, and any without a challenge', () => {
    const { login, technician, challenge, nonce } = setUp();
    const answer = technician.answer(host, nonce);
    expect(login.check(login.newChallenge(), answer)).toEqual(refused('wrongSignature'));
    expect(login.check(null, answer)).toEqual(refused('noChallenge'));
    expect(login.check(challenge, answer).ok).toBe(true);
  });

  it('KEY3 a challenge is good for 30 seconds', () => {
    const { clock, login, technician, challenge, nonce } = setUp();
    clock.advance(loginChallengeTtlMs - 1);
    expect(login.check(challenge, technician.answer(host, nonce)).ok).toBe(true);
    clock.advance(1);
    expect(login.check(challenge, technician.answer(host, nonce))).toEqual(refused('challengeTooOld'));
  });

  it('KEY3 refuses somebody else’s signature under a certificate that was copied', () => {
    const { login, technician, challenge, nonce } = setUp();
    const thief = nodeSignerFromSeed(new Uint8Array(32).fill(8));
    expect(login.check(challenge, technician.answer(host, nonce, thief))).toEqual(refused('wrongSignature'));
  });

  it('KEY3 refuses certificates that are of another organisation, altered, too old or from the future', () => {
    const { clock, login, challenge, nonce } = setUp();
    const nowMs = clock.wallMs();
    const check = (technician: TestTechnician) => login.check(challenge, technician.answer(host, nonce));
    const stranger = nodeSignerFromSeed(new Uint8Array(32).fill(6));
    expect(check(new TestTechnician(nowMs, { root: stranger }))).toEqual(refused('otherOrganisation'));
    expect(check(new TestTechnician(nowMs, { notAfterMs: nowMs - 1 }))).toEqual(refused('certificateInvalid'));
    expect(check(new TestTechnician(nowMs, { notBeforeMs: nowMs + 1 }))).toEqual(refused('certificateInvalid'));
    // Our root's key with a stranger's signature.
    const forged = new TestTechnician(nowMs, {
      root: { publicKey: testRoot.publicKey, sign: (bytes) => stranger.sign(bytes) },
    });
    expect(check(forged)).toEqual(refused('certificateInvalid'));
  });

  it('KEY3 refuses a certified key of small order, for which anyone can sign', () => {
    const { clock, login, challenge, nonce } = setUp();
    const weak = new TestTechnician(clock.wallMs(), { devicePublicKey: new Uint8Array(32) });
    expect(login.check(challenge, weak.answer(host, nonce))).toEqual(refused('weakKey'));
  });

  it('verifies no signature before the cheap checks have passed', () => {
    const { clock, login, technician, challenge, nonce, verified } = setUp();
    const answer = technician.answer(host, nonce);
    login.check(null, answer);
    login.check(challenge, { ...answer, certificate: 'AAAA' });
    login.check(challenge, { ...answer, certificate: '*' });
    login.check(challenge, { ...answer, signature: answer.signature.slice(2) });
    const stranger = nodeSignerFromSeed(new Uint8Array(32).fill(6));
    login.check(challenge, new TestTechnician(clock.wallMs(), { root: stranger }).answer(host, nonce));
    clock.advance(loginChallengeTtlMs);
    login.check(challenge, answer);
    expect(verified()).toBe(0);
  });
});
