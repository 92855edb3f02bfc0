import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { silentLogger } from '#shared/std/core/logger.ts';
import { EmbeddedRelay, type RelayProcess } from './embedded-relay.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** A relay process at the test's command. */
class FakeRelay implements RelayProcess {
  readonly log = new PassThrough();
  readonly lifeline: PassThrough | null;
  killed = 0;
  readonly #exits: ((code: number | null) => void)[] = [];

  constructor(lifeline: PassThrough | null = new PassThrough()) {
    this.lifeline = lifeline;
  }

  onExit(listener: (code: number | null) => void): void {
    this.#exits.push(listener);
  }

  kill(): void {
    this.killed += 1;
    this.exit(null);
  }

  exit(code: number | null): void {
    for (const listener of this.#exits) listener(code);
  }

  say(line: string): void {
    this.log.write(`${line}\n`);
  }
}

const started = JSON.stringify({ event: 'relay/started', url: 'http://127.0.0.1:7420', port: 7_420 });

describe('EmbeddedRelay', () => {
  it('is there once the process says where, whatever else it says', async () => {
    const relay = new FakeRelay();
    const starting = EmbeddedRelay.start(() => relay, [], silentLogger);
    for (const line of ['hello', '{', '{"event":"relay/started"}', '[]', 'null', started]) relay.say(line);
    expect((await starting).url).toBe('http://127.0.0.1:7420');
  });

  it('fails with what the process said last, when it ends instead', async () => {
    const relay = new FakeRelay();
    const starting = EmbeddedRelay.start(() => relay, [], silentLogger);
    relay.say('port 7420 is in use');
    relay.log.end();
    await new Promise((resolve) => {
      relay.log.once('end', resolve);
    });
    relay.exit(3);
    await expect(starting).rejects.toThrow(/code 3\): port 7420 is in use/);
  });

  it('a process that never says where is given up, and not left running', async () => {
    vi.useFakeTimers();
    const relay = new FakeRelay();
    const starting = EmbeddedRelay.start(() => relay, [], silentLogger);
    const refused = expect(starting).rejects.toThrow(/in time/);
    await vi.advanceTimersByTimeAsync(10_000);
    await refused;
    expect(relay.killed).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('closing its lifeline stops it, and close waits for the end', async () => {
    const relay = new FakeRelay();
    relay.say(started);
    const embedded = await EmbeddedRelay.start(() => relay, [], silentLogger);
    const closed = vi.fn();
    const closing = (async () => {
      await embedded.close();
      closed();
    })();
    await Promise.resolve();
    expect([relay.lifeline?.writableEnded, relay.killed, closed.mock.calls.length]).toEqual([true, 0, 0]);
    relay.exit(0);
    await closing;
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it('a process that does not stop when asked is killed', async () => {
    const relay = new FakeRelay();
    relay.say(started);
    const embedded = await EmbeddedRelay.start(() => relay, [], silentLogger);
    vi.useFakeTimers();
    const closing = embedded.close();
    await vi.advanceTimersByTimeAsync(10_000);
    await closing;
    expect(relay.killed).toBe(1);
  });

  it('a process without a lifeline is killed at once', async () => {
    const relay = new FakeRelay(null);
    relay.say(started);
    const embedded = await EmbeddedRelay.start(() => relay, [], silentLogger);
    await embedded.close();
    expect(relay.killed).toBe(1);
  });
});
