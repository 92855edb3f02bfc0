import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  channelHighWatermarkBytes,
  fileChunkBytes,
  fileProgressIntervalMs,
  fileWindowBytes,
  maxConcurrentTransfers,
  maxEndedTransfersShown,
  maxFileOffersPerSecond,
  maxQueuedTransfers,
} from '../protocol/limits.ts';
import type { TransferView } from '../view/session-parts.ts';
import { MemoryFileSource } from './testing/memory-file-source.ts';
import { TransferPair, seededRandom } from './testing/transfer-pair.ts';

/** Repeats only after a number of bytes that is prime, so that a piece in a wrong place shows. */
function content(sizeBytes: number, seed = 7): Uint8Array {
  const random = seededRandom(seed);
  return Buffer.alloc(
    sizeBytes,
    Uint8Array.from({ length: 4_099 }, () => Math.floor(random() * 256)),
  );
}

function stateNames(views: readonly TransferView[]): string[] {
  return views.map((view) => view.state.name);
}

describe('a file on its way', () => {
  it('FT1 arrives whole, whatever the order of the two channels and the size of its pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.array(fc.constantFrom(0, 1, 16_384, fileChunkBytes - 1, fileChunkBytes, fileChunkBytes + 1, 400_000), {
          minLength: 1,
          maxLength: 5,
        }),
        async (seed, sizes) => {
          const pair = new TransferPair(seed);
          const files = sizes.map((size, index) => content(size, index));
          for (const [index, file] of files.entries()) {
            const end = index % 2 === 0 ? pair.technician : pair.customer;
            expect(end.transfers.offer(new MemoryFileSource(`f${index}`, file)).ok).toBe(true);
          }
          await pair.run();
          for (const [index, file] of files.entries()) {
            const end = index % 2 === 0 ? pair.customer : pair.technician;
            expect(Buffer.from(end.store.files.get(`f${index}`) ?? []).equals(file)).toBe(true);
          }
          expect(new Set(stateNames(pair.technician.transfers.views))).toEqual(new Set(['done']));
          expect(pair.clock.timerCount).toBe(0);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('FT1 is recorded on both sides with the same hash, the receiver before it confirms', async () => {
    const pair = new TransferPair();
    const confirmedBefore: boolean[] = [];
    pair.customer.transfers.on('event', ({ type }) => {
      if (type === 'done') confirmedBefore.push(pair.customer.channel.sentMessages.some(({ t }) => t === 'file/done'));
    });
    const source = new MemoryFileSource('../a\u202eb.txt', content(300_000));
    const offered = pair.technician.transfers.offer(source);
    await pair.run();
    const outline = pair.technician.events.map(({ type, fileName, sizeBytes }) => [type, fileName, sizeBytes]);
    expect(outline).toEqual(['offered', 'accepted', 'done'].map((type) => [type, 'ab.txt', 300_000]));
    expect(pair.customer.events.map(({ type }) => type)).toEqual(['offered', 'accepted', 'done']);
    expect(confirmedBefore).toEqual([false]);
    const [sent, received] = [pair.technician.events.at(-1), pair.customer.events.at(-1)];
    expect(sent?.type === 'done' && received?.type === 'done' && sent.sha256 === received.sha256).toBe(true);
    expect(offered).toEqual({ ok: true, value: sent?.transfer });
    expect(source.closed).toBe(true);
  });

  it('FT1 waits for the person when it is told to ask, and nothing is stored before', async () => {
    const pair = new TransferPair();
    pair.customer.decision = 'ask';
    pair.technician.transfers.offer(new MemoryFileSource('a', content(10)));
    await pair.run();
    expect(pair.customer.store.created).toBe(0);
    const [view] = pair.customer.transfers.views;
    expect(view?.state.name).toBe('offered');
    expect(pair.customer.transfers.accept(view?.id ?? '')).toEqual({ ok: true, value: null });
    await pair.run();
    expect(pair.customer.store.files.size).toBe(1);
  });

  it('FT1 is refused with the reason that was given, and the sender is told', async () => {
    const pair = new TransferPair();
    pair.customer.decision = 'permissionNotGranted';
    const source = new MemoryFileSource('a', content(10));
    pair.technician.transfers.offer(source);
    await pair.run();
    for (const { transfers, events } of [pair.technician, pair.customer]) {
      expect(transfers.views[0]?.state).toEqual({ name: 'failed', reason: 'permissionNotGranted' });
      expect(events.map(({ type }) => type)).toEqual(['offered', 'refused']);
    }
    expect([pair.customer.store.created, source.closed]).toEqual([0, true]);
  });

  it('FT3 a disk that is too full is known before a byte is sent', async () => {
    const pair = new TransferPair();
    pair.customer.store.freeBytes = 99_999;
    pair.technician.transfers.offer(new MemoryFileSource('a', content(100_000)));
    await pair.run();
    expect(pair.technician.transfers.views[0]?.state).toEqual({ name: 'failed', reason: 'diskFull' });
    expect(pair.technician.channel.highestFileBytes).toBe(0);
  });

  it('FT3 a disk that fills up on the way ends this transfer, and nothing of it is left', async () => {
    const pair = new TransferPair();
    const source = new MemoryFileSource('a', content(1_000_000));
    pair.technician.transfers.on('changed', (view) => {
      if (view.state.name === 'running') pair.customer.store.freeBytes = 200_000;
    });
    pair.technician.transfers.offer(source);
    await pair.run();
    expect(pair.technician.transfers.views[0]?.state).toEqual({ name: 'failed', reason: 'diskFull' });
    expect([pair.customer.store.parts.size, pair.customer.store.files.size, source.closed]).toEqual([0, 0, true]);
  });

  it('FT1 a file that cannot be read, or is not as long as it was, ends the transfer', async () => {
    const bytes = content(400_000);
    const broken = new MemoryFileSource('a', bytes);
    broken.failsAtByte = 200_000;
    const shorter = new MemoryFileSource('b', bytes, { claimedBytes: 500_000 });
    const longer = new MemoryFileSource('c', bytes, { claimedBytes: 300_000 });
    for (const source of [broken, shorter, longer]) {
      const pair = new TransferPair();
      pair.technician.transfers.offer(source);
      await pair.run();
      for (const { transfers } of [pair.technician, pair.customer]) {
        expect(transfers.views[0]?.state).toEqual({ name: 'failed', reason: 'fileUnreadable' });
      }
      expect([pair.customer.store.parts.size, pair.customer.store.files.size]).toEqual([0, 0]);
    }
  });
});

