import { describe, expect, it } from 'vitest';
import { toBase64Url } from '#shared/std/crypto/bytes.ts';
import { defaultRelayConfig, readConfig, type ConfigSources } from './config.ts';
import { helpText } from './commands/help.ts';
import { settingNames } from './settings.ts';
import { testRoot } from './testing/technician.ts';

const defaults = { pageDir: '/page', dataDir: '/data' };
const path = '/etc/relay.json';
const key = toBase64Url(testRoot.publicKey);

function read(sources: { file?: unknown; environment?: ConfigSources['environment']; flags?: ConfigSources['flags'] }) {
  return readConfig(
    {
      file: 'file' in sources ? { path, content: sources.file } : null,
      environment: sources.environment ?? {},
      flags: sources.flags ?? {},
    },
    defaults,
  );
}

function errorsOf(sources: Parameters<typeof read>[0]): readonly string[] {
  const config = read(sources);
  return config.ok ? [] : config.reason;
}

describe('readConfig', () => {
  it('is for this computer only when nothing is said', () => {
    expect(read({})).toEqual({ ok: true, value: defaultRelayConfig(defaults) });
    expect(defaultRelayConfig(defaults).host).toBe('127.0.0.1');
  });

  it('lets flags lead over the environment, and the environment over the file', () => {
    const file = { port: 1_001, logLevel: 'warn', host: '10.0.0.1' };
    const environment = { HANDRAIL_RELAY_PORT: '1002', HANDRAIL_RELAY_LOG_LEVEL: 'error', PATH: '/bin' };
    const config = read({ file, environment, flags: { port: '1003' } });
    expect(config).toMatchObject({ ok: true, value: { port: 1_003, logLevel: 'error', host: '10.0.0.1' } });
  });

  it('reads every kind of value from text and from JSON alike', () => {
    const value = {
      organisationKeys: [testRoot.publicKey],
      allowedOrigins: ['https://a.example', 'http://b.example:8080'],
      pinTtlMs: 5 * 60_000,
      publicUrl: 'https://help.example.org',
      trustProxy: true,
      tls: { certificateFile: '/c', keyFile: '/k' },
      iosAppId: '1234567890',
    };
    const file = {
      organisationKeys: [key],
      allowedOrigins: ['https://a.example', 'http://b.example:8080'],
      pinLifeMinutes: 5,
      publicUrl: 'https://help.example.org/',
      trustProxy: true,
      tlsCertificateFile: '/c',
      tlsKeyFile: '/k',
      iosAppId: 1_234_567_890,
    };
    expect(read({ file })).toMatchObject({ ok: true, value });
    const flags = {
      'organisation-keys': key,
      'allowed-origins': 'https://a.example, http://b.example:8080',
      'pin-life-minutes': '5',
      'public-url': 'https://help.example.org',
      'trust-proxy': 'true',
      'tls-certificate-file': '/c',
      'tls-key-file': '/k',
      'ios-app-id': '1234567890',
    };
    expect(read({ flags })).toMatchObject({ ok: true, value });
  });

  it('names every wrong value at once: the setting, where it came from, what is allowed', () => {
    expect(
      errorsOf({
        file: { maxConnections: 'many' },
        environment: { HANDRAIL_RELAY_PIN_LIFE_MINUTES: '61' },
        flags: { port: '-1' },
      }),
    ).toEqual([
      `maxConnections: "many" from the file ${path} is not allowed. Allowed: a whole number from 10 to 100000.`,
      'port: "-1" from the flag --port is not allowed. Allowed: a whole number from 0 to 65535.',
      'pinLifeMinutes: "61" from the environment (HANDRAIL_RELAY_PIN_LIFE_MINUTES) is not allowed. Allowed: a whole number from 5 to 60.',
    ]);
  });

  it.each([
    ['host', ''],
    ['port', 1.5],
    ['port', '7420x'],
    ['port', ''],
    ['publicUrl', 'help.example.org'],
    ['publicUrl', 'https://help.example.org/path'],
    ['publicUrl', 'https://user@help.example.org'],
    ['publicUrl', 'javascript:alert(1)'],
    ['organisationKeys', 'short'],
    ['organisationKeys', [toBase64Url(new Uint8Array(32))]],
    ['allowedOrigins', ['*']],
    ['pinLifeMinutes', 4],
    ['trustProxy', 'maybe'],
    ['logLevel', 'loud'],
    ['maxConnections', 0],
    ['iosAppId', 'id1234567890'],
    ['iosAppId', '12'],
    ['iosAppId', '1234567890"><script>'],
    ['iosAppId', 1.5e20],
  ])('refuses %s = %j', (name, raw) => {
    const errors = errorsOf({ file: { [name]: raw } });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(new RegExp(`^${name}: .* from the file ${path} is not allowed\\. Allowed: `));
  });

  it('refuses settings it does not know, wherever they stand', () => {
    const environment = { HANDRAIL_RELAY_PROT: '7420', HANDRAIL_RELAY_CONFIG: '/etc/relay.json' };
    const errors = errorsOf({ file: { prot: 7420, __proto__: null, constructor: 1 }, environment });
    expect(errors).toHaveLength(3);
    expect(errors.join()).toContain('prot in the file');
    expect(errors.join()).toContain('HANDRAIL_RELAY_PROT in the environment');
    expect(errorsOf({ file: [] })).toEqual([`the file ${path} must hold one JSON object with settings.`]);
  });

  it('refuses half a TLS configuration, and a join link that could name no address', () => {
    expect(errorsOf({ flags: { 'tls-key-file': '/k' } })[0]).toContain('belong together');
    expect(errorsOf({ flags: { host: '0.0.0.0' } })[0]).toContain('publicUrl: needed');
    expect(errorsOf({ flags: { host: '::' } })[0]).toContain('publicUrl: needed');
    expect(errorsOf({ flags: { host: '::', 'public-url': 'https://help.example.org' } })).toEqual([]);
  });

  it('the help names every setting', () => {
    for (const name of settingNames) {
      expect(helpText()).toContain(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} `);
    }
  });
});
