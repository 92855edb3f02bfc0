import { describe, expect, it } from 'vitest';
import { electronFiles, isTestFile, layerOf, refuseImport } from './layers.ts';
import { scanImports } from './scan-imports.ts';
import { readSourceFiles } from './source-files.ts';

const files = readSourceFiles();

/** Every forbidden import of a source, as `path imports name: reason`. */
function findBreaches(path: string, source: string): readonly string[] {
  return scanImports(path, source).flatMap((name) => {
    const reason = refuseImport(path, name);
    return reason === null ? [] : [`${path} imports ${name}: ${reason}`];
  });
}

describe('the layers', () => {
  it('import only what their row of the table allows', () => {
    expect(files.flatMap(({ path, text }) => findBreaches(path, text))).toEqual([]);
  });

  it('hold every file of the four programs', () => {
    const homeless = files.filter(
      ({ path }) => /^(shared|relay|applet|console)\//.test(path) && layerOf(path) === null,
    );
    expect(homeless.map(({ path }) => path)).toEqual([]);
  });

  it('name no file for electron that does not use it', () => {
    const using = files.filter(({ path, text }) => !isTestFile(path) && scanImports(path, text).includes('electron'));
    expect(using.map(({ path }) => path).toSorted()).toEqual([...electronFiles].toSorted());
  });
});

describe('the check itself', () => {
  it.each([
    ['an import', "import { app } from 'electron';"],
    ['a type', "import type { App } from 'electron';"],
    ['a type inside an import', "import { type App } from 'electron';"],
    ['a type expression', "type A = import('electron').App;"],
    ['a typeof', "let a: typeof import('electron');"],
    ['a side effect', "import 'electron';"],
    ['a dynamic import', "const a = await import('electron');"],
    ['a re-export', "export * from 'electron';"],
    ['a named re-export', "export { app } from 'electron';"],
    ['a type re-export', "export type { App } from 'electron';"],
    ['an import over several lines, with a comment', "import {\n  // don't\n  app, /* 'x' */\n} from\n  'electron';"],
    ['a require', "const a = require('electron');"],
    ['a require of another name', "import.meta.require('electron');"],
    ['an import assignment', "import a = require('electron');"],
  ])('sees %s', (_kind, source) => {
    expect(findBreaches('shared/node/bad.ts', source)).toHaveLength(1);
  });

  it('does not take a text or a comment for an import', () => {
    const source = "const a = \"import 'electron'\"; // import 'electron'\n/* export * from 'electron' */";
    expect(scanImports('a.ts', source)).toEqual([]);
  });

  it.each([
    ['shared/std/a.ts', 'node:fs', 'runs where Node is not'],
    ['shared/std/a.ts', 'fs', 'runs where Node is not'],
    ['shared/std/a.ts', '#shared/node/system-clock.ts', 'does not import shared/node'],
    ['shared/std/deep/a.ts', '../../node/system-clock.ts', 'does not import shared/node'],
    ['shared/std/a.ts', 'ws', 'does not use the package ws'],
    ['shared/dom/a.ts', '#shared/node/system-clock.ts', 'does not import shared/node'],
    ['shared/dom/a.ts', 'react', 'does not use the package react'],
    ['shared/node/a.ts', '#shared/shell/shell.ts', 'does not import shared/shell'],
    ['relay/a.ts', '#console/core/a.ts', 'never import each other'],
    ['relay/a.test.ts', '#console/core/a.ts', 'never import each other'],
    ['console/core/a.ts', '../../applet/core/a.ts', 'never import each other'],
    ['applet/core/a.ts', '#applet/main/a.ts', 'does not import applet/main'],
    ['applet/ui/a.ts', '#applet/core/a.ts', 'does not import applet/core'],
    ['console/renderer/a.ts', '#shared/shell/shell.ts', 'does not import shared/shell'],
    ['console/main/a.ts', '@nut-tree-fork/nut-js', 'does not use the package'],
    ['applet/main/a.ts', '#shared/std/testing/fake-clock.ts', 'stays out of programs'],
    ['applet/main/a.ts', '#tests/support/x-display.ts', 'do not import tools'],
    ['applet/main/a.ts', '(computed)', 'cannot be checked'],
    ['shared/shell/electron/new.ts', 'electron', 'only the files named'],
  ])('refuses that %s imports %s', (file, name, reason) => {
    expect(refuseImport(file, name)).toContain(reason);
  });

  it.each([
    ['shared/node/a.ts', '#shared/std/core/clock.ts'],
    ['shared/std/rpc/a.ts', '../core/clock.ts'],
    ['shared/std/a.ts', '@noble/hashes/sha2.js'],
    ['relay/a.ts', 'node:http'],
    ['applet/web/a.ts', '#applet/core/a.ts'],
    ['applet/main/a.test.ts', '#shared/std/testing/fake-clock.ts'],
    ['shared/shell/electron/preload.ts', 'electron'],
  ])('allows that %s imports %s', (file, name) => {
    expect(refuseImport(file, name)).toBeNull();
  });
});
