import { describe, expect, it } from 'vitest';
import { nodeVerifySignature } from '#shared/node/node-signer.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { maxRelayBacklogBytes, pinRefusalDelayMs, pinTtlMs } from '#shared/std/protocol/limits.ts';
import type { ToRelay } from '#shared/std/protocol/relay-messages.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { Connection, type Socket } from '../connection.ts';
import { EntryThrottle } from '../entry-throttle.ts';
import { LoginCheck } from '../login.ts';
import { Metrics } from '../metrics.ts';
import { PinStore } from '../pin-store.ts';
import { anonymousIdleMs } from '../relay-limits.ts';
import { SessionRegistry } from '../session-registry.ts';
import { countingRandom } from '../testing/counting-random.ts';
import { FakePeer } from '../testing/fake-peer.ts';
import { receiveFrame } from './receive.ts';

function setUp() {
  const clock = new FakeClock();
  const metrics = new Metrics();
  const random = countingRandom();
  const pins = new PinStore(clock, random, pinTtlMs);
  const registry = new SessionRegistry({ clock, random, pins, metrics, ttlMs: pinTtlMs });
  const login = new LoginCheck({ clock, random, verify: nodeVerifySignature, host: 'h', organisationKeys: [] });
  const throttle = new EntryThrottle(clock, silentLogger, metrics);
  const context = { clock, metrics, registry, login, throttle, logger: silentLogger, joinUrl: 'http://h' };
  registry.attachConsole({ device: 'device', technician: 'Anna' }, new FakePeer());
  const createPin = (): string => {
    const created = registry.create('device', 'remoteSupport', 'pin', throttle.underAttack);
    if (!created.ok || created.value.pin === null) throw new Error('not created');
    return created.value.pin;
  };
  const connect = (place = '192.0.2.1') => {
    const answers: { readonly atMs: number; readonly text: string }[] = [];
    const startMs = clock.monotonicMs();
    const socket = {
      OPEN: 1,
      readyState: 1 as 1 | 3,
      bufferedAmount: 0,
      send: (text: string) => void answers.push({ atMs: clock.monotonicMs() - startMs, text }),
      ping() {},
      close() {
        socket.readyState = 3;
      },
      terminate() {
        socket.readyState = 3;
      },
    } satisfies Record<keyof Socket, unknown>;
    const connection = new Connection(socket as unknown as Socket, place, { clock, metrics, onKnown() {} });
    const send = (message: ToRelay) => receiveFrame(context, connection, Buffer.from(JSON.stringify(message)), false);
    return { socket, connection, answers, send, claim: (pin: string) => send({ v: 1, t: 'session/claim', pin }) };
  };
  return { clock, metrics, throttle, createPin, connect };
}

describe('claims', () => {
  it('PIN3 mistyped, expired and used PINs get the same answer at the same moment', () => {
    const { clock, createPin, connect } = setUp();
    const expired = createPin();
    clock.advance(pinTtlMs);
    const used = createPin();
    connect().claim(used);
    const answers = [expired, used, '999999'].map((pin) => {
      const customer = connect('192.0.2.2');
      customer.claim(pin);
      clock.advance(pinRefusalDelayMs - 1);
      expect(customer.answers).toEqual([]);
      clock.advance(1);
      return customer.answers;
    });
    expect(answers[0]).toHaveLength(1);
    expect(answers[0]?.[0]?.atMs).toBe(pinRefusalDelayMs);
    expect(answers[0]?.[0]?.text).toContain('"entryRefused"');
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('PIN3 a link that is unknown gets that answer too', () => {
    const { clock, connect } = setUp();
    const [byPin, byLink] = [connect(), connect()];
    byPin.claim('999999');
    byLink.send({ v: 1, t: 'session/claimLink', session: 'A'.repeat(22) });
    clock.advance(pinRefusalDelayMs);
    expect(byLink.answers).toEqual(byPin.answers);
  });

  it('PIN4 a connection has three tries; the fourth is refused even if it is right', () => {
    const { clock, createPin, connect } = setUp();
    const pin = createPin();
    const customer = connect();
    for (let round = 0; round < 3; round++) {
      customer.claim('999999');
      clock.advance(pinRefusalDelayMs);
    }
    customer.claim(pin);
    expect(customer.answers.map(({ text }) => JSON.parse(text).code)).toEqual([
      'entryRefused',
      'entryRefused',
      'entryRefused',
      'tooManyTries',
    ]);
    expect(customer.connection.isClosing).toBe(true);
  });

  it('PIN4 entries do not overtake the answer to the one before', () => {
    const { createPin, connect } = setUp();
    const pin = createPin();
    const customer = connect();
    customer.claim('999999');
    customer.claim(pin);
    expect(customer.connection.role.name).toBe('anonymous');
    expect(customer.connection.isClosing).toBe(true);
  });

  it('PIN4 an address is refused after ten failures, and everyone else still gets in', () => {
    const { clock, metrics, throttle, createPin, connect } = setUp();
    for (let round = 0; round < 11; round++) {
      const guesser = connect('198.51.100.1');
      guesser.claim('999999');
      clock.advance(pinRefusalDelayMs);
      expect(guesser.answers[0]?.text).toContain(round < 10 ? 'entryRefused' : 'tooManyTries');
    }
    connect('198.51.100.2').claim('999999');
    expect(throttle.underAttack).toBe(true);
    expect(metrics.alarms).toBe(1);
    const pin = createPin();
    expect(pin).toMatch(/^\d{8}$/);
    const customer = connect('203.0.113.1');
    customer.claim(pin);
    expect(customer.answers[0]?.text).toContain('session/claimed');
  });
});

describe('sockets', () => {
  it('RL1 a stranger who spoke may stay for two minutes, a customer for as long as it takes', () => {
    const { clock, createPin, connect } = setUp();
    const [stranger, customer] = [connect(), connect()];
    customer.claim(createPin());
    stranger.send({ v: 1, t: 'login/start' });
    clock.advance(anonymousIdleMs - 1);
    expect(stranger.connection.isClosing).toBe(false);
    clock.advance(1);
    expect(stranger.connection.isClosing).toBe(true);
    clock.advance(60 * 60_000);
    expect(customer.connection.isClosing).toBe(false);
  });

  it('RL1 unread data up to the backlog is kept, and more ends the socket', () => {
    const { metrics, connect } = setUp();
    const slow = connect();
    slow.socket.bufferedAmount = maxRelayBacklogBytes;
    slow.send({ v: 1, t: 'login/start' });
    expect(slow.connection.isClosing).toBe(false);
    slow.socket.bufferedAmount = maxRelayBacklogBytes + 1;
    slow.send({ v: 1, t: 'login/start' });
    expect(slow.connection.isClosing).toBe(true);
    expect(metrics.slowReadersClosed).toBe(1);
  });
});
