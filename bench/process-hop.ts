import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

// What it would cost to give node-datachannel a process of its own: file frames and small messages over Node's own
// message channel between processes and over a plain pipe. The connection itself is not part of it.

const { values: options } = parseArgs({
  options: {
    'size-mib': { type: 'string', default: '512' },
    'round-trips': { type: 'string', default: '2000' },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log('node_modules/.bin/node bench/process-hop.ts [--size-mib 512] [--round-trips 2000]');
  process.exit(0);
}

const childPath = fileURLToPath(new URL('process-hop/child.ts', import.meta.url));
const frameBytes = 128 * 1024;
/** About an input frame. */
const smallBytes = 32;
const sizeBytes = Number(options['size-mib']) * 1024 * 1024;
const roundTrips = Number(options['round-trips']);
/** Frames that the message channel may hold unsent, as a connection's buffer would: 4 MiB. */
const framesInFlight = 32;

type Way = 'ipc' | 'pipe';

function start(way: Way, does: 'count' | 'echo'): ChildProcess {
  const line = [way, String(sizeBytes), does];
  return way === 'ipc'
    ? fork(childPath, line, { serialization: 'advanced' })
    : spawn(process.execPath, [childPath, ...line], { stdio: ['pipe', 'pipe', 'inherit'] });
}

async function stop(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  if (child.connected) child.disconnect();
  child.stdin?.end();
  await exited;
}

async function send(child: ChildProcess, way: Way, bytes: Uint8Array, waiting: { count: number }): Promise<void> {
  if (way === 'pipe') {
    if (child.stdin?.write(bytes) === false) await once(child.stdin, 'drain');
    return;
  }
  waiting.count += 1;
  const sent = new Promise<void>((resolve, reject) => {
    child.send(bytes, (error) => {
      waiting.count -= 1;
      if (error === null) resolve();
      else reject(error);
    });
  });
  if (waiting.count >= framesInFlight) await sent;
}

async function megabytesASecond(way: Way): Promise<{ rate: number; ownCores: number }> {
  const child = start(way, 'count');
  const all = way === 'ipc' ? once(child, 'message') : once(child.stdout ?? child, 'data');
  const frame = new Uint8Array(frameBytes);
  const waiting = { count: 0 };
  await send(child, way, frame, waiting); // The child has started when its first frame is through.
  const cpu = process.cpuUsage();
  const startedMs = performance.now();
  for (let sent = frameBytes; sent < sizeBytes; sent += frameBytes) await send(child, way, frame, waiting);
  await all;
  const seconds = (performance.now() - startedMs) / 1000;
  const used = process.cpuUsage(cpu);
  await stop(child);
  return { rate: sizeBytes / 1e6 / seconds, ownCores: (used.user + used.system) / 1e6 / seconds };
}

async function roundTripUs(way: Way): Promise<{ median: number; p95: number }> {
  const child = start(way, 'echo');
  const message = new Uint8Array(smallBytes);
  const times: number[] = [];
  for (let trip = 0; trip < roundTrips + 100; trip += 1) {
    const back = way === 'ipc' ? once(child, 'message') : once(child.stdout ?? child, 'data');
    const startedMs = performance.now();
    if (way === 'ipc') child.send(message);
    else child.stdin?.write(message);
    await back;
    if (trip >= 100) times.push((performance.now() - startedMs) * 1000);
  }
  await stop(child);
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  return { median: at(0.5), p95: at(0.95) };
}

const rows: Record<string, Record<string, number>> = {};
for (const way of ['ipc', 'pipe'] as const) {
  const { rate, ownCores } = await megabytesASecond(way);
  const { median, p95 } = await roundTripUs(way);
  rows[way] = {
    'MB/s': Math.round(rate),
    'cores of the sender': Math.round(ownCores * 100) / 100,
    'round trip, median us': median,
    'p95 us': p95,
  };
}
console.log(`${availableParallelism()} cores, ${options['size-mib']} MiB in frames of ${frameBytes / 1024} KiB`);
console.table(rows);
