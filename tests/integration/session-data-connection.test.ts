import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { PeerConnection, type DataChannel } from 'node-datachannel';
import { afterEach, describe, expect, it } from 'vitest';
import { RtcDataConnection } from '#shared/node/rtc-data-connection.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { utf8 } from '#shared/std/crypto/bytes.ts';
import { maxDescriptionCharacters } from '#shared/std/protocol/limits.ts';
import { channelNames, type ChannelName, type DataSignal } from '#shared/std/session/data-connection.ts';

const opened: { close(): void }[] = [];

afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

function open(role: 'offerer' | 'answerer'): RtcDataConnection {
  const connection = new RtcDataConnection({ role, iceServers: [], logger: silentLogger });
  opened.push(connection);
  return connection;
}

const whenOpen = (connection: RtcDataConnection): Promise<void> =>
  new Promise((resolve) => void connection.onOpen(() => resolve()));
const whenClosed = (connection: RtcDataConnection): Promise<void> =>
  new Promise((resolve) => void connection.onClosed(() => resolve()));

/** The next messages of one end, in order. */
function inbox(connection: RtcDataConnection): { next(): Promise<{ channel: ChannelName; bytes: Uint8Array }> } {
  const arrived: { channel: ChannelName; bytes: Uint8Array }[] = [];
  let wake: () => void = () => {};
  connection.onMessage((channel, bytes) => {
    arrived.push({ channel, bytes });
    wake();
  });
  return {
    async next() {
      for (;;) {
        const message = arrived.shift();
        if (message !== undefined) return message;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

async function openPair(): Promise<{ readonly offerer: RtcDataConnection; readonly answerer: RtcDataConnection }> {
  const offerer = open('offerer');
  const answerer = open('answerer');
  offerer.onLocalSignal((signal) => answerer.acceptRemoteSignal(signal));
  answerer.onLocalSignal((signal) => offerer.acceptRemoteSignal(signal));
  const failed = Promise.race([whenClosed(offerer), whenClosed(answerer)]).then(() => {
    throw new Error('the set-up failed');
  });
  await Promise.race([Promise.all([whenOpen(offerer), whenOpen(answerer)]), failed]);
  failed.catch(() => {}); // Later ends are the tests' own.
  return { offerer, answerer };
}

/** A peer of the library's own, which keeps to none of our rules: offers channels as it likes. */
function openHostile(channels: (peer: PeerConnection) => readonly DataChannel[]): {
  readonly victim: RtcDataConnection;
  readonly channels: readonly DataChannel[];
} {
  const peer = new PeerConnection('hostile', { iceServers: [] });
  opened.push(peer);
  const victim = open('answerer');
  peer.onLocalDescription((sdp, type) => {
    if (type === 'offer') victim.acceptRemoteSignal({ kind: 'description', type, sdp });
  });
  peer.onLocalCandidate((candidate, mid) => victim.acceptRemoteSignal({ kind: 'candidate', candidate, mid }));
  victim.onLocalSignal((signal) => {
    if (signal.kind === 'description') peer.setRemoteDescription(signal.sdp, signal.type);
    else peer.addRemoteCandidate(signal.candidate, signal.mid);
  });
  return { victim, channels: channels(peer) };
}

const allFive = (peer: PeerConnection): readonly DataChannel[] =>
  channelNames.map((name) => peer.createDataChannel(name));

describe('the data connection between two computers', () => {
  it('DC1 carries bytes on five channels, in order, and each end knows when the other closes', async () => {
    const { offerer, answerer } = await openPair();
    const received = inbox(answerer);
    for (const name of channelNames) {
      expect(offerer.send(name, utf8(`hello ${name}`))).toBe(true);
      const { channel, bytes } = await received.next();
      expect([channel, new TextDecoder().decode(bytes)]).toEqual([name, `hello ${name}`]);
    }
    for (let count = 0; count < 500; count += 1) offerer.send('control', Uint8Array.of(count & 0xff, count >> 8));
    for (let count = 0; count < 500; count += 1) {
      expect((await received.next()).bytes).toEqual(Uint8Array.of(count & 0xff, count >> 8));
    }
    // L11: 500 messages of two bytes, and what the way of each adds.
    const [sender, receiver] = [await offerer.usage(), await answerer.usage()];
    expect(sender?.sentBytes).toBeGreaterThan(1_000);
    expect(receiver?.receivedBytes).toBeGreaterThan(1_000);
    const closed = whenClosed(answerer);
    offerer.close();
    await closed;
    expect([offerer.send('control', utf8('x')), answerer.send('control', utf8('x'))]).toEqual([false, false]);
    expect([offerer.fingerprints(), await answerer.quality(), await answerer.usage()]).toEqual([null, null, null]);
  });

  it('HS4 each end sees the certificate that the other shows', async () => {
    const { offerer, answerer } = await openPair();
    const ends = [offerer.fingerprints(), answerer.fingerprints()];
    expect(ends[0]?.local).toMatch(/^[0-9a-f]{64}$/);
    expect(ends[0]).toEqual({ local: ends[1]?.remote, remote: ends[1]?.local });
    const again = await openPair();
    expect(again.offerer.fingerprints()?.local).not.toBe(ends[0]?.local);
  });

  it('HS4 the offerer’s addresses wait for the answer, so that no handshake outruns the fingerprint it is checked by', async () => {
    const offerer = open('offerer');
    const answerer = open('answerer');
    const offered: DataSignal[] = [];
    const answers: DataSignal[] = [];
    const gathered = new Promise<void>((resolve) => {
      answerer.onLocalSignal((signal) => {
        answers.push(signal);
        if (signal.kind === 'candidate') resolve();
      });
    });
    offerer.onLocalSignal((signal) => {
      offered.push(signal);
      answerer.acceptRemoteSignal(signal);
    });
    await gathered;
    expect(offered.map(({ kind }) => kind)).toEqual(['description']);
    answerer.onLocalSignal((signal) => offerer.acceptRemoteSignal(signal));
    for (const signal of answers) offerer.acceptRemoteSignal(signal);
    await Promise.all([whenOpen(offerer), whenOpen(answerer)]);
    expect(offered.some(({ kind }) => kind === 'candidate')).toBe(true);
  });

  it('HS4 many set-ups, one after the other, all succeed', async () => {
    for (let count = 0; count < 30; count += 1) {
      const { offerer, answerer } = await openPair();
      offerer.close();
      answerer.close();
    }
  });

  it('DC1 a message larger than may be sent is refused, and the connection lives', async () => {
    const { offerer, answerer } = await openPair();
    const received = inbox(answerer);
    expect(offerer.send('file', new Uint8Array(10_000_000))).toBe(false);
    expect(offerer.send('file', utf8('still here'))).toBe(true);
    expect(new TextDecoder().decode((await received.next()).bytes)).toBe('still here');
  });

  it('DC1 descriptions and candidates that are none close the connection or are ignored, and never throw', async () => {
    const hostile: readonly DataSignal[] = [
      { kind: 'description', type: 'offer', sdp: '' },
      { kind: 'description', type: 'offer', sdp: 'v=0' },
      { kind: 'description', type: 'answer', sdp: 'v=0\r\n' },
      { kind: 'description', type: 'offer', sdp: 'v=0\r\n'.repeat(maxDescriptionCharacters) },
      { kind: 'description', type: 'offer', sdp: '\u0000'.repeat(1_000) },
      { kind: 'candidate', candidate: '', mid: '' },
      { kind: 'candidate', candidate: 'candidate:', mid: '0' },
      {
        kind: 'candidate',
        candidate: 'candidate:1 1 UDP 99999999999999999999 256.256.256.256 99999 typ host',
        mid: '0',
      },
      { kind: 'candidate', candidate: `candidate:1 1 UDP 1 ${'a'.repeat(900)} 1 typ host`, mid: '0' },
      { kind: 'candidate', candidate: '%s%n%x', mid: '../../0' },
    ];
    for (const role of ['offerer', 'answerer'] as const) {
      for (const signal of hostile) {
        const connection = open(role);
        connection.acceptRemoteSignal(signal);
        connection.acceptRemoteSignal(signal);
      }
    }
    // A good pair next to all that rubble still works.
    const { offerer } = await openPair();
    // Garbage that comes late, into an open connection.
    for (const signal of hostile.filter(({ kind }) => kind === 'candidate')) offerer.acceptRemoteSignal(signal);
    expect(offerer.fingerprints()).not.toBeNull();
  });

  it('DC1 a flood of candidates, before and after the description, harms no other connection', async () => {
    const { offerer: other } = await openPair();
    const victim = open('answerer');
    const offerer = open('offerer');
    const flood = (): void => {
      for (let count = 0; count < 5_000; count += 1) {
        const candidate = `candidate:${count} 1 UDP 1 127.0.0.1 ${1_024 + count} typ host`;
        victim.acceptRemoteSignal({ kind: 'candidate', candidate, mid: '0' });
      }
    };
    flood();
    const answered = new Promise<void>((resolve) => void victim.onLocalSignal(() => resolve()));
    offerer.onLocalSignal((signal) => victim.acceptRemoteSignal(signal));
    await answered;
    flood();
    expect(other.send('control', utf8('x'))).toBe(true);
    await openPair();
  });

  it('DC1 a peer that opens channels of its own invention is closed', async () => {
    for (const label of ['CONTROL', '', '__proto__']) {
      const { victim } = openHostile((peer) => [peer.createDataChannel(label)]);
      await whenClosed(victim);
    }
  });

  it('DC1 a peer that opens one channel twice is closed', async () => {
    const { victim } = openHostile((peer) => [peer.createDataChannel('control'), peer.createDataChannel('control')]);
    await whenClosed(victim);
  });

  it('DC1 a peer that opens only some of the channels is never open', async () => {
    const { victim, channels } = openHostile((peer) => [peer.createDataChannel('control')]);
    let told = false;
    victim.onOpen(() => {
      told = true;
    });
    const [control] = channels;
    await new Promise<void>((resolve) => control?.onOpen(resolve));
    const received = inbox(victim);
    control?.sendMessageBinary(utf8('early'));
    expect((await received.next()).channel).toBe('control');
    expect(told).toBe(false);
  });

  it('DC1 a peer that sends text where bytes belong is closed', async () => {
    const { victim, channels } = openHostile(allFive);
    await whenOpen(victim);
    const closed = whenClosed(victim);
    channels[0]?.sendMessage('text');
    await closed;
  });

  it('DC1 a peer that closes one channel closes the connection', async () => {
    const { victim, channels } = openHostile(allFive);
    await whenOpen(victim);
    const closed = whenClosed(victim);
    channels[3]?.close();
    await closed;
  });
});

describe('a connection that ends under load', () => {
  it('DC4 takes no process down with it, whichever side closes and however much is on its way', async () => {
    const script = fileURLToPath(new URL('session-closing-process.ts', import.meta.url));
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (data) => {
      output += String(data);
    });
    const [code, signal] = await once(child, 'close');
    expect([code, signal, output.trim().split('\n').at(-1)]).toEqual([0, null, 'rounds 12']);
  }, 60_000);
});
