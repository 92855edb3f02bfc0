import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { firstLoad } from '#build/first-load.ts';
import { pageConfig } from '#build/page-config.ts';

/** Of compressed script, before a phone on a slow network shows the PIN field. */
const maxFirstLoadBytes = 150_000;

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'handrail-first-load-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe('the first load of the join page', () => {
  it('stays under 150 kB of compressed script, in every language', async () => {
    // As people get it: the libraries bring more where they are tested.
    vi.stubEnv('NODE_ENV', 'production');
    const config = pageConfig('web');
    await build({ ...config, build: { ...config.build, outDir: folder } });
    const { scripts, scriptBytes, largestScriptBytes } = firstLoad(folder);
    // React alone is more than this: the count has seen the page.
    expect(scriptBytes).toBeGreaterThan(50_000);
    expect(largestScriptBytes).toBeGreaterThan(scriptBytes + 3_000);
    expect(largestScriptBytes, scripts.map((path) => basename(path)).join(', ')).toBeLessThan(maxFirstLoadBytes);
  });

  it('counts what scripts import before they run, once, and not what they fetch later', () => {
    mkdirSync(join(folder, 'assets'));
    const files = {
      'index.html':
        '<script type="module" crossorigin src="./assets/index.js"></script><link rel="modulepreload" crossorigin href="./assets/a.js">',
      'assets/index.js': 'import{a}from"./a.js";export{b}from"./b.js";import("./later.js");a()',
      'assets/a.js': 'import"./b.js";export const a=()=>1',
      'assets/b.js': 'export const b=2',
      'assets/later.js': 'export const later=3',
      'assets/de-abcdefgh.js': 'export const texts="Hallo"',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { scripts, scriptBytes, largestScriptBytes } = firstLoad(folder);
    expect(scripts.map((path) => basename(path)).toSorted()).toEqual(['a.js', 'b.js', 'index.js']);
    expect(largestScriptBytes).toBeGreaterThan(scriptBytes);
  });
});
