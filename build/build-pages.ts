import { build } from 'vite';
import { fingerprint, notePageBuilt, pages, type PageName } from './set-up/built-pages.mjs';
import { pageConfig } from './page-config.ts';

/** `node build/build-pages.ts [console] [applet] [web]`: builds these pages, or all. */
const known = Object.keys(pages) as PageName[];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.some((page) => page === name));
if (unknown.length > 0) throw new Error(`no such page: ${unknown.join(', ')}; there are ${known.join(', ')}`);

for (const name of known.filter((page) => asked.length === 0 || asked.includes(page))) {
  const sources = fingerprint(name);
  const startMs = performance.now();
  await build(pageConfig(name));
  notePageBuilt(name, sources);
  console.error(`handrail: built the ${name} page in ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
}
