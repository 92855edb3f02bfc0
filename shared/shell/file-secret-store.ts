import {
  chmodSync,
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { SecretStore } from './shell.ts';

/**
 * Keeps each secret in a file of its own that only this user can read. Under Windows the user's profile folder, where
 * the data folder is, keeps other users out.
 */
export function createFileSecretStore(folder: string): SecretStore & { remove(name: string): void } {
  return {
    protection: 'file',

    read(name) {
      const path = secretPath(folder, name);
      const status = lstatSync(path, { throwIfNoEntry: false });
      if (status === undefined) return null;
      if (!status.isFile()) throw new Error(`the secret ${path} is not a plain file`);
      if (process.platform !== 'win32' && (status.mode & 0o077) !== 0) {
        throw new Error(`the secret ${path} can be read by others: check who had access, then run chmod 600 on it`);
      }
      return new Uint8Array(readFileSync(path));
    },

    write(name, secret) {
      const path = secretPath(folder, name);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (process.platform !== 'win32') chmodSync(folder, 0o700);
      // Written beside it and renamed: a crash in the middle leaves the old secret, never half of one.
      const part = `${path}.${randomBytes(6).toString('hex')}.part`;
      const file = openSync(part, 'wx', 0o600);
      try {
        writeSync(file, secret);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(part, path);
    },

    remove(name) {
      rmSync(secretPath(folder, name), { force: true });
    },
  };
}

/** Names are ours, but a path is made of them: anything but plain words is a bug and stops here. */
function secretPath(folder: string, name: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(name)) throw new Error('a secret needs a plain name');
  return join(folder, `${name}.secret`);
}
