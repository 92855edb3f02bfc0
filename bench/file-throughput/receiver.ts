import { createServer, type Socket } from 'node:net';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskFileStore } from '#shared/node/disk-file-store.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import type { DataSignal } from '#shared/std/session/data-connection.ts';
import { openFilePeer, type FilePeer } from '#tests/integration/file-peer.ts';

// The receiving process of bench/file-throughput.ts: the customer's end of Handrail, and a bare TCP server.

/** What the measuring process asks of this one. */
export type ReceiverCommand =
  | { readonly do: 'connect' }
  | { readonly do: 'disconnect' }
  | { readonly do: 'signal'; readonly signal: DataSignal }
  | { readonly do: 'readCpu' };

/** What this process tells the measuring one. */
export type ReceiverNews =
  | { readonly is: 'listening'; readonly port: number }
  | { readonly is: 'signal'; readonly signal: DataSignal }
  | { readonly is: 'cpu'; readonly seconds: number };

const folder = process.argv[2] ?? '';

function tell(news: ReceiverNews): void {
  process.send?.(news);
}

async function storeBare(socket: Socket): Promise<void> {
  const file = await open(join(folder, 'tcp.bin'), 'w');
  for await (const chunk of socket) await file.writeFile(chunk as Buffer);
  await file.sync();
  await file.close();
  socket.end('stored');
}

// Half open: the sender's end is the end of the file, and the answer comes after it.
const server = createServer({ allowHalfOpen: true }, (socket) => void storeBare(socket));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address !== 'string') tell({ is: 'listening', port: address.port });
});

let peer: FilePeer | null = null;

async function run(command: ReceiverCommand): Promise<void> {
  switch (command.do) {
    case 'connect': {
      const store = new DiskFileStore({ folder, platform: process.platform, clock: systemClock, logger: silentLogger });
      peer = openFilePeer('customer', store, (signal) => tell({ is: 'signal', signal }));
      return;
    }
    case 'disconnect':
      await peer?.close();
      return;
    case 'signal':
      peer?.signal(command.signal);
      return;
    case 'readCpu': {
      const { user, system } = process.cpuUsage();
      tell({ is: 'cpu', seconds: (user + system) / 1e6 });
    }
  }
}

process.on('message', (command: ReceiverCommand) => void run(command));
process.on('disconnect', () => process.exit(0));
