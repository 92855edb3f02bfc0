import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { dataFolder } from '#shared/node/data-folder.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import type { CommandHost } from './commands/command-host.ts';
import { runRelayCommand } from './commands/run.ts';

// The relay's entry: builds what the commands need of this process, and nothing else.
const host: CommandHost = {
  clock: systemClock,
  random: (count) => Uint8Array.from(randomBytes(count)),
  environment: process.env,
  defaults: {
    pageDir: fileURLToPath(new URL('../dist/web', import.meta.url)),
    dataDir: join(dataFolder({ platform: process.platform, environment: process.env, homeFolder: homedir() }), 'relay'),
  },
  print: (text) => process.stdout.write(`${text}\n`),
  printError: (text) => process.stderr.write(`${text}\n`),
  onStop: (callback) => {
    process.once('SIGTERM', callback);
    process.once('SIGINT', callback);
    // Started by a console for itself: it ends when the console does, however that ended.
    if (process.env['HANDRAIL_ENDS_WITH_STDIN'] === '1') process.stdin.once('close', callback).resume();
  },
};

process.exitCode = await runRelayCommand(process.argv.slice(2), host);
