import type { Database } from 'better-sqlite3';
import { sessionLogs } from './0001-session-logs.ts';

/** In order; the database's `user_version` says how many it has had. */
const migrations: readonly string[] = [sessionLogs];

/** The version of the schema that this program reads and writes. */
export const schemaVersion = migrations.length;

export function readSchemaVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** Brings the schema up to date, all or nothing. Throws for a database of a newer program: it is left as it is. */
export function migrate(database: Database): void {
  database
    .transaction(() => {
      const version = readSchemaVersion(database);
      if (version > schemaVersion) throw new LogDatabaseTooNewError(version);
      for (const migration of migrations.slice(version)) database.exec(migration);
      database.pragma(`user_version = ${schemaVersion}`);
    })
    // Immediate: of two programs that open a new database at once, the second waits and finds it done.
    .immediate();
}

/** The database was written by a newer Handrail. */
class LogDatabaseTooNewError extends Error {
  constructor(version: number) {
    super(`the log database has version ${version}; this program knows ${schemaVersion}`);
    this.name = 'LogDatabaseTooNewError';
  }
}
