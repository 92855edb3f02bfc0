import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Figure, Row } from './figure.ts';
import { fileRate } from './file-rate.ts';
import { inputLatency } from './input-latency.ts';
import { inputLowerBound } from './input-lower-bound.ts';
import { memory } from './memory.ts';
import { pageSize } from './page-size.ts';
import { screenRate } from './screen-rate.ts';
import { sessionTimes } from './session-times.ts';
import { sourceSize } from './source-size.ts';
import { closeAllScreens } from './support/two-screens.ts';

const figures: readonly Figure[] = [
  sessionTimes,
  inputLatency,
  inputLowerBound,
  screenRate,
  fileRate,
  memory,
  pageSize,
  sourceSize,
];

/** Comparisons behind a decision each, with options and a table of their own. */
const comparisons = ['file-throughput', 'media-settings', 'data-connection-setup', 'process-hop'];

const help = `npm run bench -- [options]      measures Handrail on this computer and prints one table
npm run bench -- COMPARISON     one of ${comparisons.join(', ')};
                                each has options of its own and --help

  --only NAME,...   only these figures:
${figures.map(({ name, title }) => `                      ${name.padEnd(18)} ${title}`).join('\n')}
  --runs N          sessions that are set up for the times of a session. Default 5.
  --samples N       key presses, and moves, for the latency of input. Default 200.
  --json FILE       the table, for programs
  --help            this text

Figures of one run may be compared with each other; those of two runs only on an idle computer. The table shows the load
average before each figure: much more than what is measured, and it says little.
`;

type Line = Row & { readonly figure: string; readonly load: string };

async function main(): Promise<number> {
  const [comparison = '', ...rest] = process.argv.slice(2);
  if (comparisons.includes(comparison)) return runComparison(comparison, rest);
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      runs: { type: 'string', default: '5' },
      samples: { type: 'string', default: '200' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const only = values.only?.split(',');
  const unknown = only?.filter((name) => !figures.some((figure) => figure.name === name)) ?? [];
  const options = { runs: Number(values.runs), samples: Number(values.samples) };
  if (unknown.length > 0 || !(options.runs >= 1) || !(options.samples >= 1)) {
    process.stderr.write(
      `${unknown.length > 0 ? `no such figure: ${unknown.join(', ')}` : 'N is 1 or more'}\n\n${help}`,
    );
    return 2;
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void closeAllScreens().finally(() => process.exit(1)));
  }
  // Never the screen of the person who measures: keys are pressed and the pointer is moved.
  delete process.env['DISPLAY'];
  const machine = { processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
  process.stdout.write(`${machine.processor}, ${machine.cores} cores, Node ${machine.node}\n`);
  const lines: Line[] = [];
  let failed = 0;
  for (const figure of figures.filter(({ name }) => only?.includes(name) ?? true)) {
    process.stdout.write(`measuring ${figure.name}\n`);
    const load = loadavg()[0]?.toFixed(1) ?? '';
    try {
      const rows = await figure.measure(options);
      lines.push(...rows.map((row) => ({ figure: figure.name, ...row, load })));
    } catch (error) {
      failed += 1;
      process.stderr.write(`${figure.name} failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    }
  }
  process.stdout.write(`\n${table(lines)}`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, lines }, null, 2)}\n`);
  return failed === 0 ? 0 : 1;
}

async function runComparison(name: string, line: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, `${name}.ts`), ...line], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

function table(lines: readonly Line[]): string {
  const cells = lines.map(({ figure, what, value, unit, detail, load }) => [
    figure,
    what,
    value === null ? 'not measured' : `${value} ${unit}`,
    detail,
    load,
  ]);
  const rows = [['figure', 'what', 'result', 'detail', 'load'], ...cells];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => (column === 2 ? cell.padStart(widths[2] ?? 0) : cell.padEnd(widths[column] ?? 0)))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

// The native parts keep threads of their own.
process.exit(await main());
