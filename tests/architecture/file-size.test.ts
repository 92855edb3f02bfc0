import { describe, expect, it } from 'vitest';
import { isTestFile } from './layers.ts';
import { readSourceFiles } from './source-files.ts';

/** A file that grows past this has more than one concern: split it by topic. */
const maxLines = 400;
const maxTestLines = 600;
/** Half of all files are about this long, or shorter. */
const maxMedianLines = 130;

const files = readSourceFiles().map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));

describe('source files', () => {
  it('stay short enough to be read at a sitting', () => {
    const long = files.filter(
      ({ path, lines }) => lines > (isTestFile(path) || path.startsWith('tests/') ? maxTestLines : maxLines),
    );
    expect(long.map(({ path, lines }) => `${path}: ${lines} lines`)).toEqual([]);
  });

  it('are short in the middle', () => {
    const sorted = files.map(({ lines }) => lines).toSorted((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(maxMedianLines);
  });

  it('have names in kebab-case', () => {
    const odd = files.filter(
      ({ path }) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.(ts|tsx|mjs)$/.test(path.split('/').at(-1) ?? ''),
    );
    expect(odd.map(({ path }) => path)).toEqual([]);
  });

  it('are no barrels', () => {
    expect(files.filter(({ path }) => /\/index\.(ts|tsx)$/.test(path)).map(({ path }) => path)).toEqual([]);
  });
});
