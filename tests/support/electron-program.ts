import { once } from 'node:events';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { electronPath } from '#build/set-up/electron-binary.mjs';
import { rootFolder } from '#build/set-up/root-folder.mjs';
import type { Program, ProgramOptions } from './program.ts';

/** Why nothing can be shown under Electron here; null: it can. Ends up in the name of what is skipped. */
export function electronObstacle(): string | null {
  if (electronPath() === null) return 'skipped: no Electron binary';
  // It will not start its sandbox as root, and without it we will not start Electron.
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return isRoot ? 'skipped: no sandbox as root' : null;
}

/** What `startProgram` does, under Electron: `dist/electron` has to be built. */
export async function startElectronProgram(options: ProgramOptions): Promise<Program> {
  const executablePath = electronPath();
  if (executablePath === null) throw new Error('no Electron binary');
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const application = await _electron.launch({
    executablePath,
    cwd: rootFolder,
    args: [join(rootFolder, 'dist/electron', `${options.program}.mjs`), ...options.arguments],
    env: {
      ...(Object.fromEntries(inherited) as Record<string, string>),
      ...(options.display === null ? {} : { DISPLAY: options.display }),
      HANDRAIL_DATA: options.dataFolder,
      ...options.environment,
    },
  });
  const child = application.process();
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  // The person's answer to main's own question which screen may be seen: the first.
  await application.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
  });
  const address = `app://${options.program}/`;
  return {
    process: child,
    output: () => output,
    page: async () => {
      const open = application.windows().find((each) => each.url().startsWith(address));
      const page = open ?? (await application.waitForEvent('window', (each) => each.url().startsWith(address)));
      await page.waitForSelector('#root *', { state: 'attached' });
      return page;
    },
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      await application.close();
      await ended;
    },
  };
}
