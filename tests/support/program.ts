import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { until } from './x-display.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const stopTimeoutMs = 8_000;
/** A cold browser on a busy computer. */
const startTimeoutMs = 30_000;

export type ProgramOptions = {
  readonly program: 'console' | 'applet';
  readonly arguments: readonly string[];
  /** Keys, logs and settings of this run. */
  readonly dataFolder: string;
  /** Null: the screen that is there. */
  readonly display: string | null;
  readonly browserArguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
};

/** A program of ours as people start it, with its window in reach of a test. */
export type Program = {
  readonly process: ChildProcess;
  /** What it printed so far. */
  readonly output: () => string;
  /** Its window; the same after a reload, another after the window was opened again. */
  readonly page: () => Promise<Page>;
  /** Ends it as the system would, and waits. */
  readonly close: () => Promise<void>;
};

/** Starts the console or the applet in the installed browser and waits until its window is there. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const windows = join(options.dataFolder, options.program, 'windows');
  const child = spawn(process.execPath, [join(root, options.program, 'main', 'main.ts'), ...options.arguments], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...(options.display === null ? {} : { DISPLAY: options.display }),
      HANDRAIL_DATA: options.dataFolder,
      HANDRAIL_BROWSER_ARGUMENTS: JSON.stringify(['--remote-debugging-port=0', ...(options.browserArguments ?? [])]),
      ...options.environment,
    },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const browsers = new Map<string, Browser>();

  const connect = async (port: string): Promise<Browser> => {
    const known = browsers.get(port);
    if (known?.isConnected() === true) return known;
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    browsers.set(port, browser);
    // Also the bar, which is a page of its own.
    for (const context of browser.contexts()) context.on('page', (opened) => void showRealFocus(opened));
    return browser;
  };

  const page = async (): Promise<Page> => {
    let found: Page | undefined;
    await until(async () => {
      const port = debuggingPort(windows);
      if (port === null) {
        if (child.exitCode !== null) throw new Error(`the program ended with code ${child.exitCode}: ${output}`);
        return false;
      }
      // A window that is on its way out still has its file: whoever does not answer is asked again, or another is.
      const browser = await connect(port).catch(() => null);
      found = browser
        ?.contexts()
        .flatMap((context) => context.pages())
        .find((each) => each.url().startsWith('http://127.0.0.1:'));
      return found !== undefined && (await isFurnished(found));
    }, startTimeoutMs);
    if (found === undefined) throw new Error('no window');
    await keepRealFocus(found);
    return found;
  };

  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
      await ended;
      clearTimeout(timer);
    }
    for (const browser of browsers.values()) await browser.close();
  };
  try {
    await page();
  } catch (error) {
    await close();
    throw error;
  }
  return { process: child, output: () => output, page, close };
}

/** False for a page that went away meanwhile, as that of a window does that is being closed. */
async function isFurnished(page: Page): Promise<boolean> {
  try {
    await page.waitForSelector('#root *', { state: 'attached' });
    return true;
  } catch (error) {
    if (page.isClosed()) return false;
    throw error;
  }
}

const keptPages = new WeakSet<Page>();

/** Playwright makes every page believe that it has the keyboard, anew after each reload; ours decide by whether they really have. */
async function keepRealFocus(page: Page): Promise<void> {
  if (!keptPages.has(page)) page.on('domcontentloaded', () => void showRealFocus(page));
  keptPages.add(page);
  await showRealFocus(page);
}

async function showRealFocus(page: Page): Promise<void> {
  try {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
    await session.detach();
  } catch (error) {
    // A page that is gone believes nothing any more.
    if (!page.isClosed()) throw error;
  }
}

/** Where the browser of the newest window listens, from the file that it writes into its profile. */
function debuggingPort(windows: string): string | null {
  const files = existsSync(windows)
    ? readdirSync(windows).map((name) => join(windows, name, 'profile', 'DevToolsActivePort'))
    : [];
  let newest: { readonly writtenMs: number; readonly port: string } | null = null;
  for (const file of files) {
    const port = readIfThere(file)?.split('\n')[0] ?? '';
    const writtenMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (port !== '' && writtenMs > (newest?.writtenMs ?? 0)) newest = { writtenMs, port };
  }
  return newest?.port ?? null;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // Not written yet, or its window is gone.
  }
}
