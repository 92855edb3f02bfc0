import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededBytes } from '#tests/support/seeded-bytes.ts';
import { nodeSignerFromSeed } from '#shared/node/node-signer.ts';
import type { SecretStore } from '#shared/shell/shell.ts';
import { toBase64Url } from '#shared/std/crypto/bytes.ts';
import { issueCertificate, readCertificate, type Certificate } from '#shared/std/crypto/certificate.ts';
import { verifyStrictly } from '#shared/std/crypto/signature.ts';
import { permissionKinds } from '#shared/std/protocol/permission-kind.ts';
import { enrolledIdentity, loadDeviceSigner, ownIdentity, type IdentityFiles } from './device-identity.ts';

class MemorySecrets implements SecretStore {
  readonly protection = 'file';
  readonly secrets = new Map<string, Uint8Array>();

  read(name: string): Uint8Array | null {
    return this.secrets.get(name) ?? null;
  }

  write(name: string, secret: Uint8Array): void {
    this.secrets.set(name, secret.slice());
  }
}

const dayMs = 24 * 60 * 60_000;
const nowMs = 1_700_000_000_000;
const names = { organisation: 'Acme IT', technician: 'Anna Weber' };

let folder: string;
let secrets: MemorySecrets;
let random: ReturnType<typeof seededBytes>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'handrail-identity-'));
  secrets = new MemorySecrets();
  random = seededBytes('identity');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const files = (atMs = nowMs): IdentityFiles => ({ folder, secrets, random, nowMs: atMs });

/** A certificate file for this console's key, as an administrator makes it. */
function certificateFile(changes: Partial<Certificate> = {}): string {
  const path = join(folder, 'given.txt');
  const certificate: Certificate = {
    ...names,
    devicePublicKey: loadDeviceSigner(files()).publicKey,
    permissions: permissionKinds,
    notBeforeMs: nowMs - 1,
    notAfterMs: nowMs + dayMs,
    serial: 1,
    ...changes,
  };
  const root = nodeSignerFromSeed(new Uint8Array(32).fill(9));
  writeFileSync(path, `${toBase64Url(issueCertificate(root, certificate))}\n`);
  return path;
}

describe('the device key', () => {
  it('KEY2 is made once, kept by the secret store, and never written elsewhere', () => {
    const first = loadDeviceSigner(files());
    expect(loadDeviceSigner(files()).publicKey).toEqual(first.publicKey);
    ownIdentity(files(), names);
    const seed = secrets.secrets.get('device-key') ?? new Uint8Array();
    expect(seed).toHaveLength(32);
    for (const name of ['organisation-root.json', 'own-certificate.txt']) {
      expect(readFileSync(join(folder, name), 'utf8')).not.toContain(toBase64Url(seed));
    }
  });
});

