import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTestFile } from './layers.ts';
import { readSourceFiles, rootFolder } from './source-files.ts';

/** A table row of docs/security.md: `file:line` or "nowhere in the code", and in the next cell what stands there. */
const row = /\| (?:`([\w./-]+):(\d+)`|nowhere in the code) +\| `([^`]+)` +\|$/;
const rows = readFileSync(join(rootFolder, 'docs/security.md'), 'utf8')
  .split('\n')
  .flatMap((text) => {
    const [found, path, line, token = ''] = row.exec(text) ?? [];
    return found === undefined ? [] : [{ path: path ?? null, line: Number(line), token }];
  });

/** What the document has wrong about a row; null if nothing. */
function mistakeIn({ path, line, token }: (typeof rows)[number]): string | null {
  if (path === null) {
    const using = readSourceFiles().filter((file) => !isTestFile(file.path) && file.text.includes(token));
    const inPrograms = using.filter((file) => !file.path.startsWith('tests/'));
    return inPrograms.length === 0 ? null : `${token} is in ${inPrograms.map((file) => file.path).join(', ')}`;
  }
  if (!existsSync(join(rootFolder, path))) return `${path} does not exist`;
  const lines = readFileSync(join(rootFolder, path), 'utf8').split('\n');
  if (lines[line - 1]?.includes(token)) return null;
  const places = lines.flatMap((text, index) => (text.includes(token) ? [index + 1] : []));
  return `${path}:${line} has no ${token}; it is on line ${places.join(', ') || 'none'}`;
}

describe('docs/security.md', () => {
  it('cites lines that still say what it says', () => {
    expect(rows.map(mistakeIn).filter((mistake) => mistake !== null)).toEqual([]);
  });

  it('goes through every item of the Electron checklist and the browser host', () => {
    const text = readFileSync(join(rootFolder, 'docs/security.md'), 'utf8');
    const items = [...text.matchAll(/^\| (\d+) +\|/gm)].map(([, item]) => Number(item));
    expect([...new Set(items)].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(rows.length).toBeGreaterThan(items.length);
  });

  it('is caught when it names a line that says something else, or a file that is gone', () => {
    expect(mistakeIn({ path: 'package.json', line: 1, token: '"name"' })).toContain('it is on line 2');
    expect(mistakeIn({ path: 'no/such/file.ts', line: 1, token: 'x' })).toContain('does not exist');
    expect(mistakeIn({ path: null, line: 0, token: 'contextIsolation' })).toContain('electron-window.ts');
  });
});
