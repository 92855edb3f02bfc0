import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram, type Program, type ProgramOptions } from '#tests/support/program.ts';
import { capture, startDisplay, startXterm, until, type XDisplay, type Xterm } from '#tests/support/x-display.ts';
import { CustomerHands } from './customer-hands.ts';
import { TechnicianHands } from './technician-hands.ts';

export type ConsoleScene = {
  readonly program: Program;
  readonly relayUrl: string;
  readonly technician: TechnicianHands;
};
export type AppletScene = { readonly program: Program; readonly customer: CustomerHands };

type Given = Partial<Pick<ProgramOptions, 'arguments' | 'browserArguments' | 'environment'>>;

/** Large enough for the console's window, and for the applet's beside an xterm. */
const screen = { width: 1400, height: 900, windowManager: true } as const;
/** Where the applet's window goes: to the right of the xterm. */
const appletLeftPixels = 800;
/** What was asked to end may still be on its way out. */
const leaveTimeoutMs = 5_000;

/**
 * Two people's computers, each with a screen of its own. Programs start on them as people start them; `close` ends
 * everything, and fails if something is left running.
 */
export class Scene {
  readonly folder: string;
  readonly technicianFolder: string;
  readonly customerFolder: string;
  readonly technicianScreen: XDisplay;
  readonly customerScreen: XDisplay;
  readonly #programs: Program[] = [];
  readonly #xterms: Xterm[] = [];
  readonly #closers: (() => Promise<unknown>)[] = [];
  #started = 0;

  private constructor(folder: string, technicianScreen: XDisplay, customerScreen: XDisplay) {
    this.folder = folder;
    this.technicianScreen = technicianScreen;
    this.customerScreen = customerScreen;
    this.technicianFolder = join(folder, 'technician');
    this.customerFolder = join(folder, 'customer');
    for (const each of [this.technicianFolder, this.customerFolder]) mkdirSync(each);
  }

  static async open(): Promise<Scene> {
    const technicianScreen = await startDisplay(screen);
    try {
      const customerScreen = await startDisplay(screen);
      return new Scene(mkdtempSync(join(tmpdir(), 'handrail-e2e-')), technicianScreen, customerScreen);
    } catch (error) {
      await technicianScreen.close();
      throw error;
    }
  }

  /** Of either screen, in pixels. */
  get screenWidth(): number {
    return screen.width;
  }

