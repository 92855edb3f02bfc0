import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { rowSchema, type Figure } from './figure.ts';
import { showTool } from './support/run-tool.ts';

/** One turn of each system, in two thirds of the time that the comparison by itself would take for one. */
const short = ['--repeats', '1', '--seconds', '1.5', '--samples', '60', '--without-targets'];

/** The remote screen and hand beside their peers. */
export const screenFigure: Figure = {
  name: 'screen',
  title: 'The remote screen and hand beside their peers, in short (bench/screen.ts has options)',
  measure: async () => {
    const path = join(tmpdir(), `handrail-screen-${process.pid}.json`);
    try {
      await showTool('bench/screen.ts', ...short, '--json', path);
      return v.parse(v.array(rowSchema), JSON.parse(readFileSync(path, 'utf8')));
    } finally {
      rmSync(path, { force: true });
    }
  },
};
