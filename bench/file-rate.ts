import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { row, type Figure } from './figure.ts';
import { round } from './support/spread.ts';
import { runTool } from './support/run-tool.ts';
import { median } from './support/spread.ts';

const resultSchema = v.object({
  sizeBytes: v.number(),
  rows: v.array(
    v.object({
      path: v.string(),
      trials: v.array(v.object({ seconds: v.number() })),
      skipped: v.nullable(v.string()),
    }),
  ),
});

/** How fast a file goes from disk to disk, beside plain TCP and scp. */
export const fileRate: Figure = {
  name: 'file-rate',
  title:
    'A file from disk to disk on loopback, beside the bare data channel, TCP and scp (bench/file-throughput.ts has more)',
  measure: async () => {
    const path = join(tmpdir(), `handrail-file-rate-${process.pid}.json`);
    try {
      await runTool('bench/file-throughput.ts', '--json', path);
      const { sizeBytes, rows } = v.parse(resultSchema, JSON.parse(readFileSync(path, 'utf8')));
      return rows.map(({ path: way, trials, skipped }) => {
        if (skipped !== null) return row({ case: 'file over loopback', system: way, detail: skipped });
        const rates = trials.map(({ seconds }) => sizeBytes / 1e6 / seconds);
        const each = rates.map((rate) => rate.toFixed(0)).join(' ');
        return row({
          case: 'file over loopback',
          system: way,
          value: round(median(rates)),
          unit: 'MB/s',
          detail: `rounds: ${each}`,
        });
      });
    } finally {
      rmSync(path, { force: true });
    }
  },
};
