import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { RtcDataConnection } from '#shared/node/rtc-data-connection.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import type { DataSignal } from '#shared/std/session/data-connection.ts';

// How long from the offer until all five channels of a data connection are open, two peers in one process, and how often
// it waits for OpenSSL's one-second timer: with DTLS begun by the offerer, as we do it, and left to the answerer, as
// node-datachannel does by itself. The two take turns, so that whatever else the machine does falls on both.

const { values: options } = parseArgs({
  options: {
    setups: { type: 'string', default: '100' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log('node_modules/.bin/node bench/data-connection-setup.ts [--setups 100] [--json]');
  process.exit(0);
}

/** A set-up slower than this has waited for the timer: nothing else in it takes a tenth of that. */
const waitedMs = 900;
const giveUpMs = 20_000;
const setups = Number(options.setups);
if (!Number.isSafeInteger(setups) || setups < 1) throw new RangeError('--setups is a number from 1 on');

type Dtls = 'begun by the offerer' | 'left to the answerer';

/** Takes back what our connection writes into its offer. */
function asTheLibraryWouldSay(signal: DataSignal): DataSignal {
  if (signal.kind === 'candidate' || signal.type === 'answer') return signal;
  return { ...signal, sdp: signal.sdp.replace('a=setup:active', 'a=setup:actpass') };
}

async function setUpOnce(dtls: Dtls): Promise<number> {
  const startedMs = performance.now();
  const connect = (role: 'offerer' | 'answerer'): RtcDataConnection =>
    new RtcDataConnection({ role, iceServers: [], logger: silentLogger });
  const answerer = connect('answerer');
  const offerer = connect('offerer');
  offerer.onLocalSignal((signal) =>
    answerer.acceptRemoteSignal(dtls === 'left to the answerer' ? asTheLibraryWouldSay(signal) : signal),
  );
  answerer.onLocalSignal((signal) => offerer.acceptRemoteSignal(signal));
  const opened = [offerer, answerer].map(
    (peer) =>
      new Promise<void>((resolve, reject) => {
        peer.onOpen(resolve);
        peer.onClosed(() => reject(new Error('a connection closed before it was open')));
      }),
  );
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not open after ${giveUpMs} ms`)), giveUpMs);
  });
  try {
    await Promise.race([Promise.all(opened), tooLong]);
    return performance.now() - startedMs;
  } finally {
    clearTimeout(timer);
    // Closing tells the promises above, which nobody waits for any more.
    for (const promise of opened) promise.catch(() => {});
    offerer.close();
    answerer.close();
  }
}

function summarise(times: readonly number[]): Record<string, number> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  return {
    setups: sorted.length,
    medianMs: at(0.5),
    p95Ms: at(0.95),
    slowestMs: at(1),
    waitedForTheTimer: sorted.filter((time) => time >= waitedMs).length,
  };
}

const times: Record<Dtls, number[]> = { 'begun by the offerer': [], 'left to the answerer': [] };
await setUpOnce('begun by the offerer'); // Loads the library.
for (let round = 0; round < setups; round += 1) {
  times['left to the answerer'].push(await setUpOnce('left to the answerer'));
  times['begun by the offerer'].push(await setUpOnce('begun by the offerer'));
}
const results = Object.fromEntries(Object.entries(times).map(([dtls, each]) => [dtls, summarise(each)]));
if (options.json) console.log(JSON.stringify({ cores: availableParallelism(), results }, null, 2));
else console.table(results);
// The library keeps a thread of its own alive.
process.exit(0);
