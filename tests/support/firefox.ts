import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { until } from './x-display.ts';

// Firefox as a test drives it: the installed one, by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), which it speaks itself.

const names = ['firefox-esr', 'firefox'];
const startTimeoutMs = 60_000;
const stopTimeoutMs = 8_000;
const patienceMs = 30_000;

/** Made-up devices, allowed without a question; addresses of this computer are candidates. */
const preferences: Readonly<Record<string, boolean | number | string>> = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.autoplay.default': 0,
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

type Answer = { readonly id?: number; readonly result?: unknown; readonly message?: string };
type Evaluated = {
  readonly type: 'success' | 'exception';
  readonly result?: { readonly type: string; readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string };
};
type Located = { readonly nodes: readonly { readonly sharedId: string }[] };

/** One Firefox with one page, without a screen. */
export class Firefox {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #context: string;
  readonly #answers: Answers;

  private constructor(process: ChildProcess, profile: string, socket: WebSocket, answers: Answers, context: string) {
    this.#process = process;
    this.#profile = profile;
    this.#socket = socket;
    this.#answers = answers;
    this.#context = context;
  }

  static async start(): Promise<Firefox> {
    const profile = await mkdtemp(join(tmpdir(), 'handrail-firefox-'));
    const lines = Object.entries(preferences).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    await writeFile(join(profile, 'user.js'), lines.join('\n'));
    const { process, address } = await startFirefox(profile);
    try {
      const socket = new WebSocket(`${address}/session`);
      await once(socket, 'open');
      const answers = new Answers(socket);
      await answers.ask('session.new', { capabilities: {} });
      const tree = (await answers.ask('browsingContext.getTree', {})) as { contexts: { context: string }[] };
      const context = tree.contexts[0]?.context;
      if (context === undefined) throw new Error('Firefox has no page');
      return new Firefox(process, profile, socket, answers, context);
    } catch (error) {
      await stop(process);
      await rm(profile, { recursive: true, force: true });
      throw error;
    }
  }

  async goto(url: string): Promise<void> {
    await this.#answers.ask('browsingContext.navigate', { context: this.#context, url, wait: 'complete' });
  }

  /** What an expression comes to in the page; a promise is awaited. Only plain values come back. */
  async evaluate(expression: string): Promise<unknown> {
    const answer = (await this.#answers.ask('script.evaluate', {
      expression,
      target: { context: this.#context },
      awaitPromise: true,
    })) as Evaluated;
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails?.text ?? 'the page threw');
    return answer.result?.value;
  }

  /** Presses something with the mouse, as a person does: the page takes it for a real press. */
  async press(role: string, name: string): Promise<void> {
    const origin = { type: 'element', element: { sharedId: await this.#find(role, name) } };
    await this.#answers.ask('input.performActions', {
      context: this.#context,
      actions: [
        {
          type: 'pointer',
          id: 'mouse',
          actions: [
            { type: 'pointerMove', x: 0, y: 0, origin },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ],
        },
      ],
    });
  }

  /** Puts the cursor into a field by pressing it, and types. */
  async type(role: string, name: string, text: string): Promise<void> {
    await this.press(role, name);
    const keys = Array.from(text, (value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]).flat();
    await this.#answers.ask('input.performActions', {
      context: this.#context,
      actions: [{ type: 'key', id: 'keyboard', actions: keys }],
    });
  }

  async isThere(role: string, name: string): Promise<boolean> {
    return (await this.#locate(role, name)).length > 0;
  }

  /** Waits until the page shows the words. */
  async sees(words: string): Promise<void> {
    await this.waitFor(`document.body.innerText.includes(${JSON.stringify(words)})`);
  }

  async waitFor(expression: string): Promise<void> {
    await this.#patiently(async () => (await this.evaluate(`Boolean(${expression})`)) === true, expression);
  }

  /** Puts another page in front of this one, as a person does who answers a message; the returned function comes back. */
  async leave(): Promise<() => Promise<void>> {
    const { context } = (await this.#answers.ask('browsingContext.create', { type: 'tab' })) as { context: string };
    await this.#answers.ask('browsingContext.activate', { context });
    return async () => {
      await this.#answers.ask('browsingContext.activate', { context: this.#context });
      await this.#answers.ask('browsingContext.close', { context });
    };
  }

  async close(): Promise<void> {
    this.#socket.close();
    await stop(this.#process);
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 10 });
  }

  async #find(role: string, name: string): Promise<string> {
    let found: string | undefined;
    await this.#patiently(async () => {
      found = (await this.#locate(role, name))[0]?.sharedId;
      return found !== undefined;
    }, `${role} "${name}"`);
    return found ?? '';
  }

  async #locate(role: string, name: string): Promise<Located['nodes']> {
    const { nodes } = (await this.#answers.ask('browsingContext.locateNodes', {
      context: this.#context,
      locator: { type: 'accessibility', value: { role, name } },
    })) as Located;
    return nodes;
  }

  async #patiently(isSo: () => Promise<boolean>, what: string): Promise<void> {
    const untilMs = performance.now() + patienceMs;
    await until(async () => {
      if (await isSo()) return true;
      if (performance.now() > untilMs) {
        throw new Error(`not there: ${what}; the page: ${String(await this.evaluate('document.body.innerText'))}`);
      }
      return false;
    }, patienceMs * 2);
  }
}

/** Questions and answers over one socket. */
class Answers {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  #count = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const answer = JSON.parse(data.toString()) as Answer;
      const waiting = this.#waiting.get(answer.id ?? -1);
      if (answer.id === undefined || waiting === undefined) return;
      this.#waiting.delete(answer.id);
      if (answer.result === undefined) waiting.reject(new Error(`Firefox: ${answer.message ?? 'refused'}`));
      else waiting.resolve(answer.result);
    });
    socket.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Firefox is gone'));
    });
  }

  ask(method: string, parameters: object): Promise<unknown> {
    this.#count += 1;
    const id = this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params: parameters }));
    });
  }
}

async function startFirefox(profile: string): Promise<{ readonly process: ChildProcess; readonly address: string }> {
  for (const name of names) {
    const child = spawn(
      name,
      ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const address = await listening(child);
    if (address !== null) return { process: child, address };
  }
  throw new Error('Firefox is not installed');
}

/** Where it listens, by what it prints; null if there is no such program. */
function listening(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`Firefox did not start: ${printed}`));
    }, startTimeoutMs);
    const settle = (address: string | null): void => {
      clearTimeout(timer);
      resolve(address);
    };
    child.once('error', () => settle(null));
    child.stderr?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(printed)?.[1];
      if (found !== undefined) settle(found);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`Firefox ended with ${String(code)}: ${printed}`));
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
  await ended;
  clearTimeout(timer);
}
