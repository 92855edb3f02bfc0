import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import * as v from 'valibot';
import type { Logger } from '#shared/std/core/logger.ts';

/** A started relay process, by whichever means the host has of starting one. */
export interface RelayProcess {
  /** Its log: JSON lines. */
  readonly log: Readable;
  /** Closing it stops the relay; null where the host stops it by `kill` alone. */
  readonly lifeline: Writable | null;
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

export type StartRelayProcess = (flags: readonly string[]) => RelayProcess;

const startedSchema = v.object({ event: v.literal('relay/started'), url: v.string(), port: v.number() });
const startTimeoutMs = 10_000;
/** A relay stops within 5 s; one that does not is stuck. */
const stopTimeoutMs = 7_000;

/**
 * The relay that a console brings along when it has no other: a process of its own, so that what strangers send is parsed
 * away from the device key and the log. Resolves with its address; rejects if it does not start.
 */
export class EmbeddedRelay {
  readonly url: string;
  readonly #process: RelayProcess;
  readonly #exited: Promise<void>;

  private constructor(url: string, relay: RelayProcess, exited: Promise<void>) {
    this.url = url;
    this.#process = relay;
    this.#exited = exited;
  }

  static async start(start: StartRelayProcess, flags: readonly string[], logger: Logger): Promise<EmbeddedRelay> {
    const relay = start(flags);
    const exited = new Promise<void>((resolve) => {
      relay.onExit(() => resolve());
    });
    const said: string[] = [];
    const url = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error('The relay that the console brings along did not start in time. Try again.'));
        // Nobody would stop it later, and the next start would find its port taken.
        relay.kill();
      }, startTimeoutMs);
      relay.onExit((code) => {
        clearTimeout(timer);
        reject(
          new Error(
            `The relay that the console brings along did not start (code ${code}): ${said.join(' ').trim()} ` +
              'If the console is open already, go to its window; otherwise choose another address with --listen HOST:PORT.',
          ),
        );
      });
      createInterface({ input: relay.log }).on('line', (line) => {
        const started = readStarted(line);
        if (started !== null) {
          clearTimeout(timer);
          resolve(started);
        } else {
          said.push(line);
          if (said.length > 3) said.shift();
        }
        logger.debug('relay/log', { line });
      });
    });
    return new EmbeddedRelay(url, relay, exited);
  }

  /** Resolves when it has ended: by itself, or by force. */
  async close(): Promise<void> {
    if (this.#process.lifeline === null) this.#process.kill();
    else this.#process.lifeline.end();
    const timer = setTimeout(() => this.#process.kill(), stopTimeoutMs);
    await this.#exited;
    clearTimeout(timer);
  }
}

function readStarted(line: string): string | null {
  if (!line.startsWith('{')) return null;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null; // A line for people, not a log entry.
  }
  const parsed = v.safeParse(startedSchema, value);
  return parsed.success ? parsed.output.url : null;
}
