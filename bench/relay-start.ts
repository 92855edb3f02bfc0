import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './figure.ts';
import { startChild } from './support/child.ts';
import { runsRow } from './support/spread.ts';
import { within } from './support/within.ts';
import { freePort, listening } from './screen/systems/free-port.ts';

const mainPath = join(import.meta.dirname, '..', 'relay', 'main.ts');
const startTimeoutMs = 30_000;

/** How long a relay by itself takes until it answers. The console and the applet are in `session-times`. */
export const relayStart: Figure = {
  name: 'relay-start',
  title: 'The relay: start to its first connection',
  measure: async ({ runs }) => {
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) times.push(await startOnce());
    return [runsRow('relay: start to first connection', times)];
  },
};

async function startOnce(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-bench-'));
  const port = await freePort();
  const startedMs = performance.now();
  const line = [mainPath, 'serve', '--port', String(port), '--data-dir', folder];
  const relay = await startChild(process.execPath, line, { HANDRAIL_DATA: folder });
  try {
    await within(startTimeoutMs, 'the relay', listening(port));
    return performance.now() - startedMs;
  } finally {
    await relay.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
