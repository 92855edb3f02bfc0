import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeNetwork, everyChannel, joinedPair, type FakeDataConnection } from '#tests/support/fake-data-connection.ts';
import { turns } from '#tests/support/turns.ts';
import { toBase64Url, utf8 } from '../crypto/bytes.ts';
import { silentLogger } from '../core/logger.ts';
import {
  dataConnectTimeoutMs,
  linkPingIntervalMs,
  linkSilenceMs,
  maxControlMessageBytes,
  maxControlMessagesPerSecond,
  maxInputMessageBytes,
} from '../protocol/limits.ts';
import type { PeerMessage } from '../protocol/peer-messages.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { BoundConnection, type ConnectionEnd } from './bound-connection.ts';
import { bindingProof, deriveSessionKeys, type Role, type SessionKeys } from './session-keys.ts';

const keys = deriveSessionKeys(new Uint8Array(32).fill(1), new Uint8Array(32).fill(2), null);
const otherKeys = deriveSessionKeys(new Uint8Array(32).fill(1), new Uint8Array(32).fill(3), null);
const farEnd = 'f'.repeat(64);
const chat: PeerMessage = { t: 'chat/message', id: 'abcdefgh', text: 'Hello' };

let clock: FakeClock;
let network: FakeNetwork;

beforeEach(() => {
  clock = new FakeClock();
  network = new FakeNetwork(clock);
});

/** A bound connection with everything that it passed on. */
function watch(connection: FakeDataConnection, role: Role = 'customer', withKeys: SessionKeys = keys) {
  const bound = new BoundConnection({ connection, keys: withKeys, role, clock, logger: silentLogger });
  const news: string[] = [];
  const ends: ConnectionEnd[] = [];
  bound.on('bound', () => news.push('bound'));
  bound.on('message', (message) => news.push(message.t));
  bound.on('inputFrame', ({ channel, bytes }) => news.push(`${channel} ${bytes.length}`));
  bound.on('fileFrame', (bytes) => news.push(`file ${bytes.length}`));
  bound.on('ended', (end) => ends.push(end));
  return { bound, connection, news, ends };
}

/** A customer's end, open, with nobody but the test at the other one. */
function alone() {
  const watched = watch(network.make('answerer'));
  watched.connection.openUnseen(farEnd);
  return watched;
}

const text = (message: unknown): Uint8Array => utf8(JSON.stringify(message));

/** The proof that the technician's side would send to the connection of `alone`. */
function goodProof(connection: FakeDataConnection): PeerMessage {
  const mac = bindingProof(keys, 'technician', { own: farEnd, other: connection.localFingerprint });
  return { t: 'bind/proof', mac: toBase64Url(mac) };
}

/** A bound end, with the test at the other one. */
function provenAlone() {
  const watched = alone();
  watched.connection.sayOpen();
  watched.connection.deliver('control', text(goodProof(watched.connection)));
  expect(watched.news).toEqual(['bound']);
  return watched;
}