describe('flow', () => {
  it('DC3 the sender stays within the window of a receiver whose disk stands still, and goes on after', async () => {
    const pair = new TransferPair();
    const bytes = content(4 * fileWindowBytes);
    pair.technician.transfers.offer(new MemoryFileSource('a', bytes, { pieceBytes: [1 << 20] }));
    const releases: (() => void)[] = [];
    let receivedBytes = 0;
    pair.customer.channel.receiver = {
      receiveMessage: (message) => pair.customer.transfers.receiveMessage(message),
      receiveFrame(frame) {
        receivedBytes += frame.length;
        // By now the sender trusts the link with all that it may.
        if (receivedBytes > 2 * fileWindowBytes && releases.length === 0) {
          pair.customer.store.gate = new Promise((resolve) => void releases.push(resolve));
        }
        pair.customer.transfers.receiveFrame(frame);
      },
    };
    await pair.run();
    const storedBytes = [...pair.customer.store.parts].reduce((sum, part) => sum + part.storedBytes, 0);
    expect(receivedBytes - storedBytes).toBeGreaterThan(fileWindowBytes - 2 * fileChunkBytes);
    expect(receivedBytes - storedBytes).toBeLessThan(fileWindowBytes + 2 * fileChunkBytes);
    expect(releases.length).toBe(1);
    for (const release of releases) release();
    await pair.run();
    expect(pair.customer.store.files.get('a')?.length).toBe(bytes.length);
  });

  it('DC3 the sender stops at the high watermark and goes on below the low one', async () => {
    const pair = new TransferPair();
    const bytes = content(2 * fileWindowBytes);
    for (const name of ['a', 'b', 'c', 'd']) {
      pair.technician.transfers.offer(new MemoryFileSource(name, bytes, { pieceBytes: [1 << 20] }));
    }
    await pair.run();
    expect(pair.customer.store.files.size).toBe(4);
    const { highestFileBytes } = pair.technician.channel;
    expect(highestFileBytes).toBeGreaterThanOrEqual(channelHighWatermarkBytes);
    expect(highestFileBytes).toBeLessThan(channelHighWatermarkBytes + fileChunkBytes + 256);
  });

  it('FT3 twenty files dropped at once take turns', async () => {
    const pair = new TransferPair();
    pair.customer.decision = 'ask';
    for (let index = 0; index < 20; index += 1) {
      pair.technician.transfers.offer(new MemoryFileSource(`f${index}`, content(1_000)));
    }
    await pair.run();
    expect(pair.technician.transfers.views.length).toBe(20);
    expect(pair.customer.transfers.views.length).toBe(maxConcurrentTransfers);
    pair.customer.decision = 'accept';
    for (const { id } of pair.customer.transfers.views) pair.customer.transfers.accept(id);
    await pair.run();
    expect(pair.customer.store.files.size).toBe(20);
    expect(pair.customer.events.filter(({ type }) => type === 'refused')).toEqual([]);
  });

  it('FT3 a queue ends somewhere, and what does not fit is closed', async () => {
    const pair = new TransferPair();
    for (let index = 0; index < maxQueuedTransfers + maxConcurrentTransfers; index += 1) {
      expect(pair.technician.transfers.offer(new MemoryFileSource('a', content(1))).ok).toBe(true);
    }
    const source = new MemoryFileSource('a', content(1));
    expect(pair.technician.transfers.offer(source)).toEqual({ ok: false, reason: 'tooManyTransfers' });
    expect(source.closed).toBe(true);
  });

  it('FT3 many small files are offered no faster than the control channel allows', async () => {
    const pair = new TransferPair();
    for (let index = 0; index < 100; index += 1) {
      pair.technician.transfers.offer(new MemoryFileSource(`f${index}`, content(1)));
    }
    const offers = (): number => pair.technician.channel.sentMessages.filter(({ t }) => t === 'file/offer').length;
    await pair.run();
    expect(offers()).toBe(maxFileOffersPerSecond);
    for (let second = 2; second <= 4; second += 1) {
      pair.clock.advance(1_000);
      await pair.run();
    }
    expect([offers(), pair.customer.store.files.size]).toEqual([100, 100]);
  });

  it('FT3 progress comes at most ten times a second and with a speed', async () => {
    const pair = new TransferPair();
    const shown: TransferView['state'][] = [];
    pair.technician.transfers.on('changed', ({ state }) => shown.push(state));
    let storedBytes = 0;
    const { receiver } = pair.technician.channel;
    pair.technician.channel.receiver = {
      receiveMessage(message) {
        if (message.t === 'file/stored') {
          // A megabyte every 20 ms.
          pair.clock.advance(((message.bytes - storedBytes) / (1 << 20)) * 20);
          storedBytes = message.bytes;
        }
        return receiver?.receiveMessage(message) ?? false;
      },
      receiveFrame() {},
    };
    const startMs = pair.clock.monotonicMs();
    pair.technician.transfers.offer(new MemoryFileSource('a', content(20 << 20), { pieceBytes: [1 << 20] }));
    await pair.run();
    const running = shown.filter(({ name }) => name === 'running');
    const elapsedMs = pair.clock.monotonicMs() - startMs;
    expect(elapsedMs).toBeGreaterThan(350);
    expect(running.length).toBeGreaterThan(3);
    expect(running.length).toBeLessThanOrEqual(elapsedMs / fileProgressIntervalMs + 2);
    const speeds = running.map((state) => (state.name === 'running' ? state.bytesPerSecond : 0));
    expect(speeds.at(-1)).toBeGreaterThan(40 << 20);
    expect(speeds.at(-1)).toBeLessThan(60 << 20);
  });

  it('FT3 the speed of a stalled transfer sinks', async () => {
    const pair = new TransferPair();
    const speeds: number[] = [];
    pair.technician.transfers.on('changed', ({ state }) => {
      if (state.name === 'running') speeds.push(state.bytesPerSecond);
    });
    pair.technician.transfers.offer(new MemoryFileSource('a', content(20 << 20), { pieceBytes: [1 << 20] }));
    pair.customer.transfers.on('event', ({ type }) => {
      if (type === 'accepted') pair.clock.advance(10);
    });
    const { receiver } = pair.customer.channel;
    let frames = 0;
    pair.customer.channel.receiver = {
      receiveMessage: (message) => receiver?.receiveMessage(message) ?? false,
      receiveFrame(frame) {
        frames += 1;
        pair.clock.advance(10);
        if (frames < 60) receiver?.receiveFrame(frame);
      },
    };
    await pair.run();
    const fastest = Math.max(...speeds);
    expect(fastest).toBeGreaterThan(1 << 20);
    pair.clock.advance(10_000);
    expect(speeds.at(-1)).toBeLessThan(fastest / 100);
  });
});

