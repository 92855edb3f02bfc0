import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { flagName, settingNames } from '../settings.ts';
import { runCertify } from './certify.ts';
import type { CommandHost, ExitCode } from './command-host.ts';
import { helpText } from './help.ts';
import { runInit } from './init.ts';
import { runServe } from './serve.ts';

const textFlag = { type: 'string' } as const;

const help: ParseArgsOptionsConfig = { help: { type: 'boolean', short: 'h' } };

const flagsOf: Readonly<Record<string, ParseArgsOptionsConfig>> = {
  serve: {
    ...help,
    config: textFlag,
    ...Object.fromEntries(settingNames.map((name) => [flagName(name), textFlag])),
  },
  init: { ...help, organisation: textFlag, data: textFlag, 'data-dir': textFlag },
  certify: { ...help, root: textFlag, device: textFlag, technician: textFlag, days: textFlag, permissions: textFlag },
};

/** Runs the relay's command line to its end. */
export async function runRelayCommand(words: readonly string[], host: CommandHost): Promise<ExitCode> {
  const named = words[0] !== undefined && !words[0].startsWith('-');
  const command = named ? words[0] : 'serve';
  const options = Object.hasOwn(flagsOf, command ?? '') ? flagsOf[command ?? ''] : undefined;
  if (options === undefined) {
    host.printError(`There is no command "${command}". Commands: ${Object.keys(flagsOf).join(', ')}; see --help.`);
    return 2;
  }
  let flags: Record<string, string | boolean | undefined>;
  try {
    flags = parseFlags(words.slice(named ? 1 : 0), options);
  } catch (error) {
    // parseArgs throws on flags that do not exist or lack their value, with a sentence that says which.
    host.printError(`${error instanceof Error ? error.message : 'The flags cannot be read.'}\nSee --help.`);
    return 2;
  }
  if (flags['help'] === true) {
    host.print(helpText());
    return 0;
  }
  if (command === 'init') {
    const dataDir = text(flags['data-dir']) ?? text(flags['data']) ?? host.environment['HANDRAIL_RELAY_DATA_DIR'];
    return runInit(host, { organisation: text(flags['organisation']), dataDir: dataDir ?? host.defaults.dataDir });
  }
  if (command === 'certify') {
    return runCertify(host, {
      root: text(flags['root']),
      device: text(flags['device']),
      technician: text(flags['technician']),
      days: text(flags['days']),
      permissions: text(flags['permissions']),
    });
  }
  return runServe(host, flags);
}

function parseFlags(
  words: readonly string[],
  options: ParseArgsOptionsConfig,
): Record<string, string | boolean | undefined> {
  const { values } = parseArgs({ args: [...words], options, strict: true, allowPositionals: false });
  const flags: Record<string, string | boolean | undefined> = {};
  for (const [name, value] of Object.entries(values)) if (!Array.isArray(value)) flags[name] = value;
  return flags;
}

function text(flag: string | boolean | undefined): string | undefined {
  return typeof flag === 'string' ? flag : undefined;
}