describe('BoundConnection', () => {
  it('HS4 two ends with the same keys prove themselves to each other, and messages flow', async () => {
    const [offerer, answerer] = joinedPair(network);
    const technician = watch(offerer, 'technician');
    const customer = watch(answerer);
    await turns();
    expect([technician.news, customer.news]).toEqual([['bound'], ['bound']]);
    expect(technician.bound.sendMessage(chat)).toBe(true);
    technician.bound.sendInputFrame('pointer', new Uint8Array(9));
    technician.bound.sendFileFrame(new Uint8Array(1_000));
    await turns();
    expect(customer.news).toEqual(['bound', 'chat/message', 'pointer 9', 'file 1000']);
  });

  it('HS4 ends with other keys end it before anything is passed on', async () => {
    const [offerer, answerer] = joinedPair(network);
    const technician = watch(offerer, 'technician', otherKeys);
    const customer = watch(answerer);
    await turns();
    expect([technician.ends, customer.ends]).toEqual([['unproven'], ['unproven']]);
    expect([technician.news, customer.news]).toEqual([[], []]);
    expect(network.openCount).toBe(0);
  });

  it('HS4 two connections joined in the middle do not prove each other, though every byte is passed on', async () => {
    const [technicianEnd, middleA] = joinedPair(network);
    const [middleB, customerEnd] = joinedPair(network);
    middleA.onMessage((channel, bytes) => middleB.send(channel, bytes));
    middleB.onMessage((channel, bytes) => middleA.send(channel, bytes));
    const technician = watch(technicianEnd, 'technician');
    const customer = watch(customerEnd);
    await turns(2);
    expect([...technician.news, ...customer.news]).toEqual([]);
    expect([technician.ends[0], customer.ends[0]]).toContain('unproven');
    expect(technician.bound.isBound || customer.bound.isBound).toBe(false);
  });

  it('HS4 the own proof thrown back is no proof', () => {
    const { connection, news, ends } = alone();
    connection.sayOpen();
    connection.deliver('control', utf8(connection.controlTexts[0] ?? ''));
    expect([news, ends]).toEqual([[], ['unproven']]);
  });

  it.each<[string, (connection: FakeDataConnection) => unknown]>([
    ['over fingerprints the other way round', ({ localFingerprint }) => proofOver(localFingerprint, farEnd)],
    ['over another certificate of theirs', ({ localFingerprint }) => proofOver('e'.repeat(64), localFingerprint)],
    ['over another certificate of ours', () => proofOver(farEnd, 'e'.repeat(64))],
    ['that is empty', () => ({ t: 'bind/proof', mac: '' })],
    ['that is too short', () => ({ t: 'bind/proof', mac: 'AAAA' })],
    ['that is no base64url', () => ({ t: 'bind/proof', mac: 'A' })],
  ])('HS4 a proof %s ends it', (_, proof) => {
    const { connection, news, ends } = alone();
    connection.sayOpen();
    connection.deliver('control', text(proof(connection)));
    connection.deliver('control', text(goodProof(connection)));
    expect([news, ends]).toEqual([[], ['unproven']]);
  });

  it('HS4 any message before the proof ends it, and none is passed on', () => {
    const early: unknown[] = [chat, { t: 'link/ping', count: 1 }, { t: 'session/end', reason: 'ended' }];
    for (const message of early) {
      const { connection, news, ends } = alone();
      connection.sayOpen();
      connection.deliver('control', text(message));
      expect([news, ends]).toEqual([[], ['unproven']]);
    }
  });

  it('HS4 input and file frames before the proof are dropped', () => {
    const { connection, news, ends } = alone();
    for (const channel of ['input', 'pointer', 'file'] as const) connection.deliver(channel, new Uint8Array(9));
    connection.sayOpen();
    for (const channel of ['input', 'pointer', 'file'] as const) connection.deliver(channel, new Uint8Array(9));
    expect([news, ends]).toEqual([[], []]);
    connection.deliver('control', text(goodProof(connection)));
    expect(news).toEqual(['bound']);
  });

  it('HS4 nothing is sent before the other end has proven itself', () => {
    const { bound, connection } = alone();
    connection.sayOpen();
    expect(bound.sendMessage(chat)).toBe(false);
    expect(bound.sendInputFrame('input', new Uint8Array(1))).toBe(false);
    expect(bound.sendFileFrame(new Uint8Array(1))).toBe(false);
    expect(connection.sent.map(({ channel }) => channel)).toEqual(['control']);
  });

  it('HS4 a proof that overtakes our own opening is taken, and ours is sent once', () => {
    const { connection, news, ends, bound } = alone();
    connection.deliver('control', text(goodProof(connection)));
    expect(news).toEqual(['bound']);
    // Only now is the last of our channels reported open.
    connection.sayOpen();
    expect(bound.isBound).toBe(true);
    expect(connection.controlTexts.filter((sent) => sent.includes('bind/proof'))).toHaveLength(1);
    connection.deliver('control', text(chat));
    expect([news, ends]).toEqual([['bound', 'chat/message'], []]);
  });

  it('HS4 a second proof ends it', () => {
    const { connection, ends } = provenAlone();
    connection.deliver('control', text(goodProof(connection)));
    expect(ends).toEqual(['broken']);
  });

  it('HS4 a transport that cannot tell its fingerprints is not trusted', () => {
    const { connection, ends, news } = watch(network.make('answerer'));
    connection.sayOpen();
    expect([ends, news]).toEqual([['unproven'], []]);
  });

  it('DC1 what does not decode ends it, once, and nothing is passed on after', () => {
    const depth = 50_000;
    const bad: Uint8Array[] = [
      new Uint8Array(),
      Uint8Array.of(0xff, 0xfe, 0xfd),
      utf8('null'),
      utf8('[]'),
      utf8('"chat/message"'),
      utf8('{"t":"chat/message","id":"abcdefgh","text":"x"'),
      utf8('['.repeat(depth) + ']'.repeat(depth)),
      text({ t: 'chat/message', id: 'abcdefgh', text: 'x', more: 1 }),
      text({ t: 'chat/message', id: 'short', text: 'x' }),
      text({ t: 'chat/message', id: 'abcdefgh', text: 'x'.repeat(4_001) }),
      text({ t: 'permission/ask', request: 'abcdefgh', kind: 'everything' }),
      text({ t: 'link/pong', count: 0.5 }),
      text({ t: 'toString' }),
      utf8('{"__proto__":{"t":"link/ping","count":1}}'),
      utf8(' '.repeat(maxControlMessageBytes + 1)),
    ];
    for (const [index, bytes] of bad.entries()) {
      const { connection, news, ends } = provenAlone();
      connection.deliver('control', bytes);
      connection.deliver('control', text(chat));
      expect([news, ends], `message ${index}`).toEqual([['bound'], ['broken']]);
      expect(connection.isClosed).toBe(true);
    }
  });

  it('DC1 no bytes on any channel make it throw', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...everyChannel), fc.uint8Array({ maxLength: 300 })), { maxLength: 12 }),
        fc.boolean(),
        (deliveries, proven) => {
          const { connection, news, ends } = proven ? provenAlone() : alone();
          for (const [channel, bytes] of deliveries) connection.deliver(channel, bytes);
          expect(ends.length).toBeLessThanOrEqual(1);
          if (!proven) expect(news).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('DC1 an input message over its limit ends it', () => {
    for (const channel of ['input', 'pointer'] as const) {
      const { connection, news, ends } = provenAlone();
      connection.deliver(channel, new Uint8Array(maxInputMessageBytes));
      connection.deliver(channel, new Uint8Array(maxInputMessageBytes + 1));
      expect([news, ends]).toEqual([['bound', `${channel} ${maxInputMessageBytes}`], ['broken']]);
    }
  });

  it('DC1 a flood of control messages ends it, and the limit leaves room for bursts', () => {
    const { connection, ends } = provenAlone();
    let taken = 0;
    while (ends.length === 0 && taken < 10_000) {
      connection.deliver('control', text({ t: 'link/pong', count: 0 }));
      taken += 1;
    }
    expect(ends).toEqual(['broken']);
    expect(taken).toBeGreaterThan(maxControlMessagesPerSecond);
    expect(taken).toBeLessThanOrEqual(maxControlMessagesPerSecond * 2);
  });

  it('DC1 as many messages as are allowed, second after second, are no flood', () => {
    const { connection, ends } = provenAlone();
    for (let second = 0; second < 30; second += 1) {
      for (let count = 0; count < maxControlMessagesPerSecond - 1; count += 1) {
        connection.deliver('control', text({ t: 'link/pong', count: 0 }));
      }
      clock.advance(1_000);
    }
    expect(ends).toEqual([]);
  });

  it('DC4 silence is noticed within its limit, and the first answer measures the round trip', async () => {
    const { connection, bound, ends } = provenAlone();
    clock.advance(40);
    connection.deliver('control', text({ t: 'link/pong', count: 1 }));
    expect((await bound.quality())?.roundTripMs).toBe(40);
    clock.advance(linkSilenceMs - 1);
    expect(ends).toEqual([]);
    clock.advance(linkPingIntervalMs * 2);
    expect(ends).toEqual(['timedOut']);
    expect(connection.isClosed).toBe(true);
  });

  it('DC4 a connection that never opens, or is never proven, is given up', () => {
    const never = watch(network.make('offerer'), 'technician');
    const unproven = alone();
    unproven.connection.sayOpen();
    clock.advance(dataConnectTimeoutMs - 1);
    expect([...never.ends, ...unproven.ends]).toEqual([]);
    clock.advance(1);
    expect([...never.ends, ...unproven.ends]).toEqual(['timedOut', 'timedOut']);
  });

  it('DC3 whoever waits for room is woken by the drained channel and by the end', () => {
    const { connection, bound } = provenAlone();
    let woken = 0;
    bound.onFileDrained(() => {
      woken += 1;
    });
    connection.buffered.file = 5;
    expect(bound.fileBufferedBytes()).toBe(5);
    connection.drain('control');
    expect(woken).toBe(0);
    connection.drain('file');
    expect(woken).toBe(1);
    bound.close();
    expect(woken).toBe(2);
  });

  it('DC4 after the end no timer and no listener is left', () => {
    const { connection, bound, ends } = provenAlone();
    bound.close();
    bound.close();
    connection.close();
    expect(ends).toEqual(['closed']);
    expect(clock.timerCount).toBe(0);
    expect(connection.listenerCount).toBe(0);
    expect(bound.sendMessage(chat)).toBe(false);
  });
});

function proofOver(own: string, other: string): PeerMessage {
  return { t: 'bind/proof', mac: toBase64Url(bindingProof(keys, 'technician', { own, other })) };
}