describe('the end', () => {
  it('PRM4 taking everything back stops both directions at once and leaves nothing behind', async () => {
    const pair = new TransferPair();
    const sources = [0, 1, 2, 3, 4, 5].map((index) => new MemoryFileSource(`f${index}`, content(3 << 20)));
    for (const [index, source] of sources.entries()) {
      (index % 2 === 0 ? pair.technician : pair.customer).transfers.offer(source);
    }
    let stored = 0;
    pair.customer.transfers.on('changed', ({ direction, state }) => {
      if (direction === 'receiving' && state.name === 'running' && stored === 0) {
        stored += 1;
        queueMicrotask(() => pair.customer.transfers.cancelAll('permissionNotGranted'));
      }
    });
    await pair.run();
    expect(stored).toBe(1);
    for (const { transfers, store } of [pair.technician, pair.customer]) {
      expect(new Set(stateNames(transfers.views))).toEqual(new Set(['failed']));
      expect([store.parts.size, store.files.size]).toEqual([0, 0]);
    }
    expect(sources.every(({ closed }) => closed)).toBe(true);
    expect(pair.clock.timerCount).toBe(0);
  });

  it('PRM4 one direction can be stopped without the other, and its queue is not offered first', async () => {
    const pair = new TransferPair();
    pair.customer.decision = 'ask';
    for (let index = 0; index < 8; index += 1) pair.technician.transfers.offer(new MemoryFileSource('a', content(9)));
    pair.customer.transfers.offer(new MemoryFileSource('b', content(300_000)));
    await pair.run();
    pair.technician.transfers.cancelAll('permissionNotGranted', 'sending');
    await pair.run();
    const offers = pair.technician.channel.sentMessages.filter(({ t }) => t === 'file/offer');
    expect(offers.length).toBe(maxConcurrentTransfers);
    expect(pair.technician.store.files.size).toBe(1);
  });

  it('PRM2 a permission that is gone stops the next chunk, on either side', async () => {
    for (const [side, direction] of [
      ['technician', 'sending'],
      ['customer', 'receiving'],
    ] as const) {
      const pair = new TransferPair();
      pair.customer.transfers.on('event', ({ type }) => {
        if (type === 'accepted') queueMicrotask(() => pair[side].allowed.delete(direction));
      });
      pair.technician.transfers.offer(new MemoryFileSource('a', content(20 << 20), { pieceBytes: [1 << 20] }));
      await pair.run();
      expect(pair.technician.transfers.views[0]?.state).toEqual({ name: 'failed', reason: 'permissionNotGranted' });
      expect([pair.customer.store.parts.size, pair.customer.store.files.size]).toEqual([0, 0]);
    }
  });

  it('PRM2 without the permission an accepted offer is refused, and no place is made for it', async () => {
    const pair = new TransferPair();
    pair.customer.allowed.delete('receiving');
    pair.technician.transfers.offer(new MemoryFileSource('a', content(9)));
    await pair.run();
    expect(pair.technician.transfers.views[0]?.state).toEqual({ name: 'failed', reason: 'permissionNotGranted' });
    expect(pair.customer.store.created).toBe(0);
  });

  it('a person cancels on either side, and refuses what is only offered', async () => {
    const pair = new TransferPair();
    pair.customer.decision = 'ask';
    for (const name of ['a', 'b']) pair.technician.transfers.offer(new MemoryFileSource(name, content(9)));
    await pair.run();
    const [first, second] = pair.technician.transfers.views;
    pair.technician.transfers.cancel(first?.id ?? '');
    pair.customer.transfers.cancel(second?.id ?? '');
    await pair.run();
    const reasons = pair.technician.transfers.views.map(({ state }) => (state.name === 'failed' ? state.reason : null));
    expect(reasons).toEqual(['fileCancelled', 'fileRefused']);
    expect(pair.customer.transfers.views.map(({ state }) => state)).toEqual(
      pair.technician.transfers.views.map(({ state }) => state),
    );
    expect(pair.customer.transfers.accept(first?.id ?? '')).toEqual({ ok: false, reason: 'fileCancelled' });
    expect(pair.customer.transfers.cancel('unknown-id')).toEqual({ ok: false, reason: 'fileCancelled' });
  });

  it('a file cancelled while the disk puts it in its place is taken away again', async () => {
    const pair = new TransferPair();
    pair.technician.transfers.offer(new MemoryFileSource('a', content(100_000)));
    let open = (): void => {};
    const { receiver } = pair.customer.channel;
    pair.customer.channel.receiver = {
      receiveFrame: (frame) => receiver?.receiveFrame(frame),
      receiveMessage(message) {
        if (message.t === 'file/finish') pair.customer.store.gate = new Promise((resolve) => (open = resolve));
        return receiver?.receiveMessage(message) ?? false;
      },
    };
    await pair.run();
    const [view] = pair.customer.transfers.views;
    expect(view?.state.name).toBe('running');
    pair.customer.transfers.cancel(view?.id ?? '');
    open();
    await pair.run();
    expect([pair.customer.store.parts.size, pair.customer.store.files.size]).toEqual([0, 0]);
    expect(pair.technician.transfers.views[0]?.state).toEqual({ name: 'failed', reason: 'fileCancelled' });
  });

  it('a lost connection ends what is on its way', async () => {
    const pair = new TransferPair();
    pair.technician.channel.connected = false;
    const source = new MemoryFileSource('a', content(9));
    pair.technician.transfers.offer(source);
    await pair.run();
    expect(pair.technician.transfers.views[0]?.state).toEqual({ name: 'failed', reason: 'connectionFailed' });
    expect(source.closed).toBe(true);
  });

  it('close waits until the unfinished files are gone, and leaves no listener and no timer', async () => {
    const pair = new TransferPair();
    pair.technician.transfers.offer(new MemoryFileSource('a', content(3 << 20)));
    const closing: Promise<void>[] = [];
    pair.customer.transfers.on('event', ({ type }) => {
      if (type === 'accepted') queueMicrotask(() => void closing.push(pair.customer.transfers.close()));
    });
    await pair.run();
    expect(closing.length).toBe(1);
    await Promise.all(closing);
    await pair.technician.transfers.close();
    expect([pair.customer.store.parts.size, pair.customer.store.files.size]).toEqual([0, 0]);
    expect([pair.channels.left.listenerCount, pair.channels.right.listenerCount, pair.clock.timerCount]).toEqual([
      0, 0, 0,
    ]);
    const late = new MemoryFileSource('b', content(1));
    expect(pair.technician.transfers.offer(late)).toEqual({ ok: false, reason: 'fileCancelled' });
    expect(late.closed).toBe(true);
  });

  it('only the last ended transfers are kept', async () => {
    const pair = new TransferPair();
    for (let index = 0; index < maxEndedTransfersShown + 20; index += 1) {
      pair.technician.transfers.offer(new MemoryFileSource(`f${index}`, content(1)));
      await pair.run();
      pair.clock.advance(1_000);
    }
    expect(pair.technician.transfers.views.length).toBe(maxEndedTransfersShown);
    expect(pair.technician.transfers.views.at(-1)?.name).toBe(`f${maxEndedTransfersShown + 19}`);
  });
});
