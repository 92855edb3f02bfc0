import type { Database } from 'better-sqlite3';

const synchronousFull = 2;

/** Throws unless a commit is on the disk when it returns (LOG4). Asked after a write: only then is the mode settled. */
export function assertDurable(database: Database): void {
  const synchronous = database.pragma('synchronous', { simple: true });
  const journal = database.pragma('journal_mode', { simple: true });
  if (synchronous !== synchronousFull || journal !== 'wal') {
    throw new Error(`log database is not durable: synchronous ${String(synchronous)}, journal ${String(journal)}`);
  }
}
