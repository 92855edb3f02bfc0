import { afterEach, expect, it } from 'vitest';
import { RtcDataConnection } from '#shared/node/rtc-data-connection.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import type { DataConnection, OpenDataConnection } from '#shared/std/session/data-connection.ts';
import { SlowLine } from '#tests/support/slow-line.ts';

const open: OpenDataConnection = (role) => new RtcDataConnection({ role, iceServers: [], logger: silentLogger });
let ends: DataConnection[] = [];
let line: SlowLine | null = null;

afterEach(() => {
  for (const end of ends) end.close();
  ends = [];
  line?.close();
});

it('a line of 1 Mbit/s and 150 ms is as slow and as long as it says', async () => {
  line = await SlowLine.open({ bitsPerSecond: 1_000_000, roundTripMs: 150, lossShare: 0 });
  const first = line.wrap(0, open)('offerer');
  const second = line.wrap(1, open)('answerer');
  ends = [first, second];
  first.onLocalSignal((signal) => second.acceptRemoteSignal(signal));
  second.onLocalSignal((signal) => first.acceptRemoteSignal(signal));
  await Promise.all(ends.map((end) => new Promise<void>((resolve) => end.onOpen(resolve))));
  const pieces = 5;
  let arrived = 0;
  const allArrived = new Promise<void>((resolve) =>
    second.onMessage(() => {
      arrived += 1;
      if (arrived === pieces) resolve();
    }),
  );
  const sentMs = performance.now();
  for (let piece = 0; piece < pieces; piece += 1) first.send('file', new Uint8Array(25_000));
  await allArrived;
  // 125 kB at 1 Mbit/s, and half a round trip.
  expect(performance.now() - sentMs).toBeGreaterThan(1_000 + 75);
  expect(line.carriedBytes[0]).toBeGreaterThan(125_000);
});
