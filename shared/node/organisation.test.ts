import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issueCertificate, readCertificate } from '#shared/std/crypto/certificate.ts';
import { nodeSignerFromSeed, nodeVerifySignature } from './node-signer.ts';
import {
  createOrganisation,
  readOrganisation,
  readOrganisationRoot,
  writeOrganisation,
  writeOrganisationRoot,
  type OrganisationRoot,
} from './organisation.ts';

const random = (count: number) => Uint8Array.from(randomBytes(count));
let folder = '';

function acme(): OrganisationRoot {
  const made = createOrganisation(' Acme IT ', random);
  if (made === null) throw new Error('no organisation');
  return made;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'handrail-organisation-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('organisation files', () => {
  it('KEY1 the recovery file brings the same root back, and only its owner can read it', () => {
    const path = join(folder, 'new', 'root.json');
    const made = acme();
    expect(writeOrganisationRoot(path, made).ok).toBe(true);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    const read = readOrganisationRoot(path);
    if (!read.ok) throw new Error(read.reason);
    expect(read.value.name).toBe('Acme IT');
    expect(read.value.root.publicKey).toEqual(made.root.publicKey);
    const certificate = issueCertificate(read.value.root, {
      organisation: 'Acme IT',
      technician: 'Anna',
      devicePublicKey: nodeSignerFromSeed(random(32)).publicKey,
      permissions: ['viewScreen'],
      notBeforeMs: 1,
      notAfterMs: 3,
      serial: 1,
    });
    expect(readCertificate(certificate, 2, nodeVerifySignature)?.rootPublicKey).toEqual(made.root.publicKey);
  });

  it('KEY1 never writes over a root that is there', () => {
    const path = join(folder, 'root.json');
    writeOrganisationRoot(path, acme());
    const before = readFileSync(path, 'utf8');
    expect(writeOrganisationRoot(path, acme())).toEqual({ ok: false, reason: 'exists' });
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('KEY1 the public file says nothing of the root key', () => {
    const path = join(folder, 'organisation.json');
    const made = acme();
    writeOrganisation(path, { name: made.name, publicKey: made.root.publicKey });
    expect(readOrganisation(path)).toEqual({
      ok: true,
      value: { name: 'Acme IT', publicKey: made.root.publicKey },
    });
    expect(readFileSync(path, 'utf8')).not.toContain('seed');
  });

  it('tells a missing file from a malformed one', () => {
    expect(readOrganisation(join(folder, 'none'))).toEqual({ ok: false, reason: 'missing' });
    expect(readOrganisation(folder)).toEqual({ ok: false, reason: 'unreadable' });
    const path = join(folder, 'bad.json');
    writeFileSync(path, '{"format":"handrail-organisation/1"}');
    expect(readOrganisation(path)).toEqual({ ok: false, reason: 'malformed' });
    expect(readOrganisationRoot(path)).toEqual({ ok: false, reason: 'malformed' });
  });

  it('finds a seed that was typed wrong', () => {
    const path = join(folder, 'root.json');
    const made = acme();
    writeOrganisationRoot(path, made);
    const file: Record<string, unknown> = JSON.parse(readFileSync(path, 'utf8'));
    const other = join(folder, 'typed.json');
    const seed = String(file['seed']);
    writeFileSync(other, JSON.stringify({ ...file, seed: `${seed.startsWith('A') ? 'B' : 'A'}${seed.slice(1)}` }));
    expect(readOrganisationRoot(other)).toEqual({ ok: false, reason: 'malformed' });
  });

  it('refuses a name that is empty or too long', () => {
    expect(createOrganisation('   ', random)).toBeNull();
    expect(createOrganisation('x'.repeat(129), random)).toBeNull();
  });
});
