import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mutateLog, mutationNames } from '../testing/mutate-log.ts';
import { TwoLogs } from '../testing/two-logs.ts';
import type { LogExport } from './log-export.ts';
import { readLogJsonl, writeLogJsonl } from './log-jsonl.ts';
import { verifyLog } from './verify-log.ts';

function session(sessionId: string, rows: number): TwoLogs {
  const logs = new TwoLogs(sessionId);
  logs.technician.append('technician', 'session/created', { name: 'Herr Öz', sessionType: 'remoteSupport' });
  logs.connect();
  while (logs.technician.lines.length < rows - 1) logs.chat(`line ${logs.technician.lines.length}`);
  logs.end();
  return logs;
}

const honest = session('session-0001', 300).technicianExport();
const foreign = session('session-0002', 300).technicianExport();
const text = writeLogJsonl(honest);

const dice = fc.record({
  kind: fc.nat(10_000),
  at: fc.nat(1_000_000),
  other: fc.nat(1_000_000),
  offset: fc.nat(1_000_000),
  xor: fc.integer({ min: 1, max: 255 }),
});
/** Enough for 2,000 mutations on a machine that is busy with everything else. */
const timeoutMs = 120_000;

describe('a log of 300 rows', () => {
  it('LOG2 LOG3 is found changed by every one of 2,000 random mutations', { timeout: timeoutMs }, () => {
    const kinds = new Set<number>();
    fc.assert(
      fc.property(dice, (thrown) => {
        const mutated = mutateLog(honest, thrown, foreign);
        const { ok } = verifyLog(mutated);
        // Some dice change nothing, such as swapping a row with itself: those do not count.
        if (ok) fc.pre(writeLogJsonl(mutated) !== text);
        kinds.add(thrown.kind % mutationNames.length);
        expect(ok).toBe(false);
      }),
      { numRuns: 2_000 },
    );
    expect(kinds.size).toBe(mutationNames.length);
  });

  it('LOG2 LOG3 is found changed by any change to its exported text', { timeout: timeoutMs }, () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.nat(3), fc.string({ unit: 'binary', maxLength: 3 }), (at, cut, put) => {
        const changed = text.slice(0, at) + put + text.slice(at + cut);
        fc.pre(changed !== text && changed !== text.slice(0, -1));
        const read = readLogJsonl(changed);
        // What can be read is either found out, or the very same log (a line end that Windows turned).
        if (read.ok && verifyLog(read.value).ok) expect(read.value).toEqual(honest);
      }),
      { numRuns: 1_000 },
    );
  });

  it('LOG2 LOG3 is never found changed when it is honest, whatever it says', { timeout: timeoutMs }, () => {
    const anything = fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 12 });
    fc.assert(
      fc.property(anything, fc.array(fc.nat(11)), (texts, erasures) => {
        const logs = new TwoLogs();
        logs.connect();
        for (const line of texts) logs.chat(line);
        logs.end();
        for (const log of [logs.technicianExport(), logs.customerExport()]) {
          const read = readLogJsonl(writeLogJsonl(erase(log, erasures)));
          if (!read.ok) throw new Error(read.reason.code);
          expect(verifyLog(read.value)).toMatchObject({ ok: true, value: { closed: true, rows: texts.length + 2 } });
        }
      }),
      { numRuns: 100 },
    );
  });
});

function erase(log: LogExport, indexes: readonly number[]): LogExport {
  return {
    ...log,
    rows: log.rows.map((row) => (indexes.includes(row.index) ? { ...row, body: null, salt: null } : row)),
  };
}
