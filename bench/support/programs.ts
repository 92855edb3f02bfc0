import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startProgram, type Program } from '#tests/support/program.ts';
import { capture, type XDisplay } from '#tests/support/x-display.ts';

/** The console with a relay of its own. What it keeps is in `folder`. */
export function startConsole(display: XDisplay, folder: string): Promise<Program> {
  const downloads = downloadsIn(folder, 'technician');
  return startProgram({
    program: 'console',
    dataFolder: join(folder, 'console-data'),
    display: display.display,
    arguments: ['--listen', '127.0.0.1:0', '--technician', 'Anna Weber', '--downloads', downloads],
  });
}

/** The applet, with its window moved away from the display's left. */
export async function startApplet(display: XDisplay, folder: string, relayUrl: string): Promise<Program> {
  const program = await startProgram({
    program: 'applet',
    dataFolder: join(folder, 'applet-data'),
    display: display.display,
    arguments: ['--relay', relayUrl, '--downloads', downloadsIn(folder, 'customer')],
    browserArguments: ['--auto-select-desktop-capture-source=Entire screen'],
  });
  const windows = ['search', '--onlyvisible', '--name', 'Handrail'];
  await capture(display.display, 'xdotool', ...windows, 'windowmove', '700', '30');
  return program;
}

function downloadsIn(folder: string, whose: string): string {
  const path = join(folder, whose);
  mkdirSync(path, { recursive: true });
  return path;
}
