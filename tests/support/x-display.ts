import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** A virtual X display of its own, gone with `close`. */
export type XDisplay = {
  /** As the DISPLAY variable wants it. */
  readonly display: string;
  /** Runs a program on this display; it is ended with the display. */
  readonly run: (command: string, ...commandArguments: readonly string[]) => ChildProcess;
  readonly close: () => Promise<void>;
};

export type XDisplayOptions = {
  readonly width: number;
  readonly height: number;
  /** Runs openbox, so that windows have frames and clicks give the keyboard. Default false. */
  readonly windowManager?: boolean;
  /** Lets only those in who know a cookie of this Xauthority file. Default: everybody on this computer. */
  readonly authorityFile?: string;
};

const startTimeoutMs = 30_000;
const stopTimeoutMs = 3_000;

/** Starts Xvfb on a number that the server itself finds free, and waits until it takes connections. */
export async function startDisplay(options: XDisplayOptions): Promise<XDisplay> {
  const server = spawn(
    'Xvfb',
    // -noreset: with the last client gone the server would otherwise start over in the middle of a test.
    ['-displayfd', '3', '-screen', '0', `${options.width}x${options.height}x24`, '-nolisten', 'tcp', '-noreset'].concat(
      options.authorityFile === undefined ? [] : ['-auth', options.authorityFile],
    ),
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const children: ChildProcess[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(children.map(stop));
    await stop(server);
  };
  try {
    const display = `:${(await firstLine(server, server.stdio[3] as Readable)).trim()}`;
    const run: XDisplay['run'] = (command, ...commandArguments) => {
      const child = spawn(command, commandArguments, {
        stdio: 'ignore',
        env: { ...process.env, DISPLAY: display },
      });
      child.on('error', () => {}); // A missing program shows as one that ended, which its user waits for.
      children.push(child);
      return child;
    };
    if (options.windowManager === true) {
      run('openbox');
      await until(async () => (await capture(display, 'xprop', '-root', '_NET_SUPPORTING_WM_CHECK')).includes('0x'));
    }
    return { display, run, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** An xterm with the keyboard, at a place that is known, running one shell command. */
export type Xterm = {
  readonly window: string;
  /** The folder that its command runs in; removed with `close`. */
  readonly folder: string;
  readonly close: () => Promise<void>;
};

/** Opens an xterm with a UTF-8 locale in a fresh folder and waits until it has the keyboard. Needs a window manager. */
export async function startXterm(
  display: XDisplay,
  options: { readonly command: string; readonly geometry?: string },
): Promise<Xterm> {
  const folder = await mkdtemp(join(tmpdir(), 'handrail-xterm-'));
  const title = `xterm-${folder.slice(-6)}`;
  const child = display.run(
    'env',
    'LC_ALL=C.UTF-8',
    'xterm',
    '-u8',
    '-title',
    title,
    '-geometry',
    options.geometry ?? '80x24+50+50',
    '-xrm',
    'XTerm*allowTitleOps: false',
    '-e',
    'sh',
    '-c',
    `cd '${folder}' && ${options.command}`,
  );
  let window = '';
  await until(async () => {
    window = (await capture(display.display, 'xdotool', 'search', '--onlyvisible', '--name', title)).trim();
    return window !== '';
  });
  await capture(display.display, 'xdotool', 'windowactivate', '--sync', window);
  await until(async () => (await capture(display.display, 'xdotool', 'getwindowfocus')).trim() === window);
  return {
    window,
    folder,
    async close() {
      await stop(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What a program printed; `''` if it failed. */
export async function capture(
  display: string,
  command: string,
  ...commandArguments: readonly string[]
): Promise<string> {
  const child = spawn(command, commandArguments, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, DISPLAY: display },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0 ? output : '';
}

/** Waits until something outside this process is so; looks every 20 ms, because X programs announce nothing to us. */
export async function until(condition: () => Promise<boolean>, timeoutMs = startTimeoutMs): Promise<void> {
  const endMs = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > endMs) throw new Error(`waited in vain for ${timeoutMs} ms`);
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

async function firstLine(child: ChildProcess, stream: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error('Xvfb did not start in time')), startTimeoutMs);
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      settle();
    };
    child.once('error', (error) => finish(() => reject(error)));
    child.once('exit', (code) => finish(() => reject(new Error(`Xvfb ended with code ${code}`))));
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) finish(() => resolve(text));
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
  await ended;
  clearTimeout(timer);
}
