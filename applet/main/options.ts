import { parseArgs } from 'node:util';
import { logLevels, type LogLevel } from '#shared/node/json-logger.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { parseLinkFragment } from '#shared/std/session/link.ts';
import { parseRelayAddress } from '#shared/std/session/relay-address.ts';
import type { AppletSettings } from './run-applet.ts';

export const appletHelp = `Handrail applet: where customers are helped, and stay in charge.

  npm run applet -- [options]

  --relay URL          The relay that the technician uses. Default http://127.0.0.1:7420.
  --pin DIGITS         Fills the PIN in; Connect still has to be pressed.
  --downloads FOLDER   Where received files go. Default: your downloads.
  --log-level LEVEL    Least that is logged to the terminal: debug, info, warn, error, silent. Default warn.
  --help               This text.

  HANDRAIL_LINK        A session link, instead of a PIN. Not an option: a command line can be read by others.
  HANDRAIL_DATA        The folder of settings.
  HANDRAIL_BROWSER     The browser that shows the window, where Electron is not installed.
`;

export type AppletOptions = { readonly settings: AppletSettings; readonly logLevel: LogLevel };

/** Reads command line and environment; a failure is a sentence. Null: help was asked for. */
export function readAppletOptions(
  commandLine: readonly string[],
  environment: NodeJS.ProcessEnv,
): Result<AppletOptions | null, string> {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...commandLine],
      options: {
        relay: { type: 'string' },
        pin: { type: 'string', default: '' },
        downloads: { type: 'string' },
        'log-level': { type: 'string', default: 'warn' },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
  if (values.help) return succeed(null);
  const linkText = environment['HANDRAIL_LINK'];
  const [linkOrigin = '', fragment = ''] = linkText?.split(/\/j\/?#/) ?? [];
  const link = linkText === undefined ? null : parseLinkFragment(fragment);
  if (linkText !== undefined && link === null) return fail('HANDRAIL_LINK is not a session link. Ask for a new one.');
  const address = link === null ? (values.relay ?? 'http://127.0.0.1:7420') : linkOrigin;
  const relay = parseRelayAddress(address);
  if (relay === null) return fail(`${address} is not the address of a relay.`);
  const logLevel = logLevels.find((level) => level === values['log-level']);
  if (logLevel === undefined) return fail(`--log-level is one of ${logLevels.join(', ')}.`);
  const settings: AppletSettings = {
    relay,
    pin: values.pin,
    link: link && { method: 'link', ...link },
    downloadFolder: values.downloads ?? null,
  };
  return succeed({ logLevel, settings });
}
