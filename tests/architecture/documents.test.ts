import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentName, flagName, settingNames, settings } from '#relay/settings.ts';
import { sealedMessageSchema, signalFrameSchema } from '#shared/std/protocol/handshake-messages.ts';
import { peerMessageSchema } from '#shared/std/protocol/peer-messages.ts';
import { permissionKinds } from '#shared/std/protocol/permission-kind.ts';
import { fromRelaySchema, toRelaySchema } from '#shared/std/protocol/relay-messages.ts';
import { layers } from './layers.ts';
import { readSourceFiles, rootFolder } from './source-files.ts';

const read = (path: string): string => readFileSync(join(rootFolder, path), 'utf8');
const decisions = readdirSync(join(rootFolder, 'docs/decisions')).map((name) => `docs/decisions/${name}`);
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(join(rootFolder, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  ...decisions,
];

/** A table's rows as their cells, whatever the spaces that line the columns up. */
function tableRows(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
        .join(' | '),
    );
}

describe('docs/protocol.md', () => {
  const text = read('docs/protocol.md');
  const rules = [...text.matchAll(/^- \*\*([A-Z]+\d)\*\* (.*)$/gm)].map(([, id = '', rule = '']) => ({ id, rule }));
  const titles = readSourceFiles()
    .filter(({ path }) => /\.test\.tsx?$/.test(path))
    .flatMap(({ text: source }) =>
      [...source.matchAll(/['"`]([A-Z]{2,4}\d[^'"`\n]*)/g)].map(([, title]) => title ?? ''),
    );

  it('has every message by its name, and no other', () => {
    const schemas = [signalFrameSchema, sealedMessageSchema, peerMessageSchema, toRelaySchema, fromRelaySchema];
    const names = schemas.flatMap((schema) => schema.options.map((option) => option.entries.t.literal));
    const described = tableRows(text).flatMap((row) => /^`([a-zA-Z]+\/[a-zA-Z]+|sealed|error)`/.exec(row)?.[1] ?? []);
    expect(described.toSorted()).toEqual(names.toSorted());
  });

  it('has every kind of permission', () => {
    expect(permissionKinds.filter((kind) => !text.includes(`\`${kind}\``))).toEqual([]);
  });

  it('has rules with ids of their own, and a test for each that is built', () => {
    expect(rules.length).toBeGreaterThan(35);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    const untested = rules.filter(
      ({ id, rule }) => !rule.startsWith('**Not yet') && !titles.some((title) => new RegExp(`\\b${id}\\b`).test(title)),
    );
    expect(untested.map(({ id }) => id)).toEqual([]);
  });

  it('knows every rule that a test speaks of', () => {
    const known = new Set(rules.map(({ id }) => id));
    const prefixes = new Set(rules.map(({ id }) => id.replace(/\d/, '')));
    const spoken = titles.map((title) => /^[A-Z]+\d/.exec(title)?.[0] ?? '');
    expect([...new Set(spoken)].filter((id) => prefixes.has(id.replace(/\d/, '')) && !known.has(id))).toEqual([]);
  });
});

describe('docs/operations.md', () => {
  it('has the relay’s settings as --help has them', () => {
    const rows = tableRows(read('docs/operations.md'));
    const expected = settingNames.map(
      (name) => `\`${name}\` | \`--${flagName(name)}\` | \`${environmentName(name)}\` | ${settings[name].help}`,
    );
    expect(expected.filter((row) => !rows.includes(row))).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  it('has the table of layers as the test holds them', () => {
    const rows = tableRows(read('docs/architecture.md'));
    const missing = Object.entries(layers).filter(([name, { ours, packages }]) => {
      const end = `${ours.join(', ') || '-'} | ${packages.join(', ') || '-'}`;
      return !rows.some((row) => row.startsWith(`\`${name}\` | `) && row.endsWith(end));
    });
    expect(missing.map(([name]) => name)).toEqual([]);
  });
});

describe('docs/decisions', () => {
  it('are numbered without gaps and named in kebab-case', () => {
    const names = decisions.map((path) => path.replace('docs/decisions/', '')).toSorted();
    expect(names.filter((name) => !/^\d{4}(-[a-z0-9]+)+\.md$/.test(name))).toEqual([]);
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_name, index) => index + 1));
  });

  it('give a reason for every package', () => {
    const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
    const packages = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.keys(manifest[kind] ?? {}),
    );
    const named = tableRows(read('docs/decisions/0001-toolchain-and-dependencies.md')).flatMap((row) =>
      [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''),
    );
    expect(named.toSorted()).toEqual(packages.toSorted());
  });
});

describe('every document', () => {
  it.each(documents)('%s links to files that are there', (path) => {
    const targets = [...read(path).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, target]) => target ?? '');
    const missing = targets.filter(
      (target) => !target.startsWith('https://') && !existsSync(join(rootFolder, dirname(path), target)),
    );
    expect(missing).toEqual([]);
  });

  it.each(documents)('%s names commands that there are', (path) => {
    const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts);
    const named = [...read(path).matchAll(/npm run (?:--silent )?([a-z]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
    const benches = [...read(path).matchAll(/\b((?:bench|tests|shared)\/[\w./-]+\.ts)\b/g)].map(
      ([, file]) => file ?? '',
    );
    expect(benches.filter((file) => !existsSync(join(rootFolder, file)))).toEqual([]);
  });
});
