import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { CameraSettings } from '#shared/dom/testing/camera-settings.ts';
import { buildForPage, openPageWith } from '#tests/integration/media-browser.ts';
import { writeCameraFile } from '#tests/support/camera-file.ts';
import { numberedFilm } from './camera-latency/film.ts';
import { UnevenLine } from './camera-latency/uneven-line.ts';
import { row, type Figure, type Row } from './figure.ts';
import { median, percentile, round } from './support/spread.ts';

type Seen = { readonly number: number; readonly atMs: number };
type Case = { readonly name: string; readonly jitterMs: number; readonly settings: CameraSettings };

/** The estimate of the way settles, and the encoder with it. */
const settleMs = 5_000;
const measureMs = 8_000;
/** A frame that takes longer than half the film cannot be told from the one after. */
const longestMs = 1_000;

const ours: CameraSettings = { codec: null, contentHint: null };
const cases: readonly Case[] = [
  { name: 'camera to console, as it is', jitterMs: 0, settings: ours },
  { name: 'the same, jitter buffer as the browser likes', jitterMs: 0, settings: { ...ours, jitterMs: null } },
  { name: 'the same, H.264 in software', jitterMs: 0, settings: { ...ours, codec: 'H264' } },
  { name: 'the same, without a content hint', jitterMs: 0, settings: { ...ours, contentHint: '' } },
  { name: 'uneven by 40 ms, as it is', jitterMs: 40, settings: ours },
  { name: 'uneven by 40 ms, jitter buffer as the browser likes', jitterMs: 40, settings: { ...ours, jitterMs: null } },
  { name: 'uneven by 40 ms, jitter buffer 50', jitterMs: 40, settings: { ...ours, jitterMs: 50 } },
];

/** From the customer's camera to the technician's screen, between two real pages, by the number in each frame. */
export const cameraLatency: Figure = {
  name: 'camera-latency',
  title: 'The customer’s camera until it is on the technician’s screen, and what settings do to it',
  measure: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'handrail-camera-'));
    const film = join(folder, 'numbered.y4m');
    try {
      writeCameraFile(film, numberedFilm);
      const script = await buildForPage('shared/dom/testing/camera-bench.ts', 'cameraBench');
      const rows: Row[] = [];
      for (const each of cases) rows.push(await measureCase(each, script, film));
      return rows;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measureCase({ name, jitterMs, settings }: Case, script: string, film: string): Promise<Row> {
  const opened = await openPageWith(script, [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
    '--disable-features=WebRtcHideLocalIpsWithMdns',
  ]);
  const line = jitterMs === 0 ? null : await UnevenLine.open(jitterMs);
  const stopped = new AbortController();
  try {
    const phone = opened.page;
    const desk = await opened.another();
    await desk.evaluate(`cameraBench.look(${JSON.stringify(settings)})`);
    const carrying = carrySignals(phone, desk, line, stopped.signal);
    await phone.evaluate(`cameraBench.film(${JSON.stringify(settings)})`);
    await wait(settleMs);
    for (const page of [phone, desk]) await page.evaluate('cameraBench.takeSeen().length');
    await wait(measureMs);
    const stats = await desk.evaluate<{ codec: string; width: number; height: number }>('cameraBench.stats()');
    const shown = await desk.evaluate<Seen[]>('cameraBench.takeSeen()');
    const taken = await phone.evaluate<Seen[]>('cameraBench.takeSeen()');
    stopped.abort();
    await carrying;
    return latencyRow(name, taken, shown, `${stats.codec} ${stats.width}x${stats.height}`);
  } finally {
    stopped.abort();
    line?.close();
    await opened.close();
  }
}

async function carrySignals(phone: Page, desk: Page, line: UnevenLine | null, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    for (const [side, from, to] of [[0, phone, desk] as const, [1, desk, phone] as const]) {
      const signals = await from.evaluate<string[]>('cameraBench.takeSignals()');
      const changed = line === null ? signals : signals.map((signal) => line.change(side, signal));
      for (const signal of changed) {
        if (signal !== null) await to.evaluate(`cameraBench.receive(${JSON.stringify(signal)})`);
      }
    }
    await wait(20);
  }
}

function latencyRow(name: string, taken: readonly Seen[], shown: readonly Seen[], what: string): Row {
  const times = shown.flatMap(({ number, atMs }) => {
    // The film begins again every two seconds: the newest of that number that is not younger than what is shown.
    const source = taken.findLast((frame) => frame.number === number && frame.atMs <= atMs);
    return source === undefined || atMs - source.atMs > longestMs ? [] : [atMs - source.atMs];
  });
  const gaps = shown.slice(1).map(({ atMs }, index) => atMs - (shown[index]?.atMs ?? atMs));
  return row({
    case: name,
    fps: round((shown.length * 1_000) / measureMs),
    medianMs: round(median(times)),
    p95Ms: round(percentile(times, 0.95)),
    detail: `${what}, ${times.length} frames, from one to the next ${round(median(gaps))} and 95th ${round(percentile(gaps, 0.95))} ms`,
  });
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
