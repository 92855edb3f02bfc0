import { logLevels } from '#shared/node/json-logger.ts';
import { pinTtlMs } from '#shared/std/protocol/limits.ts';
import { appId, integer, list, oneOf, origin, publicKey, text, yesOrNo, type ReadValue } from './setting-values.ts';

/** One thing a relay can be told. Its name is the key in the file; flag and environment variable follow from it. */
export type Setting<Value> = {
  readonly read: ReadValue<Value>;
  /** One sentence for `--help`, with unit and default. */
  readonly help: string;
};

const minuteMs = 60_000;

/** Every setting, in the order of `--help`. */
export const settings = {
  host: {
    read: text('an address of this computer, such as 127.0.0.1 or 0.0.0.0'),
    help: 'Address to listen on. Default 127.0.0.1: this computer only.',
  },
  port: { read: integer(0, 65_535), help: 'Port to listen on; 0 takes any free one. Default 7420.' },
  publicUrl: {
    read: origin,
    help: 'Where customers and consoles reach this relay, such as https://help.example.org. Default: the address.',
  },
  organisationKeys: {
    read: list(publicKey),
    help: 'Public keys of the organisations whose technicians may log in. Default: the one that "init" made.',
  },
  allowedOrigins: { read: list(origin), help: 'Further web origins whose pages may connect. Default: none.' },
  pinLifeMinutes: {
    read: integer(5, 60),
    help: `How long an unused PIN or link works, 5 to 60 minutes. Default ${pinTtlMs / minuteMs}.`,
  },
  tlsCertificateFile: { read: text('the path of a file'), help: 'TLS certificate chain (PEM). Default: no TLS.' },
  tlsKeyFile: { read: text('the path of a file'), help: 'TLS private key (PEM). Default: no TLS.' },
  trustProxy: {
    read: yesOrNo,
    help: 'Take client addresses from X-Forwarded-For: only behind a proxy that sets it. Default false.',
  },
  pageDir: { read: text('the path of a folder'), help: 'Built files of the join page. Default dist/web.' },
  iosAppId: {
    read: appId,
    help: 'Number of an app in Apple’s App Store that iPhones offer above the join page. Default: none.',
  },
  dataDir: {
    read: text('the path of a folder'),
    help: 'Where "init" puts the organisation, and "serve" looks for it.',
  },
  logLevel: { read: oneOf(logLevels), help: `Least that is logged: ${logLevels.join(', ')}. Default info.` },
  maxConnections: { read: integer(10, 100_000), help: 'Sockets open at once. Default 10000.' },
} satisfies Record<string, Setting<unknown>>;

export type SettingName = keyof typeof settings;

export const settingNames = Object.keys(settings) as readonly SettingName[];

type ValueOf<Read> = Read extends Setting<infer Value> ? Value : never;

/** What was given, by setting. */
export type SettingValues = { readonly [Name in SettingName]?: ValueOf<(typeof settings)[Name]> };

/** `pinLifeMinutes` is `--pin-life-minutes`. */
export function flagName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `pinLifeMinutes` is `HANDRAIL_RELAY_PIN_LIFE_MINUTES`. */
export function environmentName(name: string): string {
  return `HANDRAIL_RELAY_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
