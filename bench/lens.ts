import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { loadVision } from '#applet/lens/vision.ts';
import { lensTable } from './lens/lens-table.ts';
import { judgeLens } from './lens/lens-targets.ts';
import { measureSequence, type SequenceResult } from './lens/measure-sequence.ts';
import { SequencePhotographer } from './lens/photograph-sequence.ts';
import { sequences } from './lens/sequences.ts';
import { verdictLines } from './targets.ts';

// How well drawings stick to what is behind them: sequences with exact truth, through the tracker of the phone.

const help = `npm run bench:lens -- [options]

  --only REGEXP       of: ${sequences.map(({ name }) => name).join(' | ')}
  --json FILE         the rows, for programs: an array of {"name", "medianPx", "p95Px", "lostShare", "fps", "msPerFrame", ...}
  --require-targets   ends with 1 if a target is missed
  --help              this text
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      json: { type: 'string' },
      'require-targets': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const chosen = sequences.filter(({ name }) => new RegExp(values.only, 'i').test(name));
  if (chosen.length === 0) {
    process.stderr.write(`no such sequence: ${values.only}\n\n${help}`);
    return 2;
  }
  process.stdout.write(
    `${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}\n`,
  );
  const startedMs = performance.now();
  const vision = await loadVision();
  process.stdout.write(`OpenCV ready in ${Math.round(performance.now() - startedMs)} ms\n`);
  const photographer = new SequencePhotographer();
  const results: SequenceResult[] = [];
  for (const sequence of chosen) {
    process.stderr.write(`measuring ${sequence.name}\n`);
    results.push(measureSequence(sequence, photographer, vision));
  }
  process.stdout.write(`\n${lensTable(results)}`);
  const empty = new Set(sequences.filter(({ isEmpty }) => isEmpty).map(({ name }) => name));
  const verdicts = judgeLens(results, empty);
  process.stdout.write(`\n${verdictLines(verdicts)}`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
  return values['require-targets'] && verdicts.some(({ isMet }) => isMet !== true) ? 1 : 0;
}

process.exit(await main());
