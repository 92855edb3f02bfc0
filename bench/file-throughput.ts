import { fork, type ChildProcess } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDiskFileSource } from '#shared/node/disk-file-source.ts';
import { DiskFileStore } from '#shared/node/disk-file-store.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { openFilePeer } from '#tests/integration/file-peer.ts';
import { BareChannel } from './file-throughput/bare-channel.ts';
import { PrivateSshd } from './file-throughput/private-sshd.ts';
import type { ReceiverCommand, ReceiverNews } from './file-throughput/receiver.ts';

// How fast does a file go from one process's disk to another's? Handrail (encrypted, hashed, on the disk before it counts)
// beside the bare data channel, plain TCP between two Node processes (on the disk too, neither encrypted nor hashed) and scp,
// in one run.

const { values: options } = parseArgs({
  options: {
    'size-mib': { type: 'string', default: '256' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log('npm run bench -- file-throughput [--size-mib 256] [--rounds 3] [--json FILE]');
  process.exit(0);
}

type Trial = {
  readonly seconds: number;
  readonly senderCpuSeconds: number;
  readonly receiverCpuSeconds: number | null;
};
type Row = { readonly path: string; readonly trials: readonly Trial[]; readonly skipped: string | null };

const sizeBytes = Number(options['size-mib']) * 1024 * 1024;
const rounds = Number(options.rounds);
const root = await mkdtemp(join(tmpdir(), 'handrail-bench-'));
const sourcePath = join(root, 'source.bin');
const receiverFolder = join(root, 'received');

/** The receiving process, with its news by kind. */
class Receiver {
  readonly #child: ChildProcess = fork(new URL('file-throughput/receiver.ts', import.meta.url), [receiverFolder]);
  readonly port = this.#next('listening').then(({ port }) => port);

  do(command: ReceiverCommand): void {
    this.#child.send(command);
  }

  on<Kind extends ReceiverNews['is']>(kind: Kind, listener: (news: Extract<ReceiverNews, { is: Kind }>) => void): void {
    this.#child.on('message', (news: ReceiverNews) => {
      if (news.is === kind) listener(news as Extract<ReceiverNews, { is: Kind }>);
    });
  }

  async cpuSeconds(): Promise<number> {
    const answer = this.#next('cpu');
    this.do({ do: 'readCpu' });
    return (await answer).seconds;
  }

  async stop(): Promise<void> {
    const exited = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.disconnect();
    await exited;
  }

  #next<Kind extends ReceiverNews['is']>(kind: Kind): Promise<Extract<ReceiverNews, { is: Kind }>> {
    return new Promise((resolve) => {
      const listener = (news: ReceiverNews): void => {
        if (news.is !== kind) return;
        this.#child.off('message', listener);
        resolve(news as Extract<ReceiverNews, { is: Kind }>);
      };
      this.#child.on('message', listener);
    });
  }
}

function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

async function measured(receiver: Pick<Receiver, 'cpuSeconds'>, copy: () => Promise<void>): Promise<Trial> {
  const receiverBefore = await receiver.cpuSeconds();
  const senderBefore = ownCpuSeconds();
  const startMs = performance.now();
  await copy();
  const seconds = (performance.now() - startMs) / 1_000;
  const senderCpuSeconds = ownCpuSeconds() - senderBefore;
  return { seconds, senderCpuSeconds, receiverCpuSeconds: (await receiver.cpuSeconds()) - receiverBefore };
}

