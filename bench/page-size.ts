import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { firstLoad } from '../build/first-load.ts';
import { isFetchedLate } from '../build/service-worker.ts';
import { row, type Figure, type Row } from './figure.ts';
import { runTool } from './support/run-tool.ts';

const distFolder = join(import.meta.dirname, '..', 'dist');

/** What each installed program carries of our own, as its installer's configuration picks it. */
const programs = {
  console: { pages: ['console', 'web'], leaves: ['applet.mjs'] },
  applet: { pages: ['applet'], leaves: ['console.mjs', 'relay.mjs'] },
} as const;

/** What a person downloads before they see a window, and what an installed program's own files come to. */
export const pageSize: Figure = {
  name: 'page-size',
  title: 'Compressed size of the pages, and the size of each program’s own files',
  measure: async () => {
    await runTool('build/build-electron.ts');
    const pages = (['applet', 'web', 'console'] as const).map((name) => pageRow(name));
    return [
      joinPageFirstLoad(),
      ...pages,
      visionRow(),
      ...Object.entries(programs).map(([name, parts]) => programRow(name, parts)),
    ];
  },
};

/** Before a phone shows the PIN field. */
function joinPageFirstLoad(): Row {
  const { scripts, scriptBytes, largestScriptBytes } = firstLoad(join(distFolder, 'web'));
  return row({
    case: 'join page, first load of script, gzip',
    value: kilobytes(scriptBytes),
    unit: 'kB',
    detail: `${scripts.length} file(s); with the largest language ${kilobytes(largestScriptBytes)}, of at most 150`,
  });
}

/** What is fetched when a whiteboard is first used. */
function visionRow(): Row {
  const parts = filesUnder(join(distFolder, 'web')).filter((path) => isFetchedLate.test(path));
  const [script, wasm] = ['.js', '.wasm'].map((ending) => compressedBytes(parts, ending));
  return row({
    case: 'join page, the whiteboard’s tracking, gzip',
    value: kilobytes((script ?? 0) + (wasm ?? 0)),
    unit: 'kB',
    detail: `scripts ${kilobytes(script ?? 0)}, WebAssembly ${kilobytes(wasm ?? 0)}`,
  });
}

function pageRow(name: 'applet' | 'web' | 'console'): Row {
  const parts = filesUnder(join(distFolder, name)).filter((path) => name !== 'web' || !isFetchedLate.test(path));
  const [script, style, whole] = ['.js', '.css', ''].map((ending) => compressedBytes(parts, ending));
  return row({
    case: name === 'web' ? 'join page, everything but tracking, gzip' : `${name} page, gzip`,
    value: kilobytes(whole ?? 0),
    unit: 'kB',
    detail: `scripts ${kilobytes(script ?? 0)}, styles ${kilobytes(style ?? 0)}`,
  });
}

function programRow(name: string, parts: (typeof programs)[keyof typeof programs]): Row {
  const leaves: readonly string[] = parts.leaves;
  const main = filesUnder(join(distFolder, 'electron')).filter((path) => !leaves.some((each) => path.endsWith(each)));
  const sizes = [...main, ...parts.pages.flatMap((page) => filesUnder(join(distFolder, page)))].map(
    (path) => readFileSync(path).length,
  );
  return row({
    case: `installed ${name}: our own files`,
    value: kilobytes(sizes.reduce((sum, size) => sum + size, 0)),
    unit: 'kB',
    detail: `${sizes.length} files, not compressed, without Electron and packages`,
  });
}

function compressedBytes(paths: readonly string[], ending: string): number {
  return paths
    .filter((path) => path.endsWith(ending))
    .reduce((sum, path) => sum + gzipSync(readFileSync(path), { level: 9 }).length, 0);
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 100) / 10;
}
