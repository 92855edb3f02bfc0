import { createHash, randomFillSync } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDiskFileSource } from '#shared/node/disk-file-source.ts';
import { DiskFileStore } from '#shared/node/disk-file-store.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import type { TransferView } from '#shared/std/view/session-parts.ts';
import { connectFilePeers, type FilePeer } from './file-peer.ts';

describe('files over a real data connection, from disk to disk', () => {
  let root = '';
  let technician: FilePeer;
  let customer: FilePeer;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'handrail-files-'));
    await mkdir(join(root, 'source'));
    const store = (name: string): DiskFileStore =>
      new DiskFileStore({
        folder: join(root, name),
        platform: process.platform,
        clock: systemClock,
        logger: silentLogger,
      });
    const stores = { technician: store('technician'), customer: store('customer') };
    ({ technician, customer } = await connectFilePeers(stores));
  });

  afterEach(async () => {
    await Promise.all([technician.close(), customer.close()]);
    await rm(root, { recursive: true, force: true });
  });

  async function makeFile(name: string, sizeBytes: number): Promise<string> {
    const path = join(root, 'source', name);
    await writeFile(path, randomFillSync(Buffer.alloc(sizeBytes)));
    return path;
  }

  async function offer(peer: FilePeer, path: string): Promise<string> {
    const source = openDiskFileSource(path);
    const offered = source.ok ? peer.transfers.offer(source.value) : source;
    if (!offered.ok) throw new Error(offered.reason);
    return offered.value;
  }

  function viewOf(peer: FilePeer, transfer: string): TransferView | undefined {
    return peer.transfers.views.find(({ id }) => id === transfer);
  }

  function ended(peer: FilePeer, count: number): Promise<void> {
    return vi.waitFor(
      () => {
        const over = peer.transfers.views.filter(({ state }) => state.name === 'done' || state.name === 'failed');
        expect(over.length).toBe(count);
      },
      { timeout: 25_000, interval: 20 },
    );
  }

  async function sha256(path: string): Promise<string> {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    return hash.digest('hex');
  }

  it('FT1 100 MB arrive byte for byte, with progress on both sides', async () => {
    const path = await makeFile('large.bin', 100_000_000);
    const shown: { sending: number[]; receiving: number[] } = { sending: [], receiving: [] };
    for (const peer of [technician, customer]) {
      peer.transfers.on('changed', ({ direction, state }) => {
        if (state.name === 'running') shown[direction].push(state.doneBytes);
      });
    }
    const transfer = await offer(technician, path);
    await ended(technician, 1);
    const expected = await sha256(path);
    const savedAs = join(root, 'customer', 'large.bin');
    expect(viewOf(technician, transfer)?.state).toEqual({ name: 'done', sha256: expected, savedAs: null });
    expect(viewOf(customer, transfer)?.state).toEqual({ name: 'done', sha256: expected, savedAs });
    expect(await sha256(savedAs)).toBe(expected);
    for (const doneBytes of [shown.sending, shown.receiving]) {
      expect(doneBytes.length).toBeGreaterThan(3);
      expect(doneBytes).toEqual(doneBytes.toSorted((a, b) => a - b));
    }
  });

  it('FT1 forty files cross in both directions at once, empty ones too', async () => {
    const sizes = Array.from({ length: 20 }, (_, index) => (index * index * 7_919) % 1_500_000);
    const paths = await Promise.all(sizes.map((size, index) => makeFile(`file ${index}.bin`, size)));
    for (const path of paths) {
      await offer(technician, path);
      await offer(customer, path);
    }
    await Promise.all([ended(technician, 40), ended(customer, 40)]);
    for (const [index, path] of paths.entries()) {
      const expected = await sha256(path);
      for (const side of ['technician', 'customer']) {
        expect(await sha256(join(root, side, `file ${index}.bin`))).toBe(expected);
      }
    }
    expect(technician.connection.isBound).toBe(true);
  });

  it('PRM4 taking everything back stops a transfer at once and leaves no part of it', async () => {
    const path = await makeFile('large.bin', 60_000_000);
    const transfer = await offer(technician, path);
    await vi.waitFor(() => expect(viewOf(customer, transfer)?.state.name).toBe('running'), { interval: 1 });
    const startMs = performance.now();
    customer.transfers.cancelAll('permissionNotGranted');
    await vi.waitFor(async () => expect(await readdir(join(root, 'customer'))).toEqual([]), { interval: 1 });
    expect(performance.now() - startMs).toBeLessThan(100);
    await ended(technician, 1);
    expect(viewOf(technician, transfer)?.state).toEqual({ name: 'failed', reason: 'permissionNotGranted' });
    // The connection goes on: the next file arrives.
    const next = await offer(technician, await makeFile('next.bin', 1_000));
    await ended(technician, 2);
    expect(viewOf(customer, next)?.state.name).toBe('done');
  });

  it('FT1 a connection that ends in the middle leaves no part of the file on either side', async () => {
    const transfer = await offer(technician, await makeFile('large.bin', 60_000_000));
    await vi.waitFor(() => expect(viewOf(customer, transfer)?.state.name).toBe('running'), { interval: 1 });
    technician.connection.close();
    await customer.ended;
    for (const peer of [technician, customer]) {
      expect(viewOf(peer, transfer)?.state).toEqual({ name: 'failed', reason: 'connectionFailed' });
    }
    await customer.transfers.close();
    expect(await readdir(join(root, 'customer'))).toEqual([]);
  });
});
