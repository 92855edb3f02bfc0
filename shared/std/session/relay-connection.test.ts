import { beforeEach, describe, expect, it } from 'vitest';
import { seededBytes } from '#tests/support/seeded-bytes.ts';
import { silentLogger } from '../core/logger.ts';
import { maxRelayMessageBytes, relayReconnectMaxDelayMs, relayReconnectMinDelayMs } from '../protocol/limits.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { RelayConnection, type RelaySocketListeners } from './relay-connection.ts';

type Opened = { readonly listeners: RelaySocketListeners; readonly sent: string[]; closed: boolean };

let clock: FakeClock;
let sockets: Opened[];
let connection: RelayConnection;
let news: string[];

beforeEach(() => {
  clock = new FakeClock();
  sockets = [];
  news = [];
  connection = new RelayConnection({
    url: 'wss://relay.example/ws',
    openSocket: (_url, listeners) => {
      const opened: Opened = { listeners, sent: [], closed: false };
      sockets.push(opened);
      return {
        send: (text) => opened.sent.push(text),
        close: () => {
          opened.closed = true;
        },
      };
    },
    clock,
    random: seededBytes('relay connection'),
    logger: silentLogger,
  });
  connection.on('open', () => news.push('open'));
  connection.on('lost', () => news.push('lost'));
  connection.on('message', ({ t }) => news.push(t));
});

const newest = (): Opened => {
  const opened = sockets.at(-1);
  if (opened === undefined) throw new Error('no socket');
  return opened;
};

const state = JSON.stringify({ v: 1, t: 'session/state', session: 'A'.repeat(22), state: 'claimed' });

describe('RelayConnection', () => {
  it('RL1 opens one socket, and sends only while it is open', () => {
    connection.open();
    connection.open();
    expect(sockets).toHaveLength(1);
    expect(connection.send({ v: 1, t: 'login/start' })).toBe(false);
    newest().listeners.onOpen();
    expect(connection.send({ v: 1, t: 'login/start' })).toBe(true);
    expect(newest().sent).toEqual(['{"v":1,"t":"login/start"}']);
  });

  it('RL1 what the relay says wrongly is dropped, and the next right word is heard', () => {
    connection.open();
    newest().listeners.onOpen();
    const wrong = [
      '',
      '{',
      'null',
      '[]',
      '{"v":2,"t":"login/accepted"}',
      '{"t":"session/state"}',
      JSON.stringify({ ...JSON.parse(state), more: 1 }),
      JSON.stringify({ ...JSON.parse(state), state: 'constructor' }),
      '{"__proto__":{"v":1,"t":"login/start"}}',
      '['.repeat(20_000),
      ' '.repeat(maxRelayMessageBytes + 1),
    ];
    for (const text of wrong) newest().listeners.onText(text);
    newest().listeners.onText(state);
    expect(news).toEqual(['open', 'session/state']);
  });

  it('DC4 comes back by itself, at growing and scattered intervals, and without limit of time', () => {
    connection.open();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 40; attempt += 1) {
      const before = sockets.length;
      newest().listeners.onClosed();
      const lostMs = clock.monotonicMs();
      while (sockets.length === before) clock.advance(1);
      waits.push(clock.monotonicMs() - lostMs);
    }
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(relayReconnectMinDelayMs);
    expect(Math.max(...waits)).toBeLessThanOrEqual(relayReconnectMinDelayMs + relayReconnectMaxDelayMs);
    expect(waits[0]).toBeLessThanOrEqual(relayReconnectMinDelayMs * 3);
    expect(Math.max(...waits.slice(-20))).toBeGreaterThan(relayReconnectMaxDelayMs / 2);
    expect(new Set(waits).size).toBeGreaterThan(10);
    // Once open, the first pause is short again.
    newest().listeners.onOpen();
    newest().listeners.onClosed();
    clock.advance(relayReconnectMinDelayMs * 3);
    expect(sockets).toHaveLength(42);
  });

  it('DC4 what an older socket still says is not heard', () => {
    connection.open();
    const [old] = sockets;
    old?.listeners.onOpen();
    old?.listeners.onClosed();
    clock.advance(60_000);
    newest().listeners.onOpen();
    old?.listeners.onText(state);
    old?.listeners.onOpen();
    old?.listeners.onClosed();
    expect(news).toEqual(['open', 'lost', 'open']);
    expect(connection.isOpen).toBe(true);
  });

  it('RL1 closed means closed: no timer, no socket, no news', () => {
    connection.open();
    newest().listeners.onOpen();
    connection.close();
    expect(newest().closed).toBe(true);
    newest().listeners.onText(state);
    newest().listeners.onClosed();
    connection.open();
    expect([news, sockets.length, clock.timerCount]).toEqual([['open'], 1, 0]);
    expect(connection.send({ v: 1, t: 'login/start' })).toBe(false);
  });

  it('RL1 closed while it waits to try again, it does not try again', () => {
    connection.open();
    newest().listeners.onClosed();
    connection.close();
    clock.advance(60_000);
    expect([sockets.length, clock.timerCount]).toEqual([1, 0]);
  });
});
