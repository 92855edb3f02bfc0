import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { LogDatabase } from './log-database.ts';
import { LogReader } from './log-reader.ts';
import { migrate, readSchemaVersion, schemaVersion } from './migrations/migrate.ts';
import { assertDurable } from './assert-durable.ts';

/** Another program holds the write lock only while it migrates or erases; longer than this it is stuck. */
const busyTimeoutMs = 2_000;

/**
 * Opens the console's log for reading and writing; makes folder and file on the first run, readable by this user alone.
 * Throws if that cannot be.
 */
export function openLogDatabase(path: string): LogDatabase {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // SQLite would take the umask; its -wal and -shm files take the mode of this one.
  closeSync(openSync(path, 'a', 0o600));
  const database = new Sqlite(path, { timeout: busyTimeoutMs });
  try {
    database.pragma('journal_mode = WAL');
    // At every open, and after journal_mode: switching to WAL makes it NORMAL, which forgets rows at a power cut (LOG4).
    database.pragma('synchronous = FULL');
    // On a Mac fsync() returns before the disk has written; this asks for what the others do by themselves.
    database.pragma('fullfsync = ON');
    database.pragma('checkpoint_fullfsync = ON');
    database.pragma('foreign_keys = ON');
    // Erased texts are overwritten, not only unlinked.
    database.pragma('secure_delete = ON');
    database.pragma('trusted_schema = OFF');
    migrate(database);
    // `migrate` has written: what holds now holds for every row.
    assertDurable(database);
    return new LogDatabase(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Opens an existing log for reading alone, also while the console writes to it. Throws if there is none to be read. */
export function openLogReader(path: string): LogReader {
  const database = new Sqlite(path, { timeout: busyTimeoutMs, readonly: true, fileMustExist: true });
  try {
    checkVersion(database);
    return new LogReader(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

function checkVersion(database: Database): void {
  const version = readSchemaVersion(database);
  if (version !== schemaVersion) {
    throw new Error(`the log database has version ${version}; this program reads ${schemaVersion}`);
  }
}
