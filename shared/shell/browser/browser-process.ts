import { spawn, type ChildProcess } from 'node:child_process';
import type { Clock } from '#shared/std/core/clock.ts';
import { browserExitTimeoutMs } from '../shell-limits.ts';

/** One browser that we started, with everything it started itself. */
export class BrowserProcess {
  readonly exited: Promise<void>;
  readonly #child: ChildProcess;
  readonly #clock: Clock;
  #running = true;

  private constructor(child: ChildProcess, clock: Clock) {
    this.#child = child;
    this.#clock = clock;
    this.exited = new Promise((resolve) => {
      child.once('exit', () => {
        this.#running = false;
        resolve();
      });
    });
  }

  /** Rejects if the program cannot be started at all. */
  static async start(path: string, line: readonly string[], clock: Clock): Promise<BrowserProcess> {
    const child = spawn(path, line, {
      stdio: 'ignore',
      // A process group of its own: the only way to end, by number, also what it started.
      detached: process.platform !== 'win32',
      windowsHide: false,
    });
    const started = new BrowserProcess(child, clock);
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    // After the start, `error` only tells that a signal could not be sent: `exited` is what counts.
    child.on('error', () => {});
    return started;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get running(): boolean {
    return this.#running;
  }

  /** Asks the browser to end; by force if it takes too long. */
  async end(): Promise<void> {
    if (!this.#running) return;
    this.#signal('SIGTERM');
    const stopWaiting = this.#clock.after(browserExitTimeoutMs, () => this.#signal('SIGKILL'));
    await this.exited;
    stopWaiting();
    this.#sweep();
  }

  /** Ends the browser at once. */
  async kill(): Promise<void> {
    if (this.#running) this.#signal('SIGKILL');
    await this.exited;
    this.#sweep();
  }

  /** What is left of the group goes down with its leader. */
  #sweep(): void {
    if (process.platform !== 'win32') this.#signalGroup('SIGKILL');
  }

  #signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    if (process.platform === 'win32') {
      const force = signal === 'SIGKILL' ? ['/F'] : [];
      spawn('taskkill', ['/PID', String(pid), '/T', ...force], { stdio: 'ignore', windowsHide: true }).on('error', () =>
        this.#child.kill(),
      );
    } else {
      this.#signalGroup(signal);
    }
  }

  #signalGroup(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch (error) {
      // The group is gone already: that is what was wanted.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
