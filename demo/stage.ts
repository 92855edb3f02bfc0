import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram, type Program } from '#tests/support/program.ts';
import { capture, startDisplay, startXterm, type XDisplay, type Xterm } from '#tests/support/x-display.ts';

/** Where the demo plays: the technician's screen and the customer's, with an xterm on the latter. */
export type Stage = {
  readonly customerDisplay: string;
  readonly technicianFolder: string;
  readonly customerFolder: string;
  readonly xterm: Xterm;
  readonly startConsole: () => Promise<Program>;
  readonly startApplet: (relayUrl: string) => Promise<Program>;
  /** A picture of the customer's whole screen. */
  readonly pictureCustomer: (path: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

const screen = { width: 1440, height: 900, windowManager: true } as const;
/** Small and in the corner, so that no window that comes later covers it. */
const xtermGeometry = '55x20+5+30';
const appletLeftPixels = 700;

/** Uses the screen that is there, else makes two virtual ones. `startWith` is how programs are started: in which host. */
export async function openStage(startWith: typeof startProgram = startProgram): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-demo-'));
  const made: XDisplay[] = [];
  const programs: Program[] = [];
  const present = process.env['DISPLAY'];
  const makeDisplay = async (): Promise<XDisplay> => {
    const display = await startDisplay(screen);
    made.push(display);
    return display;
  };
  const close = async (): Promise<void> => {
    await Promise.all(programs.map((program) => program.close()));
    await Promise.all(made.map((display) => display.close()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const customer = present === undefined ? await makeDisplay() : presentDisplay(present);
    const technician = present === undefined ? await makeDisplay() : customer;
    const technicianFolder = join(folder, 'technician');
    const customerFolder = join(folder, 'customer');
    for (const each of [technicianFolder, customerFolder]) mkdirSync(each);
    const start = async (options: Parameters<typeof startProgram>[0]): Promise<Program> => {
      const program = await startWith(options);
      programs.push(program);
      return program;
    };
    return {
      customerDisplay: customer.display,
      technicianFolder,
      customerFolder,
      xterm: await startXterm(customer, { command: 'exec sh', geometry: xtermGeometry }),
      startConsole: () =>
        start({
          program: 'console',
          dataFolder: join(folder, 'console-data'),
          display: technician.display,
          arguments: [
            ['--listen', '127.0.0.1:0'],
            ['--technician', 'Anna Weber'],
            ['--organisation', 'Acme IT'],
            ['--downloads', technicianFolder],
          ].flat(),
        }),
      startApplet: async (relayUrl) => {
        const program = await start({
          program: 'applet',
          dataFolder: join(folder, 'applet-data'),
          display: customer.display,
          arguments: ['--relay', relayUrl, '--downloads', customerFolder],
          browserArguments: ['--auto-select-desktop-capture-source=Entire screen'],
        });
        // To the right, as a person would put it, so that it does not cover the xterm.
        const windows = ['search', '--onlyvisible', '--name', 'Handrail'];
        await capture(customer.display, 'xdotool', ...windows, 'windowmove', String(appletLeftPixels), '30');
        return program;
      },
      pictureCustomer: (path) => capture(customer.display, 'import', '-silent', '-window', 'root', path),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The person's own screen: nothing is started for it, and nothing of it is ended. */
function presentDisplay(display: string): XDisplay {
  return {
    display,
    run: () => {
      throw new Error('not on the screen of a person');
    },
    close: () => Promise.resolve(),
  };
}
