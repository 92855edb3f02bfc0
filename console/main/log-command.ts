import { homedir } from 'node:os';
import { dataFolder } from '#shared/node/data-folder.ts';
import { logDatabasePath } from './log/log-database-path.ts';
import { runLogCommand } from './log/run-log-command.ts';

// Entry point of `npm run log`.

const folder = dataFolder({ platform: process.platform, environment: process.env, homeFolder: homedir() });

process.exitCode = runLogCommand(process.argv.slice(2), logDatabasePath(folder), {
  print: (text) => process.stdout.write(text),
  printError: (text) => process.stderr.write(text),
});
