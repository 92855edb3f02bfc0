import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cameraLatency } from './camera-latency.ts';
import type { Figure } from './figure.ts';
import { fileRate } from './file-rate.ts';
import { inputLowerBound } from './input-lower-bound.ts';
import { lensSession } from './lens-session.ts';
import { closeAllLensStages } from './lens-session/lens-stage.ts';
import { memory } from './memory.ts';
import { packageSize } from './package-size.ts';
import { pageSize } from './page-size.ts';
import { relayStart } from './relay-start.ts';
import { resultsTable, type Line } from './results-table.ts';
import { screenFigure } from './screen-figure.ts';
import { sessionTimes } from './session-times.ts';
import { sourceSize } from './source-size.ts';
import { stopTools } from './support/run-tool.ts';
import { closeAllScreens } from './support/two-screens.ts';
import { judge, verdictLines } from './targets.ts';

const figures: readonly Figure[] = [
  sessionTimes,
  relayStart,
  screenFigure,
  inputLowerBound,
  lensSession,
  cameraLatency,
  fileRate,
  memory,
  pageSize,
  packageSize,
  sourceSize,
];

/** Comparisons with options and a table of their own, each a script beside this one. */
const comparisons = [
  'screen',
  'slow-link',
  'screen-encode',
  'media-settings',
  'file-throughput',
  'data-connection-setup',
  'process-hop',
];

const help = `npm run bench -- [options]      measures Handrail on this computer and prints one table
npm run bench -- COMPARISON     one of ${comparisons.join(', ')};
                                each has options of its own and --help

  --only NAME,...     only these figures:
${figures.map(({ name, title }) => `                        ${name.padEnd(18)} ${title}`).join('\n')}
  --runs N            sessions that are set up for the times of a session. Default 5.
  --samples N         key presses, and moves, for the latency of input without windows. Default 200.
  --json FILE         all rows, for programs: an array of {"case", "system", "fps", "medianMs", "p95Ms",
                      "bytesPerSecond", "cpuSender", "cpuViewer", ...}; null is what was not measured
  --require-targets   ends with 1 if a target is missed or not measured
  --help              this text

Figures of one run may be compared with each other; those of two runs only on an idle computer. The table shows the load
average before each figure: much more than what is measured, and it says little.
`;

async function main(): Promise<number> {
  const [comparison = '', ...rest] = process.argv.slice(2);
  if (comparisons.includes(comparison)) return runComparison(comparison, rest);
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      runs: { type: 'string', default: '5' },
      samples: { type: 'string', default: '200' },
      json: { type: 'string' },
      'require-targets': { type: 'boolean', default: false },
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
    process.once(
      signal,
      () => void Promise.all([closeAllScreens(), closeAllLensStages(), stopTools()]).finally(() => process.exit(1)),
    );
  }
  // Never the screen of the person who measures: keys are pressed and the pointer is moved.
  delete process.env['DISPLAY'];
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`;
  process.stdout.write(`${machine}\n`);
  const { lines, failed } = await measureAll(
    figures.filter(({ name }) => only?.includes(name) ?? true),
    options,
  );

  // The screen has shown its own table, which has more columns.
  process.stdout.write(`\n${resultsTable(lines.filter(({ figure }) => figure !== screenFigure.name))}`);
  const verdicts = judge(lines);
  process.stdout.write(`\n${verdictLines(verdicts)}`);
  if (values.json !== undefined) {
    const all = lines.map((line) => ({ ...line, machine }));
    writeFileSync(values.json, `${JSON.stringify(all, null, 2)}\n`);
  }
  const isMissed = values['require-targets'] && verdicts.some(({ isMet }) => isMet !== true);
  return failed === 0 && !isMissed ? 0 : 1;
}

async function measureAll(
  chosen: readonly Figure[],
  options: Parameters<Figure['measure']>[0],
): Promise<{ readonly lines: readonly Line[]; readonly failed: number }> {
  const lines: Line[] = [];
  let failed = 0;
  for (const figure of chosen) {
    process.stdout.write(`measuring ${figure.name}\n`);
    const load = loadavg()[0]?.toFixed(1) ?? '';
    try {
      const rows = await figure.measure(options);
      lines.push(...rows.map((row) => ({ ...row, figure: figure.name, load })));
    } catch (error) {
      failed += 1;
      process.stderr.write(`${figure.name} failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    }
  }
  return { lines, failed };
}

async function runComparison(name: string, line: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, `${name}.ts`), ...line], { stdio: 'inherit' });
  // Ours to wait for: what it started is its own to close.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

// The native parts keep threads of their own.
process.exit(await main());
