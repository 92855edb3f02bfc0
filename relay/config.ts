import { isIP } from 'node:net';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { pinTtlMs } from '#shared/std/protocol/limits.ts';
import type { RelayConfig } from './relay-config.ts';
import { environmentName, flagName, settingNames, settings, type SettingName, type SettingValues } from './settings.ts';

/** Where values come from, weakest first: file, environment, flags. */
export type ConfigSources = {
  /** The parsed JSON of the configuration file and its path; null when there is none. */
  readonly file: { readonly path: string; readonly content: unknown } | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** By the flag's name without dashes. */
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
};

export type ConfigDefaults = { readonly pageDir: string; readonly dataDir: string };

/** What a relay is when nobody said otherwise: for this computer only, at a fixed port. */
export function defaultRelayConfig(defaults: ConfigDefaults): RelayConfig {
  return {
    host: '127.0.0.1',
    port: 7420,
    publicUrl: null,
    organisationKeys: [],
    allowedOrigins: [],
    pinTtlMs,
    tls: null,
    trustProxy: false,
    pageDir: defaults.pageDir,
    iosAppId: null,
    dataDir: defaults.dataDir,
    logLevel: 'info',
    maxConnections: 10_000,
  };
}

/** The configuration, or every mistake in it at once: each names the setting, where it came from and what is allowed. */
export function readConfig(sources: ConfigSources, defaults: ConfigDefaults): Result<RelayConfig, readonly string[]> {
  const errors: string[] = [];
  const given = collect(sources, errors);
  const values: Record<string, unknown> = {};
  for (const [name, { raw, from }] of given) {
    const value = settings[name].read(raw);
    if (value.ok) values[name] = value.value;
    else errors.push(`${name}: ${show(raw)} from ${from} is not allowed. Allowed: ${value.reason}.`);
  }
  // Each value came out of the reader of its own setting.
  const config = assemble(values, defaultRelayConfig(defaults), errors);
  return errors.length === 0 ? succeed(config) : fail(errors);
}

type Given = ReadonlyMap<SettingName, { readonly raw: unknown; readonly from: string }>;

function collect(sources: ConfigSources, errors: string[]): Given {
  const given = new Map<SettingName, { raw: unknown; from: string }>();
  const { file } = sources;
  if (file !== null) {
    if (typeof file.content !== 'object' || file.content === null || Array.isArray(file.content)) {
      errors.push(`the file ${file.path} must hold one JSON object with settings.`);
    } else {
      for (const [name, raw] of Object.entries(file.content)) {
        if (isSetting(name)) given.set(name, { raw, from: `the file ${file.path}` });
        else errors.push(`${name} in the file ${file.path} is no setting. Settings: ${settingNames.join(', ')}.`);
      }
    }
  }
  const known = new Set(settingNames.map(environmentName));
  for (const name of Object.keys(sources.environment)) {
    // HANDRAIL_RELAY_CONFIG names the file itself.
    if (name.startsWith('HANDRAIL_RELAY_') && name !== 'HANDRAIL_RELAY_CONFIG' && !known.has(name)) {
      errors.push(`${name} in the environment is no setting. Settings: ${[...known].join(', ')}.`);
    }
  }
  for (const name of settingNames) {
    const variable = environmentName(name);
    const fromEnvironment = sources.environment[variable];
    if (fromEnvironment !== undefined) given.set(name, { raw: fromEnvironment, from: `the environment (${variable})` });
    const flag = sources.flags[flagName(name)];
    if (flag !== undefined) given.set(name, { raw: flag, from: `the flag --${flagName(name)}` });
  }
  return given;
}

function assemble(values: SettingValues, defaults: RelayConfig, errors: string[]): RelayConfig {
  const { tlsCertificateFile: certificateFile, tlsKeyFile: keyFile, pinLifeMinutes, ...plain } = values;
  if ((certificateFile === undefined) !== (keyFile === undefined)) {
    errors.push('tlsCertificateFile and tlsKeyFile belong together: give both, or neither.');
  }
  const config: RelayConfig = {
    ...defaults,
    ...plain,
    ...(pinLifeMinutes === undefined ? {} : { pinTtlMs: pinLifeMinutes * 60_000 }),
    tls: certificateFile === undefined || keyFile === undefined ? null : { certificateFile, keyFile },
  };
  if (isWildcard(config.host) && config.publicUrl === null) {
    errors.push(
      `publicUrl: needed when listening on every address (host ${config.host}), so that join links can name one. ` +
        'Give it, such as http://192.168.1.5:7420 or https://help.example.org.',
    );
  }
  return config;
}

function isWildcard(host: string): boolean {
  return isIP(host) === 4 ? host === '0.0.0.0' : isIP(host) === 6 && /^[0:]+$/.test(host);
}

function isSetting(name: string): name is SettingName {
  return Object.hasOwn(settings, name);
}

function show(raw: unknown): string {
  const shown = JSON.stringify(raw) ?? 'nothing';
  return shown.length <= 80 ? shown : `${shown.slice(0, 80)}…`;
}