describe('an organisation of the console’s own', () => {
  it('KEY1 KEY2 is made on the first run and the same ever after', () => {
    const first = ownIdentity(files(), names);
    const again = ownIdentity(files(nowMs + dayMs), names);
    expect(again).toMatchObject({ organisationPublicKey: first.organisationPublicKey });
    expect(again.device.signedCertificate).toEqual(first.device.signedCertificate);
    const read = readCertificate(first.device.signedCertificate, nowMs, verifyStrictly);
    expect(read?.rootPublicKey).toEqual(first.organisationPublicKey);
    expect(first.device.certificate).toMatchObject({ ...names, permissions: permissionKinds });
    expect(statSync(join(folder, 'organisation-root.json')).mode & 0o077).toBe(0);
  });

  it('KEY2 a certificate is renewed well before it ends, for another name, and when it was damaged', () => {
    const first = ownIdentity(files(), names).device.signedCertificate;
    expect(ownIdentity(files(nowMs + 59 * dayMs), names).device.signedCertificate).toEqual(first);
    const renewed = ownIdentity(files(nowMs + 61 * dayMs), names).device;
    expect(renewed.certificate.notAfterMs).toBeGreaterThan(nowMs + 140 * dayMs);
    expect(ownIdentity(files(), { ...names, technician: 'Otto Beck' }).device.certificate.technician).toBe('Otto Beck');
    writeFileSync(join(folder, 'own-certificate.txt'), 'torn by a power cut');
    expect(ownIdentity(files(), names).device.certificate.technician).toBe('Anna Weber');
  });

  it('KEY2 after the organisation was made anew the console still gets into its own relay', () => {
    ownIdentity(files(), names);
    rmSync(join(folder, 'organisation-root.json'));
    const anew = ownIdentity(files(), { ...names, organisation: 'Beck & Co' });
    const read = readCertificate(anew.device.signedCertificate, nowMs, verifyStrictly);
    expect(read?.rootPublicKey).toEqual(anew.organisationPublicKey);
    expect(anew.device.certificate.organisation).toBe('Beck & Co');
  });

  it('KEY2 a certificate from before a new permission existed is made anew', () => {
    const { device, organisationPublicKey } = ownIdentity(files(), names);
    const { seed } = JSON.parse(readFileSync(join(folder, 'organisation-root.json'), 'utf8')) as { seed: string };
    const root = nodeSignerFromSeed(Uint8Array.from(Buffer.from(seed, 'base64url')));
    expect(root.publicKey).toEqual(organisationPublicKey);
    const older = issueCertificate(root, { ...device.certificate, permissions: permissionKinds.slice(0, 2) });
    writeFileSync(join(folder, 'own-certificate.txt'), toBase64Url(older));
    expect(ownIdentity(files(), names).device.certificate.permissions).toEqual(permissionKinds);
  });

  it('KEY1 a root file that cannot be read is told, and never replaced', () => {
    ownIdentity(files(), names);
    const path = join(folder, 'organisation-root.json');
    writeFileSync(path, '{}');
    expect(() => ownIdentity(files(), names)).toThrow(/organisation's key file .* Restore it/);
    expect(readFileSync(path, 'utf8')).toBe('{}');
    expect(() => ownIdentity({ ...files(), folder: join(folder, 'new') }, { ...names, organisation: ' ' })).toThrow(
      /1 to 128/,
    );
  });
});

describe('enrolled at another relay', () => {
  it('KEY2 a certificate is given once and kept for that relay only', () => {
    expect(enrolledIdentity(files(), 'relay.example:7420', null)).toBeNull();
    const given = enrolledIdentity(files(), 'relay.example:7420', certificateFile());
    expect(given?.certificate.technician).toBe('Anna Weber');
    expect(enrolledIdentity(files(), 'relay.example:7420', null)?.signedCertificate).toEqual(given?.signedCertificate);
    expect(enrolledIdentity(files(), 'other.example', null)).toBeNull();
    expect(enrolledIdentity(files(nowMs + 2 * dayMs), 'relay.example:7420', null)).toBeNull();
  });

  it('KEY2 one for another device, expired, or none at all is refused with a sentence, and changes nothing', () => {
    const relayHost = 'relay.example';
    enrolledIdentity(files(), relayHost, certificateFile());
    const other = nodeSignerFromSeed(new Uint8Array(32).fill(8)).publicKey;
    for (const path of [
      () => certificateFile({ devicePublicKey: other }),
      () => certificateFile({ notAfterMs: nowMs - 1 }),
      () => certificateFile({ notBeforeMs: nowMs + 1 }),
      () => join(folder, 'missing.txt'),
    ]) {
      expect(() => enrolledIdentity(files(), relayHost, path())).toThrow(/not a valid certificate for this console/);
    }
    expect(enrolledIdentity(files(), relayHost, null)).not.toBeNull();
  });

  it('KEY2 a relay’s name cannot lead out of the folder, nor to the console’s own certificate', () => {
    ownIdentity(files(), names);
    expect(enrolledIdentity(files(), 'own', null)).toBeNull();
    enrolledIdentity(files(), '../../etc/x:1', certificateFile());
    expect(enrolledIdentity(files(), '../../etc/x:1', null)).not.toBeNull();
  });
});
