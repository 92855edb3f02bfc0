import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { DataConnection, DataSignal, OpenDataConnection } from '#shared/std/session/data-connection.ts';
import { seededBytes } from './seeded-bytes.ts';

/** What a line between two computers is like; the same both ways. */
export type LineConditions = {
  readonly bitsPerSecond: number;
  readonly roundTripMs: number;
  /** 0 to 1: of the datagrams, at random, the same ones in every run. */
  readonly lossShare: number;
};

/** What a home router's queue holds: more than this, at the line's rate, is dropped. */
const routerQueueMs = 250;

type Address = { readonly address: string; readonly port: number };

/** One side's door to the line: its datagrams come in here, and leave through the other side's door. */
type Door = {
  readonly socket: Socket;
  /** Where this side's connection is: from its candidates, and then from where its datagrams come. */
  peer: Address | null;
  freeAtMs: number;
  bytes: number;
};

/**
 * A slow, long or lossy line between two data connections on this computer. Each side is given the line's own address
 * in place of the other's, so all of their datagrams, ICE and DTLS included, pass through here. Their encryption is untouched.
 */
export class SlowLine {
  readonly #doors: readonly [Door, Door];
  readonly #random = seededBytes('slow line');
  #conditions: LineConditions;
  #closed = false;

  private constructor(conditions: LineConditions, doors: readonly [Door, Door]) {
    this.#conditions = conditions;
    this.#doors = doors;
    doors.forEach((door, index) => {
      const other = doors[1 - index];
      if (other === undefined) return;
      door.socket.on('message', (datagram, from) => {
        door.peer = { address: from.address, port: from.port };
        this.#carry(datagram, door, other);
      });
    });
  }

  static async open(conditions: LineConditions): Promise<SlowLine> {
    const doors = await Promise.all([openDoor(), openDoor()]);
    return new SlowLine(conditions, doors);
  }

  /** Takes effect with the next datagram. */
  change(conditions: LineConditions): void {
    this.#conditions = conditions;
  }

  /** Bytes that the two sides have put on the line, those lost on it included. */
  get carriedBytes(): readonly [number, number] {
    const [first, second] = this.#doors;
    return [first.bytes, second.bytes];
  }

  /** Makes connections of side 0 or 1 that go over this line; one of each side at a time. */
  wrap(side: 0 | 1, open: OpenDataConnection): OpenDataConnection {
    const own = this.#doors[side];
    // What the other side sends to reach this one goes in at the other side's door.
    const entrance = this.#doors[side === 0 ? 1 : 0];
    return (role) => onLine(open(role), own, entrance.socket.address().port);
  }

  close(): void {
    this.#closed = true;
    for (const { socket } of this.#doors) socket.close();
  }

  #carry(datagram: Buffer, from: Door, to: Door): void {
    const { bitsPerSecond, roundTripMs, lossShare } = this.#conditions;
    const nowMs = performance.now();
    from.bytes += datagram.length;
    const startMs = Math.max(nowMs, from.freeAtMs);
    if (startMs - nowMs > routerQueueMs) return;
    from.freeAtMs = startMs + (datagram.length * 8_000) / bitsPerSecond;
    if ((this.#random(1)[0] ?? 0) < lossShare * 256) return;
    setTimeout(
      () => {
        if (this.#closed || to.peer === null) return;
        // Out through the door at which the receiver knows the sender.
        to.socket.send(datagram, to.peer.port, to.peer.address);
      },
      from.freeAtMs - nowMs + roundTripMs / 2,
    );
  }
}

async function openDoor(): Promise<Door> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { socket, peer: null, freeAtMs: 0, bytes: 0 };
}

const candidateAddress = /^(.*candidate:\S+ 1 udp \d+ )(\d+\.\d+\.\d+\.\d+) (\d+)( typ host.*)$/i;

/** The same connection with the line's address in place of its own in all that it says of itself. */
function onLine(connection: DataConnection, own: Door, entrancePort: number): DataConnection {
  let told = false;
  const rewrite = (candidate: string): string | null => {
    const match = candidateAddress.exec(candidate);
    if (match === null || told) return null;
    const [, before = '', address = '', port = '', after = ''] = match;
    told = true;
    own.peer = { address, port: Number(port) };
    return `${before}127.0.0.1 ${entrancePort}${after}`;
  };
  const rewriteSignal = (signal: DataSignal): DataSignal | null => {
    if (signal.kind === 'candidate') {
      const candidate = rewrite(signal.candidate);
      return candidate === null ? null : { ...signal, candidate };
    }
    const lines = signal.sdp.split('\r\n').flatMap((line) => {
      if (!line.startsWith('a=candidate:')) return [line];
      const candidate = rewrite(line);
      return candidate === null ? [] : [candidate];
    });
    return { ...signal, sdp: lines.join('\r\n') };
  };
  return new Proxy(connection, {
    get(target, name) {
      if (name === 'onLocalSignal') {
        return (listener: (signal: DataSignal) => void) =>
          target.onLocalSignal((signal) => {
            const rewritten = rewriteSignal(signal);
            if (rewritten !== null) listener(rewritten);
          });
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
