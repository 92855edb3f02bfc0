import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Recorder } from './recorder.ts';
import { openStage, type Stage } from './stage.ts';
import { walkThroughSession } from './walk.ts';

const help = `Handrail demo: a whole session on this computer, on its screen or on two virtual ones.

  npm run demo -- [options]

  --out FOLDER   Where screenshots, the log and the files go. Default demo-out.
  --json FILE    The steps and figures, for programs.
  --help         This text.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: 'demo-out' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  if (process.platform !== 'linux') {
    process.stderr.write(
      'The demo plays on an X display and needs Linux. Use `npm start` and `npm run applet` here.\n',
    );
    return 2;
  }
  const out = resolve(values.out);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const recorder = new Recorder(out, (text) => process.stdout.write(text));
  let stage: Stage | null = null;
  let logPath: string | null = null;
  try {
    stage = await openStage();
    logPath = keep(await walkThroughSession(stage, recorder), out);
    for (const name of ['printer driver.bin']) keep(join(stage.customerFolder, name), out);
    for (const name of ['error report.txt']) keep(join(stage.technicianFolder, name), out);
    keep(join(stage.xterm.folder, 'note.txt'), out);
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.stack : String(error)}\n`);
  } finally {
    await stage?.close();
  }
  if (values.json !== undefined) recorder.writeJson(resolve(values.json), logPath);
  process.stdout.write(`\n${summary(recorder, out)}`);
  return recorder.allDone && logPath !== null ? 0 : 1;
}

function keep(path: string, folder: string): string {
  const kept = join(folder, basename(path));
  copyFileSync(path, kept);
  return kept;
}

function summary({ steps, figures, screenshots }: Recorder, out: string): string {
  const done = steps.filter(({ ok }) => ok).length;
  const lines = figures.map(({ name, ms }) => `${String(ms).padStart(8)} ms  ${name}`);
  return `${lines.join('\n')}\n\n${done} of ${steps.length} steps done; ${screenshots.length} screenshots, the log and the files are in ${out}\n`;
}

process.exit(await main());
