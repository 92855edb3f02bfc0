import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { summarise } from './screen/summarise.ts';
import { screenTable } from './screen/screen-table.ts';
import { inputCases, ScreenRun } from './screen/run.ts';
import { sceneNames } from './screen/scenes/all.ts';
import { furtherSystems, systems } from './screen/systems/all.ts';
import { judge, verdictLines } from './targets.ts';

// The remote screen and hand beside their peers, in one run: see bench/README.md for the method.

const help = `npm run bench -- screen [options]

  --repeats N             every system so often, in turns; the medians count. Default 2.
  --seconds N             each case at least so long. Default 2.
  --samples N             moves, and presses of each key, in all repeats together. Default 60.
  --only-systems REGEXP   of: ${systems.map(({ name }) => name).join(' | ')}
                          and, only when named: ${furtherSystems.map(({ name }) => name).join(' | ')}
  --only-cases REGEXP     of: ${[...sceneNames, ...inputCases].join(' | ')}
  --json FILE             the rows, for programs
  --require-targets       ends with 1 if a target is missed or not measured
  --help                  this text
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      repeats: { type: 'string', default: '2' },
      seconds: { type: 'string', default: '2' },
      samples: { type: 'string', default: '60' },
      'only-systems': { type: 'string' },
      'only-cases': { type: 'string', default: '' },
      json: { type: 'string' },
      'require-targets': { type: 'boolean', default: false },
      'without-targets': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const [repeats, seconds, samples] = [values.repeats, values.seconds, values.samples].map(Number) as [
    number,
    number,
    number,
  ];
  if (!(repeats >= 1) || !(seconds > 0) || !(samples >= 1)) {
    process.stderr.write(`N is 1 or more\n\n${help}`);
    return 2;
  }
  // Never the screen of the person who measures: keys are pressed and the pointer is moved.
  delete process.env['DISPLAY'];
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const named = values['only-systems'];
  const wanted =
    named === undefined
      ? systems
      : [...systems, ...furtherSystems].filter(({ name }) => new RegExp(named, 'i').test(name));
  const present = wanted.filter(({ name, obstacle }) => {
    const reason = obstacle();
    if (reason !== null) say(`skipped: ${name} (${reason})`);
    return reason === null;
  });
  const cases = new RegExp(values['only-cases'], 'i');
  const run = new ScreenRun();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void run.close().finally(() => process.exit(1)));
  }
  try {
    const wants = (name: string): boolean => cases.test(name);
    const measured = await run.measure({ systems: present, wants, repeats, seconds, samples, say });
    const rows = summarise(measured);
    process.stdout.write(`\n${screenTable(rows)}`);
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
    const verdicts = judge(rows);
    if (!values['without-targets']) process.stdout.write(`\n${verdictLines(verdicts)}`);
    const isMet = verdicts.every(({ isMet: met }) => met === true);
    return values['require-targets'] && !isMet ? 1 : 0;
  } finally {
    await run.close();
  }
}

process.exit(await main());
