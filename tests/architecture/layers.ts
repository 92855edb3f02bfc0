import { posix } from 'node:path';
import { builtinModules } from 'node:module';

/** What the files of one layer may import. */
export type Layer = {
  /** Layers of ours, by their folders; a layer may always import itself. */
  readonly ours: readonly string[];
  /** Packages, by name; whatever lies inside them is included. */
  readonly packages: readonly string[];
  /** Node's own modules. */
  readonly node: boolean;
};

/** docs/architecture.md has the same table, with the reasons. */
export const layers: Readonly<Record<string, Layer>> = {
  'shared/std': {
    ours: [],
    packages: ['valibot', 'tweetnacl', '@noble/curves', '@noble/hashes', '@scure/base'],
    node: false,
  },
  'shared/node': { ours: ['shared/std'], packages: ['valibot', 'ws', 'node-datachannel'], node: true },
  'shared/dom': { ours: ['shared/std'], packages: ['valibot', 'simple-peer'], node: false },
  'shared/ui': {
    ours: ['shared/std', 'shared/dom'],
    packages: ['react', 'react-dom', 'radix-ui', 'lucide-react', 'zustand', 'valibot'],
    node: false,
  },
  'shared/shell': { ours: ['shared/std', 'shared/node'], packages: ['valibot', 'ws'], node: true },
  relay: { ours: ['shared/std', 'shared/node'], packages: ['valibot', 'ws', 'better-sqlite3'], node: true },
  'applet/core': { ours: ['shared/std'], packages: ['valibot'], node: false },
  'applet/lens': { ours: ['shared/std'], packages: ['@opencvjs/web'], node: false },
  'applet/main': {
    ours: ['shared/std', 'shared/node', 'shared/shell', 'applet/core'],
    packages: ['valibot', '@nut-tree-fork/nut-js', 'koffi', 'node-av'],
    node: true,
  },
  'applet/ui': {
    ours: ['shared/std', 'shared/dom', 'shared/ui'],
    packages: ['react', 'react-dom', 'radix-ui', 'lucide-react', 'zustand', 'valibot'],
    node: false,
  },
  'applet/web': {
    ours: ['shared/std', 'shared/dom', 'shared/ui', 'applet/core', 'applet/lens', 'applet/ui'],
    packages: ['react', 'react-dom', 'lucide-react', 'zustand', 'valibot'],
    node: false,
  },
  'console/core': { ours: ['shared/std'], packages: ['valibot'], node: false },
  'console/main': {
    ours: ['shared/std', 'shared/node', 'shared/shell', 'console/core'],
    packages: ['valibot', 'better-sqlite3'],
    node: true,
  },
  'console/renderer': {
    ours: ['shared/std', 'shared/dom', 'shared/ui'],
    packages: ['react', 'react-dom', 'radix-ui', 'lucide-react', 'zustand', 'valibot', 'fflate', 'lean-qr'],
    node: false,
  },
};

/** The only files that may import `electron`: thin, and read one by one when Electron changes. */
export const electronFiles: ReadonlySet<string> = new Set([
  'applet/main/electron-entry.ts',
  'console/main/electron-entry.ts',
  'shared/shell/electron/app-scheme.ts',
  'shared/shell/electron/electron-shell.ts',
  'shared/shell/electron/electron-viewing-bar.ts',
  'shared/shell/electron/electron-window.ts',
  'shared/shell/electron/page-channel.ts',
  'shared/shell/electron/page-guards.ts',
  'shared/shell/electron/preload.ts',
  'shared/shell/electron/safe-secret-store.ts',
  'shared/shell/electron/screen-area.ts',
  'shared/shell/electron/screen-picker.ts',
]);

/** One file's way out of its layer, each with its reason. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  // It runs in the page's process, and implements what the page's bridge expects of it.
  'shared/shell/electron/preload.ts': ['shared/dom'],
};

/** Tests and what only they use: any package and any layer but that of another program. */
export function isTestFile(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.includes('/testing/');
}

const programs = ['relay', 'applet', 'console'];

/** Why `file` may not import `name`; null if it may. */
export function refuseImport(file: string, name: string): string | null {
  const program = programs.find((folder) => file.startsWith(`${folder}/`));
  const target = resolveOurs(file, name);
  if (target !== null && program !== undefined) {
    const other = programs.find((folder) => folder !== program && target.startsWith(`${folder}/`));
    if (other !== undefined) return `${program} and ${other} never import each other`;
  }
  if (name === 'electron')
    return electronFiles.has(file) || isTestFile(file) ? null : 'only the files named in this test import electron';
  const layerName = layerOf(file);
  if (layerName === null || isTestFile(file)) return null; // Tools and tests join what the programs keep apart.
  const layer = layers[layerName];
  if (layer === undefined) return null;
  if (name === '(computed)') return 'a computed import cannot be checked';
  if (target !== null) return refuseOurs(file, layerName, layer, target);
  const builtin = name.startsWith('node:') || builtinModules.includes(name);
  if (builtin) return layer.node ? null : `${layerName} runs where Node is not`;
  if (name.startsWith('#build/') || name.startsWith('#tests/')) return 'programs do not import tools';
  return layer.packages.includes(packageOf(name)) ? null : `${layerName} does not use the package ${packageOf(name)}`;
}

function refuseOurs(file: string, layerName: string, layer: Layer, target: string): string | null {
  const targetLayer = layerOf(target);
  if (isTestFile(target)) return 'what only tests use stays out of programs';
  if (targetLayer === layerName) return null;
  if (targetLayer === null) return `${target} belongs to no layer`;
  if (layer.ours.includes(targetLayer) || exceptions[file]?.includes(targetLayer)) return null;
  return `${layerName} does not import ${targetLayer}`;
}

/** Which layer a file belongs to; null for tools, tests and what no layer has. */
export function layerOf(path: string): string | null {
  return Object.keys(layers).find((layer) => path.startsWith(`${layer}/`)) ?? null;
}

/** Where an import of ours leads, from the project's folder; null for packages and Node's modules. */
function resolveOurs(file: string, name: string): string | null {
  if (name.startsWith('.')) return posix.normalize(posix.join(posix.dirname(file), name));
  if (/^#(shared|relay|applet|console)\//.test(name)) return posix.normalize(name.slice(1));
  return null;
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}
