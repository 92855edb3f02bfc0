import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project's folder. */
export const rootFolder = join(import.meta.dirname, '..', '..');

const sourceFolders = ['shared', 'relay', 'applet', 'console', 'demo', 'bench', 'tests', 'build'];

export type SourceFile = { readonly path: string; readonly text: string };

/** Every source of ours, by its path from the project's folder, with forward slashes. */
export function readSourceFiles(): readonly SourceFile[] {
  return sourceFolders
    .flatMap(filesUnder)
    .map((path) => ({ path, text: readFileSync(join(rootFolder, path), 'utf8') }));
}

function filesUnder(folder: string): readonly string[] {
  try {
    return readdirSync(join(rootFolder, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesUnder(path);
      return /\.(ts|tsx|mts|cts|mjs|js)$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []; // Not every folder is there from the start.
    throw error;
  }
}
