import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { row, type Figure, type Row } from './figure.ts';
import { runTool } from './support/run-tool.ts';

const rootFolder = join(import.meta.dirname, '..');
const mainFolder = join(rootFolder, 'dist', 'electron');
const installerFolder = join(rootFolder, 'dist', 'packages');
/** Electron brings itself. */
const notPackages = new Set(['electron', ...builtinModules]);
/** About what an archive on the wire comes to, in a tenth of the best level's time. */
const level = 1;

const manifestSchema = v.object({
  dependencies: v.optional(v.record(v.string(), v.string())),
  optionalDependencies: v.optional(v.record(v.string(), v.string())),
});

/** What each program needs of other people's packages, and its installers where they were built. */
export const packageSize: Figure = {
  name: 'package-size',
  title: 'Size of the packages that each program runs with, and of its installers',
  measure: async () => {
    await runTool('build/build-electron.ts');
    return [...['console', 'applet', 'relay'].map(packagesRow), ...installerRows()];
  },
};

function packagesRow(program: string): Row {
  const packages = new Set<string>();
  for (const name of importsOf(`${program}.mjs`)) addPackage(name, rootFolder, packages);
  const files = [...packages].flatMap(filesOf);
  const bytes = files.reduce((sum, path) => sum + statSync(path).size, 0);
  const compressed = files.reduce((sum, path) => sum + gzipSync(readFileSync(path), { level }).length, 0);
  return row({
    case: `${program}: packages on disk`,
    value: megabytes(bytes),
    unit: 'MB',
    detail: `${packages.size} packages, ${megabytes(compressed)} MB gzip, as installed for this system`,
  });
}

/** Packages that a built main asks for, also through the parts that it shares with others. */
function importsOf(file: string, seen = new Set<string>()): ReadonlySet<string> {
  const names = new Set<string>();
  if (seen.has(file)) return names;
  seen.add(file);
  const text = readFileSync(join(mainFolder, file), 'utf8');
  for (const [, specifier = ''] of text.matchAll(/(?:from|import|import\(|require\()\s*["']([^"'\n]+)["']/g)) {
    if (specifier.startsWith('./')) for (const name of importsOf(specifier.slice(2), seen)) names.add(name);
    const name = /^(?:@[\w.-]+\/)?[\w.-]+/.exec(specifier)?.[0];
    if (name !== undefined && !specifier.startsWith('node:') && !specifier.startsWith('.') && !notPackages.has(name)) {
      names.add(name);
    }
  }
  return names;
}

/** A package with all that it depends on, found as Node finds them; what is not installed is not for this system. */
function addPackage(name: string, from: string, packages: Set<string>): void {
  const folder = folderOf(name, from);
  if (folder === null || packages.has(folder)) return;
  packages.add(folder);
  const manifest = v.parse(manifestSchema, JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  for (const each of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
    addPackage(each, folder, packages);
  }
}

function folderOf(name: string, from: string): string | null {
  for (let folder = from; folder.startsWith(rootFolder); folder = join(folder, '..')) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
  }
  return null;
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    // Packages inside are counted by themselves, if they are needed.
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesOf(path);
    return entry.isFile() ? [path] : [];
  });
}

function installerRows(): readonly Row[] {
  if (!existsSync(installerFolder)) return [row({ case: 'installers', detail: 'none were built' })];
  return readdirSync(installerFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(exe|dmg|deb|AppImage)$/.test(entry.name))
    .map((entry) =>
      row({
        case: `installer ${entry.name}`,
        value: megabytes(statSync(join(entry.parentPath, entry.name)).size),
        unit: 'MB',
      }),
    );
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e5) / 10;
}
