import { safeStorage } from 'electron';
import type { Logger } from '#shared/std/core/logger.ts';
import { createFileSecretStore } from '../file-secret-store.ts';
import type { SecretStore } from '../shell.ts';

/**
 * Keeps secrets encrypted by the system's key store. Where there is none (Linux without a key ring, where Electron
 * would encrypt with a password that everybody knows) they are kept as they are in files of this user alone, and
 * `protection` says so. To be called when the app is ready.
 */
export function createSafeSecretStore(folder: string, logger: Logger): SecretStore {
  const files = createFileSecretStore(folder);
  if (!hasKeyStore()) {
    logger.warn('shell/no-key-store', { protection: 'file' });
    return files;
  }
  const sealed = (name: string): string => `${name}-sealed`;
  return {
    protection: 'system',
    read(name) {
      const kept = files.read(sealed(name));
      if (kept !== null) return new Uint8Array(Buffer.from(safeStorage.decryptString(Buffer.from(kept)), 'base64'));
      const plain = files.read(name);
      // From a time without a key store: it is still good, and is sealed from now on.
      if (plain !== null) this.write(name, plain);
      return plain;
    },
    write(name, secret) {
      files.write(sealed(name), safeStorage.encryptString(Buffer.from(secret).toString('base64')));
      files.remove(name);
    },
  };
}

function hasKeyStore(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  if (process.platform !== 'linux') return true;
  const backend = safeStorage.getSelectedStorageBackend();
  return backend !== 'basic_text' && backend !== 'unknown';
}
