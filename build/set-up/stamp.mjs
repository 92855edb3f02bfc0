import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rootFolder } from './root-folder.mjs';

// Stamps go with node_modules: whoever removes that folder starts from the beginning.
const folder = join(rootFolder, 'node_modules', '.cache', 'handrail');

/**
 * What was noted the last time, or null.
 * @param {string} name
 * @returns {Record<string, unknown> | null}
 */
export function readStamp(name) {
  try {
    return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  } catch {
    return null; // None yet, or damaged: the work it stands for is done again.
  }
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} value
 */
export function writeStamp(name, value) {
  const path = join(folder, `${name}.json`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(value));
}
