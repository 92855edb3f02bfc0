import type { FailureCode } from '../../core/failure.ts';
import { fileAcknowledgeIntervalMs } from '../../protocol/limits.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { FileTransfers, type FileTransfersOptions } from '../file-transfers.ts';
import { portableSha256 } from '../portable-sha256.ts';
import type { TransferDirection, TransferEvent } from '../transfer-event.ts';
import { ChannelPair, type ChannelEnd } from './channel-pair.ts';
import { MemoryFileStore } from './memory-file-store.ts';

/** One end with everything that a test wants to turn or to look at. */
export type TransferEnd = {
  readonly transfers: FileTransfers;
  readonly store: MemoryFileStore;
  readonly channel: ChannelEnd;
  readonly events: TransferEvent[];
  decision: 'accept' | 'ask' | FailureCode;
  readonly allowed: Set<TransferDirection>;
};

/** A technician's and a customer's files over one unkind channel, on one clock that stands still. */
export class TransferPair {
  readonly clock = new FakeClock();
  readonly channels = new ChannelPair();
  readonly technician: TransferEnd;
  readonly customer: TransferEnd;
  readonly #choose: (count: number) => number;

  constructor(seed = 1) {
    const random = seededRandom(seed);
    this.#choose = (count) => Math.floor(random() * count);
    const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => Math.floor(random() * 256));
    this.technician = createEnd(this.channels.left, this.clock, bytes);
    this.customer = createEnd(this.channels.right, this.clock, bytes);
  }

  /** Until nothing moves any more, and nothing is about to: receivers confirm a little later. */
  async run(): Promise<void> {
    for (let idleSteps = 0; idleSteps < 3; idleSteps += 1) {
      if (await this.channels.run(this.#choose)) idleSteps = 0;
      if (!this.#isMoving()) return;
      this.clock.advance(fileAcknowledgeIntervalMs);
    }
  }

  #isMoving(): boolean {
    const views = [...this.technician.transfers.views, ...this.customer.transfers.views];
    return views.some(({ state }) => state.name === 'running');
  }
}

function createEnd(channel: ChannelEnd, clock: FakeClock, random: FileTransfersOptions['random']): TransferEnd {
  const store = new MemoryFileStore();
  const allowed = new Set<TransferDirection>(['sending', 'receiving']);
  const transfers = new FileTransfers({
    channel,
    store,
    clock,
    random,
    hash: portableSha256,
    admit: () => end.decision,
    isAllowed: (direction) => allowed.has(direction),
  });
  const end: TransferEnd = { transfers, store, channel, events: [], decision: 'accept', allowed };
  channel.receiver = transfers;
  transfers.on('event', (event) => end.events.push(event));
  return end;
}

/** Numbers in [0, 1) that a failing test can repeat (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
