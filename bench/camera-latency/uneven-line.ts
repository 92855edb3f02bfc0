import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

type Address = { readonly address: string; readonly port: number };
type Door = { readonly socket: Socket; peer: Address | null; freeAtMs: number };

/**
 * A line between two pages of this computer on which each datagram takes 10 ms and something between nothing and `jitterMs` more,
 * in order, as over Wi-Fi and mobile networks. Their addresses are exchanged for the line's own.
 */
export class UnevenLine {
  readonly #doors: readonly [Door, Door];
  readonly #jitterMs: number;
  #closed = false;

  private constructor(jitterMs: number, doors: readonly [Door, Door]) {
    this.#jitterMs = jitterMs;
    this.#doors = doors;
    for (const [door, other] of [doors, doors.toReversed()] as [Door, Door][]) {
      door.socket.on('message', (datagram, { address, port }) => {
        door.peer = { address, port };
        this.#carry(datagram, other);
      });
    }
  }

  static async open(jitterMs: number): Promise<UnevenLine> {
    return new UnevenLine(jitterMs, [await openDoor(), await openDoor()]);
  }

  /** What side 0 or 1 says, as the other side is to hear it; null: not at all. */
  change(side: 0 | 1, signal: string): string | null {
    const door = this.#doors[side];
    const said = JSON.parse(signal) as { type: string; candidate?: { candidate: string } };
    if (said.candidate === undefined) return signal;
    const parts = said.candidate.candidate.split(' ');
    const isIpv4 = parts[2]?.toLowerCase() === 'udp' && /^[\d.]+$/.test(parts[4] ?? '');
    if (!isIpv4 || door.peer !== null) return null;
    door.peer = { address: parts[4] ?? '', port: Number(parts[5]) };
    // The other side sends to its own door, from which this side's door passes it on.
    parts[4] = '127.0.0.1';
    parts[5] = String(this.#doors[side === 0 ? 1 : 0].socket.address().port);
    said.candidate.candidate = parts.join(' ');
    return JSON.stringify(said);
  }

  close(): void {
    this.#closed = true;
    for (const { socket } of this.#doors) socket.close();
  }

  #carry(datagram: Buffer, to: Door): void {
    const now = performance.now();
    const arrivesAtMs = Math.max(to.freeAtMs, now + 10 + Math.random() * this.#jitterMs);
    to.freeAtMs = arrivesAtMs;
    setTimeout(() => {
      if (!this.#closed && to.peer !== null) to.socket.send(datagram, to.peer.port, to.peer.address, () => {});
    }, arrivesAtMs - now);
  }
}

async function openDoor(): Promise<Door> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { socket, peer: null, freeAtMs: 0 };
}
