import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture } from '#tests/support/x-display.ts';
import { startApplet, startConsole } from '../../support/programs.ts';
import { beginSession, giveControl, shareScreen } from '../../support/session-steps.ts';
import { closeAll, type Ends, type RunningSystem, type System } from './system.ts';

/** Both programs as people start them, in their windows, with the screen shared and control given: as VNC's viewers have it. */
export const handrail: System = { name: 'Handrail', obstacle: () => null, start };

async function start({ source, viewer }: Ends): Promise<RunningSystem> {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-bench-'));
  const opened: { readonly close: () => Promise<void> }[] = [
    { close: async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) },
  ];
  try {
    const session = await beginSession({
      startConsole: async () => {
        const program = await startConsole(viewer, folder);
        opened.push(program);
        await fillDisplay(viewer.display);
        return program;
      },
      startApplet: async (relayUrl) => {
        const program = await startApplet(source, folder, relayUrl);
        opened.push(program);
        return program;
      },
    });
    await shareScreen(session);
    await giveControl(session);
    await session.desk.getByRole('radio', { name: '1:1' }).click();
    const [sender = 0, technician = 0] = [session.applet, session.console].map((program) => program.process.pid);
    return {
      sender: [sender],
      viewer: [technician],
      wire: { protocol: 'udp', processes: [sender] },
      seenOn: 'viewer',
      takesInput: true,
      close: () => closeAll(opened),
    };
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

/** As large as it gets: the whole picture must be in view beside the console's own lists. */
async function fillDisplay(display: string): Promise<void> {
  const windows = ['search', '--onlyvisible', '--name', 'Handrail'];
  await capture(display, 'xdotool', ...windows, 'windowmove', '0', '0', 'windowsize', '100%', '100%');
}
