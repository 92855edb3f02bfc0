import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createJsonLogger } from '#shared/node/json-logger.ts';
import { readOrganisation } from '#shared/node/organisation.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { readConfig, type ConfigSources } from '../config.ts';
import { organisationFile } from '../organisation-files.ts';
import type { RelayConfig } from '../relay-config.ts';
import { startRelay, type RunningRelay } from '../server.ts';
import { RelayStartError } from '../start-failure.ts';
import type { CommandHost, ExitCode } from './command-host.ts';

/** `relay serve`: runs until it is asked to stop. */
export async function runServe(host: CommandHost, flags: ConfigSources['flags']): Promise<ExitCode> {
  const path = flags['config'] ?? host.environment['HANDRAIL_RELAY_CONFIG'];
  const file = typeof path === 'string' ? readConfigFile(path) : succeed(null);
  if (!file.ok) {
    host.printError(file.reason);
    return 2;
  }
  const read = readConfig({ file: file.value, environment: host.environment, flags }, host.defaults);
  if (!read.ok) {
    host.printError(read.reason.join('\n'));
    return 2;
  }
  const config = withOrganisation(host, read.value);
  if (config === null) return 1;
  const relay = await start(host, config);
  if (relay === null) return 1;
  printWelcome(host, relay, config);
  await new Promise<void>((resolve) => {
    host.onStop(resolve);
  });
  host.print('Stopping.');
  await relay.close();
  return 0;
}

async function start(host: CommandHost, config: RelayConfig): Promise<RunningRelay | null> {
  const { clock, random } = host;
  const logger = createJsonLogger({ write: (line) => host.printError(line.trimEnd()) }, config.logLevel, clock);
  try {
    return await startRelay(config, { clock, random, logger });
  } catch (error) {
    if (!(error instanceof RelayStartError)) throw error;
    host.printError(error.message);
    return null;
  }
}

/** Adds the organisation that `init` made here, unless other keys are configured. Null if its file is damaged. */
function withOrganisation(host: CommandHost, config: RelayConfig): RelayConfig | null {
  if (config.organisationKeys.length > 0) return config;
  const path = join(config.dataDir, organisationFile);
  const organisation = readOrganisation(path);
  if (organisation.ok) return { ...config, organisationKeys: [organisation.value.publicKey] };
  if (organisation.reason === 'missing') return config;
  host.printError(`The organisation's file ${path} is ${organisation.reason}.`);
  return null;
}

function printWelcome(host: CommandHost, relay: RunningRelay, config: RelayConfig): void {
  host.print(`The relay is running.
  Customers join at  ${relay.joinUrl}
  Consoles connect   ${relay.address.socketUrl}
  Listening on       ${relay.address.host} port ${relay.address.port}`);
  if (config.organisationKeys.length > 0) return;
  host.print(`
No technician can log in yet, because this relay knows no organisation. Stop it, and either
  - make one here:          relay init --organisation "Your name"   (then start the relay again), or
  - use one made elsewhere: relay serve --organisation-keys KEY     (its public key, as "init" printed it)`);
}

function readConfigFile(path: string): Result<NonNullable<ConfigSources['file']>, string> {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    return fail(`The configuration file ${path} cannot be read: ${error instanceof Error ? error.message : 'unknown'}`);
  }
  try {
    const parsed: unknown = JSON.parse(content);
    return succeed({ path, content: parsed });
  } catch (error) {
    return fail(`The configuration file ${path} is not JSON: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}
