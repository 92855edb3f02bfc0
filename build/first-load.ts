import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'vite';

/** Languages that a page fetches as a file of their own, right at the start. English is in the page. */
const languageFile = /^(?:de|es|fr|pt)-[\w-]{8,}\.js$/;

export type FirstLoad = {
  /** Paths of the scripts: those that the page names, and all that they import before they run. */
  readonly scripts: readonly string[];
  /** What a reader of English downloads as script, compressed as the relay does it. */
  readonly scriptBytes: number;
  /** The same for the reader whose language has the largest file. */
  readonly largestScriptBytes: number;
};

/** What a browser downloads as script before a person sees the page that is built in `folder`. */
export function firstLoad(folder: string): FirstLoad {
  const scripts = new Set<string>();
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const named = [...html.matchAll(/<(?:script|link rel="modulepreload")\s[^>]*?(?:src|href)="([^"]+)"/g)];
  for (const [, address = ''] of named) follow(resolve(folder, address), scripts);
  const bytes = (path: string): number => gzipSync(readFileSync(path), { level: 9 }).length;
  const scriptBytes = [...scripts].reduce((sum, path) => sum + bytes(path), 0);
  const assets = join(folder, 'assets');
  const languages = readdirSync(assets).filter((name) => languageFile.test(name));
  const largest = Math.max(0, ...languages.map((name) => bytes(join(assets, name))));
  return { scripts: [...scripts], scriptBytes, largestScriptBytes: scriptBytes + largest };
}

function follow(path: string, found: Set<string>): void {
  if (found.has(path)) return;
  found.add(path);
  const { module } = parseSync(path, readFileSync(path, 'utf8'));
  const imported = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
  ];
  for (const name of imported) follow(resolve(dirname(path), name), found);
}
