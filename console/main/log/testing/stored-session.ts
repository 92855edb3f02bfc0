import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { nodeSignerFromSeed } from '#shared/node/node-signer.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { SessionLog } from '#shared/std/log/session-log.ts';
import type { LogDatabase } from '../log-database.ts';
import type { NewSessionRecord } from '../../../core/console-ports.ts';

/** A device key for tests. */
export const testDevice = nodeSignerFromSeed(new Uint8Array(32).fill(1));

/** A folder for one test, gone at its end: `using folder = temporaryFolder()`. */
export function temporaryFolder(): Disposable & { file(name: string): string } {
  const path = mkdtempSync(join(tmpdir(), 'handrail-log-'));
  return {
    file: (name) => join(path, name),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Creates a session in a database and opens its log. */
export function storeSession(database: LogDatabase, id: string, change: Partial<NewSessionRecord> = {}): SessionLog {
  database.createSession({
    id,
    name: 'Herr Öz',
    type: 'remoteSupport',
    technician: 'Anna Weber',
    organisation: 'Acme IT',
    deviceKey: testDevice.publicKey,
    certificate: null,
    createdAtMs: systemClock.wallMs(),
    ...change,
  });
  return new SessionLog({
    sessionId: id,
    role: 'technician',
    signer: testDevice,
    clock: systemClock,
    random: (count) => new Uint8Array(randomBytes(count)),
    sink: database.sinkFor(id),
  });
}
