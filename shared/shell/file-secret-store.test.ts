import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileSecretStore } from './file-secret-store.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'handrail-secrets-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('createFileSecretStore', () => {
  it('gives back what it was given, and null for what it never had', () => {
    const store = createFileSecretStore(join(folder, 'secrets'));
    expect(store.read('device-key')).toBeNull();
    store.write('device-key', Uint8Array.of(1, 2, 3));
    store.write('device-key', Uint8Array.of(4, 5, 6));
    expect(store.read('device-key')).toEqual(Uint8Array.of(4, 5, 6));
    expect(readdirSync(join(folder, 'secrets'))).toEqual(['device-key.secret']);
  });

  it.skipIf(process.platform === 'win32')('lets nobody else read folder or file', () => {
    const store = createFileSecretStore(join(folder, 'secrets'));
    store.write('device-key', Uint8Array.of(1));
    expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'secrets', 'device-key.secret')).mode & 0o777).toBe(0o600);
  });

  it.skipIf(process.platform === 'win32')('refuses a secret that others could have read', () => {
    const store = createFileSecretStore(folder);
    store.write('device-key', Uint8Array.of(1));
    chmodSync(join(folder, 'device-key.secret'), 0o644);
    expect(() => store.read('device-key')).toThrow('can be read by others');
  });

  it.skipIf(process.platform === 'win32')('does not follow a link that stands in a secret’s place', () => {
    writeFileSync(join(folder, 'elsewhere'), 'x', { mode: 0o600 });
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'device-key.secret'));
    expect(() => createFileSecretStore(folder).read('device-key')).toThrow('not a plain file');
  });

  it('refuses a name that would be a path', () => {
    const store = createFileSecretStore(folder);
    expect(() => store.read('../device-key')).toThrow('plain name');
    expect(() => store.write('a/b', Uint8Array.of(1))).toThrow('plain name');
  });
});
