import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findBrowser } from '#shared/shell/browser/find-browser.ts';
import { startProgram, type Program } from '#tests/support/program.ts';
import { capture, startDisplay, startXterm, type XDisplay, type Xterm } from '#tests/support/x-display.ts';
import { writePhoneFilm } from './phone-film.ts';

/** Where the demo plays: the technician's screen and the customer's, with an xterm on the latter. */
export type Stage = {
  readonly customerDisplay: string;
  readonly technicianFolder: string;
  readonly customerFolder: string;
  readonly xterm: Xterm;
  readonly startConsole: () => Promise<Program>;
  readonly startApplet: (relayUrl: string) => Promise<Program>;
  /** A phone-sized page with a made-up camera and microphone. */
  readonly openPhone: () => Promise<Page>;
  /** A picture of the customer's whole screen. */
  readonly pictureCustomer: (path: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

const screen = { width: 1440, height: 900, windowManager: true } as const;
/** Small and in the corner, so that no window that comes later covers it. */
const xtermGeometry = '55x20+5+30';
const appletLeftPixels = 700;
const phoneScreen = { width: 360, height: 640 } as const;

/** Uses the screen that is there, else makes two virtual ones. `startWith` is how programs are started: in which host. */
export async function openStage(startWith: typeof startProgram = startProgram): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-demo-'));
  const made: XDisplay[] = [];
  const programs: Program[] = [];
  const phones: Browser[] = [];
  const present = process.env['DISPLAY'];
  const makeDisplay = async (): Promise<XDisplay> => {
    const display = await startDisplay(screen);
    made.push(display);
    return display;
  };
  const close = async (): Promise<void> => {
    await Promise.all(phones.map((phone) => phone.close()));
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
      openPhone: async () => {
        const phone = await startPhone(customer.display, join(folder, 'phone.y4m'));
        phones.push(phone);
        const context = await phone.newContext({
          viewport: phoneScreen,
          screen: phoneScreen,
          deviceScaleFactor: 2,
          isMobile: true,
          hasTouch: true,
          locale: 'en-GB',
          userAgent:
            'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile Safari/537.36',
        });
        return context.newPage();
      },
      pictureCustomer: (path) => capture(customer.display, 'import', '-silent', '-window', 'root', path),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A browser whose camera plays a film, written to this path, and whose microphone beeps; both are allowed when they are asked for. */
async function startPhone(display: string, filmPath: string): Promise<Browser> {
  const executablePath = findBrowser({ platform: process.platform, environment: process.env, exists: existsSync });
  if (executablePath === null) throw new Error('no browser');
  writePhoneFilm(filmPath);
  return chromium.launch({
    executablePath,
    headless: false,
    args: [
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${filmPath}`,
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    env: { ...process.env, DISPLAY: display },
  });
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
