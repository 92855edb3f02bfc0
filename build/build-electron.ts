import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { rootFolder } from './set-up/root-folder.mjs';

/**
 * `node build/build-electron.ts`: the two mains, the applet's screen thread and the relay as modules, their preload as CommonJS, which is what a sandboxed preload
 * must be. Packages stay outside: native ones have to, and the installer carries them anyway.
 */
const outputFolder = join(rootFolder, 'dist', 'electron');

const shared: InlineConfig = {
  configFile: false,
  logLevel: 'warn',
  root: rootFolder,
  // Nothing of the browser's resolution: these run in Node.
  ssr: { target: 'node' },
};

await build({
  ...shared,
  build: {
    ssr: true,
    outDir: outputFolder,
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: {
        console: join(rootFolder, 'console/main/electron-entry.ts'),
        applet: join(rootFolder, 'applet/main/electron-entry.ts'),
        'screen-worker': join(rootFolder, 'applet/main/screen/screen-worker.ts'),
        relay: join(rootFolder, 'relay/main.ts'),
      },
      external: isOutside,
      output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'shared-[hash].mjs' },
    },
  },
});

await build({
  ...shared,
  build: {
    ssr: true,
    outDir: outputFolder,
    emptyOutDir: false,
    target: 'chrome130',
    minify: false,
    rolldownOptions: {
      input: { preload: join(rootFolder, 'shared/shell/electron/preload.ts') },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
});

/** Packages and Node's own modules; ours begin with `#`, a dot or a path. */
function isOutside(id: string): boolean {
  return id.startsWith('node:') || builtinModules.includes(id) || (/^[a-z@]/i.test(id) && !/^[a-z]:[\\/]/i.test(id));
}
