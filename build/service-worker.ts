import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { rootFolder } from './set-up/root-folder.mjs';

const entry = join(rootFolder, 'applet/web/service-worker/main.ts');
/** Fetched when a whiteboard is first used, and far larger than the rest: the browser's own cache keeps these. */
export const isFetchedLate = /\.wasm$|\/(?:vision|opencv)[\w-]*\.js$/;

/**
 * Makes `sw.js` from the list of everything that was built: the service worker that lets the page open without a network.
 * A classic script in one file, since not every browser takes modules there.
 */
export function serviceWorker(publicFolder: string): Plugin {
  return {
    name: 'handrail:service-worker',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const hash = createHash('sha256');
        const files: string[] = [];
        const add = (name: string, content: string | Uint8Array): void => {
          if (isFetchedLate.test(`/${name}`)) return;
          hash.update(`${name}\0`).update(content);
          files.push(name === 'index.html' ? '/' : `/${name}`);
        };
        for (const file of Object.values(bundle).toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1))) {
          add(file.fileName, file.type === 'chunk' ? file.code : file.source);
        }
        for (const path of readdirSync(publicFolder, { recursive: true, encoding: 'utf8' }).toSorted()) {
          const name = path.replaceAll('\\', '/');
          // Files alone: a folder's name has no dot.
          if (name.includes('.')) add(name, readFileSync(join(publicFolder, path)));
        }
        if (!files.includes('/')) throw new Error('the service worker would keep no document');
        const shell = { version: hash.digest('hex').slice(0, 16), files };
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: await compile(JSON.stringify(shell)) });
      },
    },
  };
}

async function compile(shell: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    root: rootFolder,
    publicDir: false,
    define: { handrailShell: shell },
    build: {
      write: false,
      target: ['chrome107', 'safari16.4', 'firefox115'],
      rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: 'sw.js' } },
    },
  });
  for (const { output } of [result].flat().filter((each) => 'output' in each)) {
    const chunk = output.find((file) => file.type === 'chunk');
    if (chunk !== undefined) return chunk.code;
  }
  throw new Error('the service worker was not compiled');
}
