// What `node build/run.mjs <command>` knows. Plain JavaScript: it runs before anything is installed.

/**
 * @typedef {object} Command
 * @property {string} entry - the program, run by Node 24
 * @property {string[]} [arguments] - put before those of the person
 * @property {('console' | 'applet' | 'web')[]} pages - what must be built before it starts
 * @property {import('./set-up/system-packages.mjs').Need[]} needs - what the computer must have
 * @property {'console' | 'applet'} [electron] - runs under Electron instead where that is to be had
 */

const everyPage = /** @type {const} */ (['console', 'applet', 'web']);
const everyNeed = /** @type {const} */ (['browser', 'input', 'display', 'desktop']);

/** @type {Readonly<Record<string, Command>>} */
export const commands = {
  console: { entry: 'console/main/main.ts', pages: ['console', 'web'], needs: ['browser'], electron: 'console' },
  applet: { entry: 'applet/main/main.ts', pages: ['applet'], needs: ['browser', 'input'], electron: 'applet' },
  relay: { entry: 'relay/main.ts', pages: ['web'], needs: [] },
  log: { entry: 'console/main/log-command.ts', pages: [], needs: [] },
  demo: { entry: 'demo/main.ts', pages: [...everyPage], needs: [...everyNeed] },
  bench: { entry: 'bench/main.ts', pages: [...everyPage], needs: [...everyNeed] },
  'bench:lens': { entry: 'bench/lens.ts', pages: [], needs: [] },
  test: { entry: 'build/test.ts', pages: [...everyPage], needs: [...everyNeed, 'firefox'] },
  check: { entry: 'build/test.ts', arguments: ['--check'], pages: [], needs: [] },
  pages: { entry: 'build/build-pages.ts', pages: [], needs: [] },
  electron: { entry: 'build/build-electron.ts', pages: [...everyPage], needs: [] },
};
