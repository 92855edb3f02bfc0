import { describe, expect, it } from 'vitest';
import { fileChunkBytes, fileWindowBytes, minFileChunkBytes, sendQueueTargetMs } from '../protocol/limits.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { SendWindow, type SendLane } from './send-window.ts';

/** A link that carries one piece after the other, and confirms each half a round trip after its last byte. */
class Link {
  readonly clock = new FakeClock();
  readonly window = new SendWindow(
    this.clock,
    () => this.#fill(),
    () => this.mostBytes,
  );
  mostBytes = fileWindowBytes;
  readonly lanes: SendLane[] = [];
  /** How long the last byte of each piece stood in the queue, and when. */
  readonly waits: { readonly atMs: number; readonly waitMs: number }[] = [];
  readonly carried = new Map<SendLane, number>();
  bytesPerSecond: number;
  readonly #roundTripMs: number;
  #freeAtMs = 0;

  constructor(bytesPerSecond: number, roundTripMs: number) {
    this.bytesPerSecond = bytesPerSecond;
    this.#roundTripMs = roundTripMs;
  }

  open(): SendLane {
    const lane = this.window.openLane();
    this.lanes.push(lane);
    this.carried.set(lane, 0);
    this.#fill();
    return lane;
  }

  run(seconds: number): void {
    for (let step = 0; step < seconds * 1_000; step += 1) this.clock.advance(1);
  }

  /** Largest wait since then. */
  worstWaitMs(sinceMs: number): number {
    return Math.max(...this.waits.filter(({ atMs }) => atMs >= sinceMs).map(({ waitMs }) => waitMs));
  }

  get totalBytes(): number {
    return [...this.carried.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  /** Every file has more to send, always. */
  #fill(): void {
    for (const lane of this.lanes) {
      while (lane.hasRoom(lane.pieceBytes)) this.#carry(lane, lane.pieceBytes);
    }
  }

  #carry(lane: SendLane, bytes: number): void {
    lane.sent(bytes);
    const nowMs = this.clock.monotonicMs();
    const waitMs = Math.max(0, this.#freeAtMs - nowMs);
    this.waits.push({ atMs: nowMs, waitMs });
    this.#freeAtMs = nowMs + waitMs + (bytes / this.bytesPerSecond) * 1_000;
    this.clock.after(this.#freeAtMs - nowMs + this.#roundTripMs, () => {
      const carried = (this.carried.get(lane) ?? 0) + bytes;
      this.carried.set(lane, carried);
      lane.stored(carried);
    });
  }
}

describe('files leave room for what else is on the connection', () => {
  it.each([
    ['a slow uplink', 250_000, 20],
    ['a home uplink', 1_250_000, 20],
    ['a far link', 5_000_000, 150],
    ['a local network', 40_000_000, 1],
  ])('DC3 on %s the queue stays short and the link busy', (_what, bytesPerSecond, roundTripMs) => {
    const link = new Link(bytesPerSecond, roundTripMs);
    link.open();
    link.run(2);
    const [startMs, startBytes] = [link.clock.monotonicMs(), link.totalBytes];
    link.run(5);
    // A piece cannot be shorter than the shortest.
    const pieceMs = (minFileChunkBytes / bytesPerSecond) * 1_000;
    expect(link.worstWaitMs(startMs)).toBeLessThan(2 * sendQueueTargetMs + pieceMs);
    expect((link.totalBytes - startBytes) / 5).toBeGreaterThan(0.85 * bytesPerSecond);
  });

  it('DC3 a slow link gets short pieces, a quick one long ones', () => {
    const slow = new Link(250_000, 20);
    const quick = new Link(40_000_000, 1);
    const lanes = [slow, quick].map((link) => link.open());
    for (const link of [slow, quick]) link.run(2);
    expect(lanes.map((lane) => lane.pieceBytes)).toEqual([minFileChunkBytes, fileChunkBytes]);
  });

  it('DC3 a link that becomes slower is noticed within a second, one that becomes quicker as well', () => {
    const link = new Link(5_000_000, 20);
    link.open();
    link.run(3);
    link.bytesPerSecond = 500_000;
    link.run(2);
    const slowMs = link.clock.monotonicMs();
    link.run(2);
    expect(link.worstWaitMs(slowMs)).toBeLessThan(2 * sendQueueTargetMs);
    link.bytesPerSecond = 5_000_000;
    link.run(1);
    const before = link.totalBytes;
    link.run(2);
    expect((link.totalBytes - before) / 2).toBeGreaterThan(0.85 * 5_000_000);
  });

  it('FT3 several files share the link, and the others take over what one leaves', () => {
    const link = new Link(1_000_000, 20);
    const lanes = [link.open(), link.open(), link.open(), link.open()];
    link.run(8);
    const shares = lanes.map((lane) => (link.carried.get(lane) ?? 0) / link.totalBytes);
    for (const share of shares) expect(share).toBeGreaterThan(0.15);
    for (const lane of lanes.slice(1)) lane.close();
    link.lanes.splice(1);
    const [first] = lanes;
    const before = first === undefined ? 0 : (link.carried.get(first) ?? 0);
    link.run(2);
    expect(first === undefined ? 0 : (link.carried.get(first) ?? 0) - before).toBeGreaterThan(1_500_000);
  });

  it('DC3 while a screen is seen beside them, no more of all files is on the way than told, and all again afterwards', () => {
    const link = new Link(40_000_000, 1);
    link.open();
    link.open();
    link.run(2);
    link.mostBytes = 200_000;
    link.run(1);
    const besideMs = link.clock.monotonicMs();
    link.run(1);
    expect(link.worstWaitMs(besideMs)).toBeLessThanOrEqual(5);
    link.mostBytes = fileWindowBytes;
    const before = link.totalBytes;
    link.run(2);
    expect((link.totalBytes - before) / 2).toBeGreaterThan(0.85 * 40_000_000);
  });

  it('DC3 even the quickest link gets no more than the receiver’s window', () => {
    const link = new Link(10_000_000_000, 50);
    const lane = link.open();
    link.run(3);
    let ahead = 0;
    while (lane.hasRoom(fileChunkBytes)) {
      lane.sent(fileChunkBytes);
      ahead += fileChunkBytes;
    }
    expect(ahead).toBeLessThanOrEqual(fileWindowBytes);
  });
});