  /** A console with a relay of its own, unless the arguments name another. */
  async openConsole(given: Given & { readonly dataFolder?: string } = {}): Promise<ConsoleScene> {
    const program = await this.#start({
      program: 'console',
      display: this.technicianScreen.display,
      dataFolder: given.dataFolder ?? this.newFolder('console-data'),
      ...given,
      arguments: [
        ['--technician', 'Anna Weber', '--organisation', 'Acme IT', '--downloads', this.technicianFolder],
        given.arguments ?? ['--listen', '127.0.0.1:0'],
      ].flat(),
    });
    const page = await program.page();
    return {
      program,
      relayUrl: /--relay (\S+)/.exec(program.output())?.[1] ?? '',
      technician: new TechnicianHands(page),
    };
  }

  async openApplet(relayUrl: string, given: Given = {}): Promise<AppletScene> {
    const program = await this.#start({
      program: 'applet',
      display: this.customerScreen.display,
      dataFolder: this.newFolder('applet-data'),
      ...given,
      arguments: ['--relay', relayUrl, ...(given.arguments ?? ['--downloads', this.customerFolder])],
      browserArguments: ['--auto-select-desktop-capture-source=Entire screen', ...(given.browserArguments ?? [])],
    });
    return { program, customer: new CustomerHands(await program.page()) };
  }

  async openXterm(command = 'exec sh'): Promise<Xterm> {
    const xterm = await startXterm(this.customerScreen, { command, geometry: '55x20+5+30' });
    this.#xterms.push(xterm);
    return xterm;
  }

  /** Moves the applet's window off the xterm, as a person would. */
  async moveAppletAside(): Promise<void> {
    const { display } = this.customerScreen;
    const find = ['search', '--onlyvisible', '--name', 'Handrail'];
    await until(async () => (await capture(display, 'xdotool', ...find)).trim() !== '');
    await capture(display, 'xdotool', ...find, 'windowmove', '--sync', String(appletLeftPixels), '60');
  }

  /** The customer's own hand: a press of the mouse at a place of the customer's screen. */
  async pressOnCustomerScreen(at: { readonly x: number; readonly y: number }): Promise<void> {
    const place = [String(Math.round(at.x)), String(Math.round(at.y))];
    await capture(this.customerScreen.display, 'xdotool', 'mousemove', '--sync', ...place, 'click', '1');
  }

  /** What both screens show, for whoever wants to know why a test failed: into the folder of HANDRAIL_PICTURES. */
  async picture(name: string): Promise<void> {
    const folder = process.env['HANDRAIL_PICTURES'];
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true });
    const words = name.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 60);
    for (const [who, { display }] of Object.entries({
      customer: this.customerScreen,
      technician: this.technicianScreen,
    })) {
      await capture(display, 'import', '-silent', '-window', 'root', join(folder, `${words}-${who}.png`));
    }
  }

  newFolder(name: string): string {
    this.#started += 1;
    const folder = join(this.folder, `${this.#started}-${name}`);
    mkdirSync(folder);
    return folder;
  }

  /** Something else that belongs to the scene; closed after the programs, the newest first. */
  alsoCloses(close: () => Promise<unknown>): void {
    this.#closers.push(close);
  }

  async close(): Promise<void> {
    const undo: (() => Promise<unknown>)[] = [
      () => Promise.all(this.#programs.map((program) => program.close())),
      ...this.#closers.toReversed(),
      () => Promise.all(this.#xterms.map((xterm) => xterm.close())),
      () => this.#endLeftovers(),
      () => Promise.all([this.technicianScreen.close(), this.customerScreen.close()]),
      async () => rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }),
    ];
    const errors: unknown[] = [];
    for (const each of undo) await each().catch((error: unknown) => errors.push(error));
    if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join('\n'));
  }

  async #start(options: ProgramOptions): Promise<Program> {
    const program = await startProgram(options);
    this.#programs.push(program);
    return program;
  }

  /** A program that was killed leaves its browser to its person, who closes the window; of any other nothing may be left. */
  async #endLeftovers(): Promise<void> {
    const wasKilled = this.#programs.some(({ process: { signalCode } }) => signalCode === 'SIGKILL');
    const left = wasKilled ? endProcessesOf(this.folder) : [];
    const untilMs = performance.now() + leaveTimeoutMs;
    await until(async () => processesOf(this.folder).length === 0 || performance.now() > untilMs);
    const still = processesOf(this.folder).filter((pid) => !left.includes(pid));
    endProcessesOf(this.folder);
    if (still.length > 0) throw new Error(`left running: ${still.map(commandOf).join('; ')}`);
  }
}

/** Opens a scene, and closes it when the returned function is called, also after a failed start. */
export async function withScene<Parts>(
  build: (scene: Scene) => Promise<Parts>,
): Promise<{ readonly scene: Scene; readonly parts: Parts }> {
  const scene = await Scene.open();
  try {
    return { scene, parts: await build(scene) };
  } catch (error) {
    await scene.close();
    throw error;
  }
}

/** Processes whose command line or data folder lies in `folder`: our programs, and the browsers that they started. */
function processesOf(folder: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(Number)
    .filter((pid) => {
      const command = commandOf(pid);
      // One that has ended and that nobody has looked at yet shows no command.
      return command !== '' && (command.includes(folder) || readProcess(pid, 'environ').includes(folder));
    });
}

function endProcessesOf(folder: string): readonly number[] {
  const pids = processesOf(folder);
  for (const pid of pids) spawnSync('kill', ['-KILL', String(pid)]);
  return pids;
}

function commandOf(pid: number): string {
  return readProcess(pid, 'cmdline').replaceAll('\0', ' ').trim();
}

function readProcess(pid: number, file: 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // It ended while we looked.
  }
}
