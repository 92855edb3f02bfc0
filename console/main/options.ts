import { hostname, userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { logLevels, type LogLevel } from '#shared/node/json-logger.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { certifiedNameRule, isCertifiableName } from '#shared/std/crypto/certified-name.ts';
import { parseRelayAddress } from '#shared/std/session/relay-address.ts';
import type { ConsoleSettings } from './run-console.ts';

export const consoleHelp = `Handrail console: where technicians help from.

  npm start -- [options]

  --relay URL             Use this relay instead of bringing one along.
  --certificate FILE      The certificate that the relay's administrator made for this console; needed once.
  --listen HOST:PORT      Where the relay that is brought along listens. Default 127.0.0.1:7420: this computer only.
                          Use 0.0.0.0:7420 to let others on the network in.
  --technician NAME       Your name, as customers see it. Default: your user name.
  --organisation NAME     Your organisation's name, as customers see it; fixed on the first run.
  --downloads FOLDER      Where received files and exported logs go. Default: your downloads.
  --log-level LEVEL       Least that is logged to the terminal: debug, info, warn, error, silent. Default warn.
  --help                  This text.

  HANDRAIL_DATA           The folder of keys, logs and settings.
  HANDRAIL_BROWSER        The browser that shows the window, where Electron is not installed.
`;

export type ConsoleOptions = { readonly settings: ConsoleSettings; readonly logLevel: LogLevel };

/** Reads the command line; a failure is a sentence. Null: help was asked for. */
export function readConsoleOptions(
  commandLine: readonly string[],
  dataFolder: string,
): Result<ConsoleOptions | null, string> {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...commandLine],
      options: {
        relay: { type: 'string' },
        certificate: { type: 'string' },
        listen: { type: 'string', default: '127.0.0.1:7420' },
        technician: { type: 'string' },
        organisation: { type: 'string' },
        downloads: { type: 'string' },
        'log-level': { type: 'string', default: 'warn' },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
  if (values.help) return succeed(null);
  const relay = values.relay === undefined ? null : parseRelayAddress(values.relay);
  if (values.relay !== undefined && relay === null)
    return fail(`--relay ${values.relay} is not the address of a relay.`);
  const listen = /^(.+):(\d{1,5})$/.exec(values.listen);
  if (listen === null || Number(listen[2]) > 65_535) return fail(`--listen ${values.listen} is not HOST:PORT.`);
  if (/^(0\.0\.0\.0|\[?::\]?)$/.test(listen[1] ?? '') && Number(listen[2]) === 0) {
    return fail('--listen on every address needs a port that others can be told, such as 0.0.0.0:7420.');
  }
  const logLevel = logLevels.find((level) => level === values['log-level']);
  if (logLevel === undefined) return fail(`--log-level is one of ${logLevels.join(', ')}.`);
  const technician = (values.technician ?? userInfo().username).trim();
  if (!isCertifiableName(technician)) return fail(`--technician NAME needs ${certifiedNameRule}.`);
  const organisation = (values.organisation ?? `Help desk of ${hostname()}`).trim();
  if (!isCertifiableName(organisation)) return fail(`--organisation NAME needs ${certifiedNameRule}.`);
  return succeed({
    logLevel,
    settings: {
      relay,
      listenHost: (listen[1] ?? '').replace(/^\[(.*)\]$/, '$1'),
      listenPort: Number(listen[2]),
      organisation,
      technician,
      certificateFile: values.certificate ?? null,
      dataFolder,
      downloadFolder: values.downloads ?? null,
    },
  });
}
