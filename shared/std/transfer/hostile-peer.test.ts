import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFileFrame } from '../protocol/file-frame.ts';
import {
  fileChunkBytes,
  fileFinishStallMs,
  fileWindowBytes,
  firstSendWindowBytes,
  maxConcurrentTransfers,
  maxEndedTransfersShown,
  minFileChunkBytes,
} from '../protocol/limits.ts';
import type { PeerMessage } from '../protocol/peer-messages.ts';
import { MemoryFileSource } from './testing/memory-file-source.ts';
import { TransferPair, type TransferEnd } from './testing/transfer-pair.ts';

const emptySha256 = createHash('sha256').digest('hex');
const wrongSha256 = 'f'.repeat(64);

/** The customer's end alone; the other one says whatever a test wants. */
class HostilePeer {
  readonly pair = new TransferPair();
  readonly victim: TransferEnd = this.pair.customer;

  constructor() {
    this.pair.technician.channel.receiver = null;
  }

  say(message: PeerMessage): void {
    expect(this.victim.transfers.receiveMessage(message)).toBe(true);
  }

  send(transfer: string, offset: number, bytes: Uint8Array): void {
    this.victim.transfers.receiveFrame(encodeFileFrame({ transfer, offset, bytes }));
  }

  async offer(transfer: string, sizeBytes: number): Promise<void> {
    this.say({ t: 'file/offer', transfer, name: 'a', sizeBytes, sha256: null });
    await this.pair.run();
  }

  state(transfer: string): string {
    const state = this.victim.transfers.views.find(({ id }) => id === transfer)?.state;
    return state?.name === 'failed' ? state.reason : (state?.name ?? 'unknown');
  }

  answers(): string[] {
    return this.victim.channel.sentMessages.map(({ t }) => t);
  }

  /** Without time passing. */
  async settle(): Promise<void> {
    await this.pair.channels.run(() => 0);
  }

  /** Nothing stored, nothing half stored. */
  expectCleanDisk(): void {
    expect([this.victim.store.parts.size, this.victim.store.files.size]).toEqual([0, 0]);
  }
}

const chunk = new Uint8Array(fileChunkBytes);

