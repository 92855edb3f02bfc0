import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { findLeftProcesses, runMarkName } from './test-run/left-processes.ts';
import { check, type Step, type StepResult } from './test-run/step.ts';
import { testProject } from './test-run/test-project.ts';

const help = `npm test -- [options]      everything: checks, unit, window, integration and end-to-end tests
npm run check              the quick part: checks and unit tests

  --only NAME,...   only these steps: types, lint, format, unused, unit, windows, integration, e2e
  --check           the quick part
  --help            this text

The last line is: N passed, N failed, N skipped. A check counts as one test.
`;

const tsc = 'node_modules/typescript/bin/tsc';

const quickSteps: readonly (Step & { readonly group: string })[] = [
  ...['std', 'node', 'dom', 'preload'].map((name) => ({
    ...check(`types: ${name}`, tsc, '-p', `build/tsconfig/${name}.json`),
    group: 'types',
  })),
  {
    ...check('lint', 'node_modules/oxlint/bin/oxlint', '--type-aware', '--tsconfig', 'tsconfig.json', '--quiet'),
    group: 'lint',
  },
  { ...check('format', 'node_modules/oxfmt/bin/oxfmt', '--check', '.'), group: 'format' },
  { ...check('unused code', 'node_modules/knip/bin/knip.js', '--no-progress'), group: 'unused' },
  { ...testProject('unit'), group: 'unit' },
];

const slowSteps = ['windows', 'integration', 'e2e'].map((name) => ({ ...testProject(name), group: name }));

/** How long what is being ended may take to be gone. */
const leaveTimeoutMs = 5_000;

/** Whatever a run started must be gone when it is over; what is not is named, and ended. */
function nothingLeft(mark: string): Step {
  return {
    name: 'nothing left running',
    run: async () => {
      const untilMs = performance.now() + leaveTimeoutMs;
      let left = findLeftProcesses(mark);
      while (left.length > 0 && performance.now() < untilMs) {
        await pause(100);
        left = findLeftProcesses(mark);
      }
      for (const { pid, command } of left) {
        console.error(`left running: ${pid} ${command}`);
        process.kill(pid, 'SIGKILL');
      }
      return { passed: left.length === 0 ? 1 : 0, failed: left.length === 0 ? 0 : 1, skipped: 0 };
    },
  };
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const known = [...quickSteps, ...slowSteps];
  const only = values.only?.split(',');
  const unknown = only?.filter((name) => !known.some(({ group }) => group === name)) ?? [];
  if (unknown.length > 0) {
    console.error(`no such step: ${unknown.join(', ')}\n\n${help}`);
    return 2;
  }
  const mark = randomBytes(8).toString('hex');
  const chosen = values.check ? quickSteps : known;
  const steps = [...chosen.filter(({ group }) => only?.includes(group) ?? true), nothingLeft(mark)];
  const results: (StepResult & { readonly name: string; readonly seconds: string })[] = [];
  for (const { name, run } of steps) {
    console.log(`\n== ${name}`);
    const startMs = performance.now();
    const result = await run({ ...process.env, [runMarkName]: mark });
    results.push({ name, seconds: ((performance.now() - startMs) / 1000).toFixed(1), ...result });
  }
  console.log('');
  console.table(results.map(({ name, ...rest }) => ({ step: name, ...rest })));
  const sum = (key: keyof StepResult): number => results.reduce((total, result) => total + result[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  return sum('failed') === 0 ? 0 : 1;
}

process.exitCode = await main();
