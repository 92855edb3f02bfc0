import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completePackages } from '#build/complete-lock.mjs';
import { rootFolder } from './source-files.ts';

type Manifest = Readonly<Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>>;
type Lock = { readonly packages: Record<string, { version?: string }> };

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(rootFolder, path), 'utf8'));
}

const manifest = readJson('package.json') as Manifest;
const lock = readJson('package-lock.json') as Lock;

describe('the packages', () => {
  it('are named by exact versions', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('are locked for every system, or npm ci would refuse the lock file: node build/complete-lock.mjs mends it', () => {
    expect(completePackages(lock.packages).added).toEqual([]);
  });

  it('are missed by the check when one is taken out of the lock file', () => {
    const [name = ''] = Object.keys(lock.packages).filter((path) => /binding-win32-x64/.test(path));
    const without = Object.fromEntries(Object.entries(lock.packages).filter(([path]) => path !== name));
    expect(completePackages(without).added).toEqual([name]);
  });
});