describe('a peer that sends files as it likes', () => {
  it('FT1 frames for what is unknown, not accepted or over are dropped', async () => {
    const peer = new HostilePeer();
    peer.victim.decision = 'ask';
    await peer.offer('transfer1', 300_000);
    peer.send('transfer1', 0, chunk);
    peer.send('transfer9', 0, chunk);
    await peer.pair.run();
    expect([peer.victim.store.created, peer.state('transfer1')]).toEqual([0, 'offered']);
    peer.victim.transfers.cancel('transfer1');
    peer.send('transfer1', 0, chunk);
    await peer.pair.run();
    expect(peer.state('transfer1')).toBe('fileRefused');
    peer.expectCleanDisk();
  });

  it.each([
    ['an overlap', fileChunkBytes - 1, fileChunkBytes],
    ['a repetition', 0, fileChunkBytes],
    ['a gap', fileChunkBytes + 1, fileChunkBytes],
    ['a huge offset', Number.MAX_SAFE_INTEGER, fileChunkBytes],
    ['more than was declared', fileChunkBytes, fileChunkBytes],
    ['a chunk too small to be honest', fileChunkBytes, minFileChunkBytes - 1],
  ])('FT3 %s ends the transfer and removes what was stored', async (_what, offset, length) => {
    const peer = new HostilePeer();
    await peer.offer('transfer1', 2 * fileChunkBytes - 1);
    peer.send('transfer1', 0, chunk);
    await peer.pair.run();
    expect(peer.state('transfer1')).toBe('running');
    peer.send('transfer1', offset, chunk.subarray(0, length));
    await peer.pair.run();
    expect(peer.state('transfer1')).toBe('protocolBroken');
    expect(peer.answers().at(-1)).toBe('file/abort');
    peer.expectCleanDisk();
  });

  it('DC3 more than a window ahead of the disk ends the transfer', async () => {
    const peer = new HostilePeer();
    let open = (): void => {};
    await peer.offer('transfer1', 10 * fileWindowBytes);
    peer.victim.store.gate = new Promise((resolve) => (open = resolve));
    for (let offset = 0; offset <= fileWindowBytes; offset += fileChunkBytes) peer.send('transfer1', offset, chunk);
    expect(peer.state('transfer1')).toBe('protocolBroken');
    open();
    await peer.pair.run();
    peer.expectCleanDisk();
  });

  it('FT1 a wrong hash leaves no file', async () => {
    const peer = new HostilePeer();
    await peer.offer('transfer1', fileChunkBytes);
    peer.send('transfer1', 0, chunk);
    peer.say({ t: 'file/finish', transfer: 'transfer1', sha256: wrongSha256 });
    await peer.pair.run();
    expect(peer.state('transfer1')).toBe('fileHashMismatch');
    peer.expectCleanDisk();
  });

  it('FT3 a finish before all bytes is believed for a while only', async () => {
    const peer = new HostilePeer();
    await peer.offer('transfer1', 2 * fileChunkBytes);
    peer.say({ t: 'file/finish', transfer: 'transfer1', sha256: wrongSha256 });
    peer.pair.clock.advance(fileFinishStallMs - 1);
    peer.send('transfer1', 0, chunk);
    await peer.settle();
    peer.pair.clock.advance(fileFinishStallMs - 1);
    await peer.settle();
    expect(peer.state('transfer1')).toBe('running');
    peer.pair.clock.advance(1);
    await peer.pair.run();
    expect(peer.state('transfer1')).toBe('protocolBroken');
    peer.expectCleanDisk();
  });

  it('FT1 a finish twice, or before the acceptance, ends the transfer', async () => {
    const peer = new HostilePeer();
    await peer.offer('transfer1', fileChunkBytes);
    peer.say({ t: 'file/finish', transfer: 'transfer1', sha256: wrongSha256 });
    peer.say({ t: 'file/finish', transfer: 'transfer1', sha256: wrongSha256 });
    peer.victim.decision = 'ask';
    await peer.offer('transfer2', 0);
    peer.say({ t: 'file/finish', transfer: 'transfer2', sha256: emptySha256 });
    await peer.pair.run();
    expect([peer.state('transfer1'), peer.state('transfer2')]).toEqual(['protocolBroken', 'protocolBroken']);
    peer.expectCleanDisk();
  });

  it('FT1 an offer under a known id changes nothing', async () => {
    const peer = new HostilePeer();
    peer.victim.decision = 'ask';
    await peer.offer('transfer1', 10);
    const own = peer.victim.transfers.offer(new MemoryFileSource('mine', new Uint8Array(5)));
    peer.victim.decision = 'accept';
    await peer.offer('transfer1', 20);
    if (own.ok) await peer.offer(own.value, 20);
    expect(peer.victim.transfers.views.map(({ sizeBytes, direction }) => [direction, sizeBytes])).toEqual([
      ['receiving', 10],
      ['sending', 5],
    ]);
    expect(peer.victim.store.created).toBe(0);
  });

  it('FT3 ten thousand offers take the memory of a few', async () => {
    const peer = new HostilePeer();
    peer.victim.decision = 'ask';
    for (let index = 0; index < 10_000; index += 1) {
      peer.say({ t: 'file/offer', transfer: `transfer${index}`, name: 'a', sizeBytes: 1, sha256: null });
    }
    expect(peer.victim.transfers.views.length).toBe(maxConcurrentTransfers);
    expect(peer.victim.events.length).toBe(maxConcurrentTransfers);
    peer.victim.transfers.cancelAll('fileCancelled');
    peer.victim.decision = 'permissionNotGranted';
    for (let index = 0; index < 10_000; index += 1) {
      peer.say({ t: 'file/offer', transfer: `again${index}`, name: 'a', sizeBytes: 1, sha256: null });
    }
    expect(peer.victim.transfers.views.length).toBe(maxEndedTransfersShown);
    expect(peer.victim.store.created).toBe(0);
  });

  it('FT1 one that breaks the rules does not disturb another', async () => {
    const peer = new HostilePeer();
    await peer.offer('transfer1', fileChunkBytes);
    await peer.offer('transfer2', fileChunkBytes);
    peer.send('transfer1', 5, chunk);
    peer.send('transfer2', 0, chunk);
    const sha256 = createHash('sha256').update(chunk).digest('hex');
    peer.say({ t: 'file/finish', transfer: 'transfer2', sha256 });
    await peer.pair.run();
    expect([peer.state('transfer1'), peer.state('transfer2')]).toEqual(['protocolBroken', 'done']);
  });
});