async function overHandrail(receiver: Receiver): Promise<Row> {
  const store = new DiskFileStore({
    folder: root,
    platform: process.platform,
    clock: systemClock,
    logger: silentLogger,
  });
  const peer = openFilePeer('technician', store, (signal) => receiver.do({ do: 'signal', signal }));
  receiver.on('signal', ({ signal }) => peer.signal(signal));
  receiver.do({ do: 'connect' });
  if (!(await peer.bound)) throw new Error('no data connection; on a busy machine try again');
  const send = async (): Promise<void> => {
    const source = openDiskFileSource(sourcePath);
    if (!source.ok) throw new Error(source.reason);
    const done = new Promise<void>((resolve, reject) => {
      const stopListening = peer.transfers.on('event', (event) => {
        if (event.type === 'failed') reject(new Error(event.reason));
        if (event.type !== 'done') return;
        stopListening();
        resolve();
      });
    });
    peer.transfers.offer(source.value);
    await done;
  };
  const trials: Trial[] = [];
  for (let round = 0; round < rounds; round += 1) trials.push(await measured(receiver, send));
  receiver.do({ do: 'disconnect' });
  await peer.close();
  return { path: 'Handrail', trials, skipped: null };
}

async function overBareChannel(): Promise<Row> {
  const channel = new BareChannel();
  await channel.open();
  const trials: Trial[] = [];
  for (let round = 0; round < rounds; round += 1) trials.push(await measured(channel, () => channel.send(sizeBytes)));
  await channel.close();
  return { path: 'node-datachannel bare', trials, skipped: null };
}

async function overTcp(receiver: Receiver): Promise<Row> {
  const port = await receiver.port;
  const send = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject).once('data', () => resolve());
      createReadStream(sourcePath, { highWaterMark: 1024 * 1024 }).pipe(socket);
    });
  const trials: Trial[] = [];
  for (let round = 0; round < rounds; round += 1) trials.push(await measured(receiver, send));
  return { path: 'TCP between two Node processes', trials, skipped: null };
}

async function overScp(): Promise<Row> {
  const folder = join(root, 'ssh');
  await mkdir(folder);
  const sshd = await PrivateSshd.start(folder);
  if (typeof sshd === 'string') return { path: 'scp', trials: [], skipped: sshd };
  const trials: Trial[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startMs = performance.now();
    await sshd.copy(sourcePath, join(receiverFolder, 'scp.bin'));
    const copied = await open(join(receiverFolder, 'scp.bin'));
    await copied.sync();
    await copied.close();
    trials.push({ seconds: (performance.now() - startMs) / 1_000, senderCpuSeconds: 0, receiverCpuSeconds: null });
  }
  await sshd.stop();
  return { path: 'scp', trials, skipped: null };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function summary({ path, trials, skipped }: Row): Record<string, string | number> {
  if (skipped !== null) return { path, 'MB/s, median': `skipped: ${skipped}` };
  const rates = trials.map(({ seconds }) => sizeBytes / 1e6 / seconds);
  const cores = (pick: (trial: Trial) => number | null): string => {
    const known = trials.flatMap((trial) => (pick(trial) === null ? [] : [(pick(trial) ?? 0) / trial.seconds]));
    return known.length === 0 ? '' : median(known).toFixed(2);
  };
  return {
    path,
    'MB/s, median': median(rates).toFixed(1),
    slowest: Math.min(...rates).toFixed(1),
    fastest: Math.max(...rates).toFixed(1),
    'sender, cores': path === 'scp' ? '' : cores((trial) => trial.senderCpuSeconds),
    'receiver, cores': cores((trial) => trial.receiverCpuSeconds),
  };
}

await mkdir(receiverFolder);
await writeFile(sourcePath, randomFillSync(Buffer.alloc(sizeBytes)));
const receiver = new Receiver();
try {
  const rows = [await overHandrail(receiver), await overBareChannel(), await overTcp(receiver), await overScp()];
  console.log(
    `${sizeBytes / 1024 / 1024} MiB, ${rounds} rounds, ${availableParallelism()} cores, disk to disk on loopback`,
  );
  console.table(rows.map(summary));
  if (options.json !== undefined) {
    const result = { sizeBytes, rounds, rows: rows.map((row) => ({ ...row, summary: summary(row) })) };
    await writeFile(options.json, `${JSON.stringify(result, null, 2)}\n`);
  }
} finally {
  await receiver.stop();
  await rm(root, { recursive: true, force: true });
}
// node-datachannel keeps threads of its own.
process.exit();