describe('a peer that receives files as it likes', () => {
  async function offered(bytes: number): Promise<{ peer: HostilePeer; transfer: string; source: MemoryFileSource }> {
    const peer = new HostilePeer();
    const source = new MemoryFileSource('a', new Uint8Array(bytes));
    const result = peer.victim.transfers.offer(source);
    await peer.pair.run();
    return { peer, source, transfer: result.ok ? result.value : '' };
  }

  it('FT1 nothing is sent before the acceptance, whatever else is said', async () => {
    const { peer, transfer } = await offered(fileChunkBytes);
    peer.say({ t: 'file/stored', transfer, bytes: 10 });
    peer.say({ t: 'file/done', transfer, sha256: wrongSha256 });
    peer.say({ t: 'file/finish', transfer, sha256: wrongSha256 });
    await peer.pair.run();
    expect([peer.state(transfer), peer.victim.channel.highestFileBytes]).toEqual(['offered', 0]);
  });

  it('FT1 a second acceptance does not send twice', async () => {
    const { peer, transfer } = await offered(firstSendWindowBytes);
    peer.say({ t: 'file/accept', transfer });
    peer.say({ t: 'file/accept', transfer });
    peer.say({ t: 'file/refuse', transfer, reason: 'fileRefused' });
    await peer.pair.run();
    expect(peer.answers()).toEqual(['file/offer', 'file/finish']);
    expect(peer.victim.channel.highestFileBytes).toBeLessThan(firstSendWindowBytes + 1_000);
  });

  it.each([
    [
      'more stored than was sent',
      (transfer: string): PeerMessage => ({ t: 'file/stored', transfer, bytes: 1_000_000 }),
      'protocolBroken',
    ],
    [
      'another hash',
      (transfer: string): PeerMessage => ({ t: 'file/done', transfer, sha256: wrongSha256 }),
      'fileHashMismatch',
    ],
    ['an abort', (transfer: string): PeerMessage => ({ t: 'file/abort', transfer, reason: 'diskFull' }), 'diskFull'],
  ])('FT1 %s ends the transfer and closes the file', async (_what, message, reason) => {
    const { peer, transfer, source } = await offered(firstSendWindowBytes);
    peer.say({ t: 'file/accept', transfer });
    await peer.pair.run();
    peer.say(message(transfer));
    expect([peer.state(transfer), source.closed]).toEqual([reason, true]);
  });

  it('FT1 a confirmation before the end, or a window that moves back, ends the transfer', async () => {
    const early = await offered(4 * fileWindowBytes);
    early.peer.say({ t: 'file/accept', transfer: early.transfer });
    await early.peer.pair.run();
    early.peer.say({ t: 'file/done', transfer: early.transfer, sha256: wrongSha256 });
    expect(early.peer.state(early.transfer)).toBe('protocolBroken');
    const back = await offered(4 * fileWindowBytes);
    back.peer.say({ t: 'file/accept', transfer: back.transfer });
    await back.peer.pair.run();
    back.peer.say({ t: 'file/stored', transfer: back.transfer, bytes: 1_000 });
    back.peer.say({ t: 'file/stored', transfer: back.transfer, bytes: 999 });
    expect(back.peer.state(back.transfer)).toBe('protocolBroken');
  });

  it('DC3 no confirmation, no more than the first window', async () => {
    const { peer, transfer } = await offered(4 * fileWindowBytes);
    peer.say({ t: 'file/accept', transfer });
    await peer.pair.run();
    expect(peer.pair.customer.channel.highestFileBytes).toBeLessThan(firstSendWindowBytes + 1_000);
    expect(peer.state(transfer)).toBe('running');
  });
});

it('FT1 no sequence of messages and frames throws, stores without acceptance, or leaves anything open', async () => {
  const transfer = fc.constantFrom('transfer1', 'transfer2', 'transfer3');
  const size = fc.constantFrom(0, 1, fileChunkBytes, 2 * fileChunkBytes, 2 ** 48);
  const sha256 = fc.constantFrom(emptySha256, wrongSha256, createHash('sha256').update(chunk).digest('hex'));
  const step = fc.oneof(
    fc.record({
      t: fc.constant('file/offer' as const),
      transfer,
      name: fc.string(),
      sizeBytes: size,
      sha256: fc.constant(null),
    }),
    fc.record({ t: fc.constant('file/accept' as const), transfer }),
    fc.record({
      t: fc.constantFrom('file/refuse' as const, 'file/abort' as const),
      transfer,
      reason: fc.constant('diskFull' as const),
    }),
    fc.record({ t: fc.constant('file/stored' as const), transfer, bytes: size }),
    fc.record({ t: fc.constantFrom('file/finish' as const, 'file/done' as const), transfer, sha256 }),
    fc.record({ transfer, offset: size, length: fc.constantFrom(1, minFileChunkBytes, fileChunkBytes) }),
    fc.uint8Array({ maxLength: 200 }),
    fc.constant('run' as const),
  );
  const decision = fc.constantFrom('accept' as const, 'ask' as const, 'fileRefused' as const);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), decision, async (steps, decided) => {
      const peer = new HostilePeer();
      peer.victim.decision = decided;
      for (const taken of steps) {
        if (taken === 'run') await peer.pair.run();
        else if (taken instanceof Uint8Array) peer.victim.transfers.receiveFrame(taken);
        else if ('t' in taken) peer.say(taken);
        else peer.send(taken.transfer, taken.offset, chunk.subarray(0, taken.length));
      }
      await peer.pair.run();
      if (decided !== 'accept') expect(peer.victim.store.created).toBe(0);
      await peer.victim.transfers.close();
      expect([peer.victim.store.parts.size, peer.pair.clock.timerCount]).toEqual([0, 0]);
      const done = peer.victim.transfers.views.filter(({ state }) => state.name === 'done');
      expect(peer.victim.store.files.size).toBeLessThanOrEqual(done.length);
    }),
    { numRuns: 200 },
  );
});
