import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import { mediaSwitches } from '#shared/std/view/media-switches.ts';
import type { VideoSettings } from '#shared/dom/media/video-settings.ts';
import { Painter, readCounter, scenes, type SceneName } from './media-settings/scenes.ts';
import { XDisplay } from './media-settings/x-display.ts';

// Which settings carry a screen best as a WebRTC track? Paints a counter on one display, shares that display from one
// Chromium to another on a second display through our own sender and receiver, and reads the counter there.

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    seconds: { type: 'string', default: '4' },
    displays: { type: 'string', default: '55,56' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
    flags: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(
    'npm run bench -- media-settings [--only REGEXP] [--seconds 4] [--displays 55,56] [--chromium PATH] [--json]',
  );
  process.exit(0);
}

/** Settings for the sender, and whether the two Chromiums are told to show pictures at once (`mediaSwitches`). */
type Setting = VideoSettings & { readonly atOnce: boolean };

const raised: Setting = {
  codec: 'AV1',
  contentHint: 'detail',
  maxBitrate: 20_000_000,
  startBitrate: 4_000_000,
  maxFrameRate: 60,
  atOnce: true,
};
const ownRates = { maxBitrate: null, startBitrate: null };
const settings: Readonly<Record<string, Setting>> = {
  'browser default': { ...ownRates, codec: null, contentHint: '', maxFrameRate: 30, atOnce: false },
  'AV1 detail 60/s, in time': { ...raised, atOnce: false },
  'VP8 detail 60/s': { ...raised, codec: 'VP8' },
  'VP9 detail 60/s': { ...raised, codec: 'VP9' },
  'H264 detail 60/s': { ...raised, codec: 'H264' },
  'AV1 motion 60/s': { ...raised, contentHint: 'motion' },
  'AV1 text 60/s': { ...raised, contentHint: 'text' },
  'AV1 detail 30/s': { ...raised, maxFrameRate: 30 },
  'AV1 detail 60/s, own rates': { ...raised, ...ownRates },
  'AV1 detail 60/s, start 15 Mbit/s': { ...raised, startBitrate: 15_000_000 },
  'AV1 detail 60/s': raised,
};

type Row = {
  readonly setting: string;
  readonly scene: SceneName;
  readonly framesPerSecond: number;
  readonly medianMs: number | null;
  readonly p95Ms: number | null;
  /** Likeness of the two displays 0.7 s after the last change; 99 is the same. */
  readonly stillDecibels: number;
  readonly busyCores: number;
  readonly codec: string | null;
  readonly size: string;
  readonly path: string | null;
};

async function main(): Promise<void> {
  const [hostNumber = 55, viewNumber = 56] = options.displays.split(',').map(Number);
  const servers = [hostNumber, viewNumber].map((number) =>
    spawn('Xvfb', [`:${number}`, '-screen', '0', '1920x1080x24', '-nolisten', 'tcp', '-ac'], { stdio: 'ignore' }),
  );
  const script = await buildPage();
  const web = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><body>'),
  );
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const address = web.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}/`;
  try {
    const source = await connectWhenReady(hostNumber);
    const target = await connectWhenReady(viewNumber);
    const rows: Row[] = [];
    for (const [name, { atOnce, ...video }] of Object.entries(settings)) {
      if (!new RegExp(options.only).test(name)) continue;
      const switches = atOnce ? [`--force-fieldtrials=${mediaSwitches.forceFieldTrials}`] : [];
      const viewer = await openWindow(viewNumber, url, script, [...switches, '--kiosk', '--window-size=1920,1080']);
      const host = await openWindow(hostNumber, url, script, [...switches, '--window-size=600,400']);
      try {
        await connect(host.page, viewer.page, video);
        // Over the host's window, which is no part of the picture that is compared.
        const painter = new Painter(source);
        for (const scene of Object.keys(scenes) as SceneName[]) {
          const row = { setting: name, scene, ...(await measure(painter, source, target, viewer.page, scene)) };
          rows.push(row);
          if (!options.json) console.log(line(row));
        }
      } finally {
        await host.close();
        await viewer.close();
      }
    }
    if (options.json) console.log(JSON.stringify(rows));
    source.close();
    target.close();
  } finally {
    web.close();
    await Promise.all(servers.map(stopProcess));
  }
}

async function measure(painter: Painter, source: XDisplay, target: XDisplay, viewer: Page, scene: SceneName) {
  const warmUpMs = 1_500;
  const untilMs = performance.now() + warmUpMs + Number(options.seconds) * 1_000;
  const fromMs = untilMs - Number(options.seconds) * 1_000;
  const painting = paintUntil(painter, scene, untilMs);
  await delay(warmUpMs);
  const cpuBefore = busySeconds();
  const delaysMs: number[] = [];
  let last: number | null = null;
  while (performance.now() < untilMs) {
    const counter = await readCounter(target);
    const nowMs = performance.now();
    if (counter !== null && counter !== last) {
      const paintedMs = painter.paintedAtMs(counter);
      if (last !== null && paintedMs !== undefined && paintedMs <= nowMs) delaysMs.push(nowMs - paintedMs);
      last = counter;
    }
    await delay(1);
  }
  const seconds = (performance.now() - fromMs) / 1_000;
  const busyCores = (busySeconds() - cpuBefore) / seconds;
  await painting;
  const stats = await viewer.evaluate<{ codec: string; width: number; height: number; path: string } | null>(
    'end.stats()',
  );
  await delay(700);
  delaysMs.sort((a, b) => a - b);
  return {
    framesPerSecond: delaysMs.length / seconds,
    medianMs: delaysMs[Math.floor(delaysMs.length / 2)] ?? null,
    p95Ms: delaysMs[Math.floor(delaysMs.length * 0.95)] ?? null,
    stillDecibels: await likeness(source, target),
    busyCores,
    codec: stats?.codec ?? null,
    size: `${stats?.width ?? 0}x${stats?.height ?? 0}`,
    path: stats?.path ?? null,
  };
}

async function paintUntil(painter: Painter, scene: SceneName, untilMs: number): Promise<void> {
  const intervalMs = 1_000 / scenes[scene].framesPerSecond;
  for (let dueMs = performance.now(); dueMs < untilMs; dueMs += intervalMs) {
    painter.paint(scene);
    await delay(Math.max(0, dueMs + intervalMs - performance.now()));
  }
}

/** Peak signal-to-noise ratio of green over every fourth line. */
async function likeness(source: XDisplay, target: XDisplay): Promise<number> {
  const whole = { x: 0, y: 0, width: source.width, height: source.height };
  const [a, b] = await Promise.all([source.read(whole), target.read(whole)]);
  let squares = 0;
  let count = 0;
  for (let y = 0; y < whole.height; y += 4) {
    for (let x = 0; x < whole.width; x += 1) {
      const at = 4 * (y * whole.width + x) + 1;
      squares += (a.readUInt8(at) - b.readUInt8(at)) ** 2;
      count += 1;
    }
  }
  return squares === 0 ? 99 : Math.min(99, 10 * Math.log10((255 ** 2 * count) / squares));
}

/** Joins the two pages' signalling, starts the capture, and waits until pictures are coming. */
async function connect(host: Page, viewer: Page, video: VideoSettings): Promise<void> {
  await viewer.exposeFunction('send', (signal: unknown) => host.evaluate(`end.receive(${JSON.stringify(signal)})`));
  await host.exposeFunction('send', (signal: unknown) => viewer.evaluate(`end.receive(${JSON.stringify(signal)})`));
  await viewer.evaluate('globalThis.end = screenBench.view(send)');
  await host.evaluate(`globalThis.end = screenBench.host(${JSON.stringify(video)}, send); undefined`);
  await host.mouse.click(100, 100);
  if (!(await host.evaluate('end.started'))) throw new Error('not the whole screen');
  const started = performance.now();
  while ((await viewer.evaluate('end.stats()')) === null) {
    if (performance.now() - started > 15_000) throw new Error('no picture within 15 s');
    await delay(50);
  }
}

async function openWindow(display: number, url: string, script: string, switches: readonly string[]) {
  const profile = await mkdtemp(path.join(os.tmpdir(), 'handrail-bench-'));
  const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const awake = ['--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding'];
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: options.chromium,
    headless: false,
    viewport: null,
    env: { ...process.env, DISPLAY: `:${display}` },
    args: [
      ...switches,
      ...quiet,
      ...awake,
      ...options.flags.split(' ').filter((flag) => flag !== ''),
      '--window-position=0,0',
      '--no-sandbox',
      '--disable-gpu',
      '--autoplay-policy=no-user-gesture-required',
      '--auto-select-desktop-capture-source=Entire screen',
    ],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(url);
  await page.addScriptTag({ content: script });
  return {
    page,
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

async function buildPage(): Promise<string> {
  const root = path.resolve(import.meta.dirname, '..');
  const entry = path.join(root, 'shared/dom/testing/screen-bench.ts');
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, name: 'screenBench', formats: ['iife'] } },
  });
  const outputs = Array.isArray(built) ? built.flatMap(({ output }) => output) : 'output' in built ? built.output : [];
  const chunk = outputs.find((output) => output.type === 'chunk');
  if (chunk === undefined) throw new Error('the page was not built');
  return chunk.code;
}

async function connectWhenReady(number: number): Promise<XDisplay> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await XDisplay.connect(number);
    } catch (error) {
      if (tries > 100) throw new Error(`display :${number} does not start`, { cause: error });
      await delay(50);
    }
  }
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await ended;
}

/** Of the whole machine: run nothing else beside it. */
function busySeconds(): number {
  const times = os.cpus().map((cpu) => cpu.times);
  return times.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, 0) / 1_000;
}

function line(row: Row): string {
  const number = (value: number | null, digits = 0): string => (value === null ? '-' : value.toFixed(digits));
  const cells = [
    row.setting.padEnd(32),
    row.scene.padEnd(10),
    `${number(row.framesPerSecond, 1).padStart(5)} /s`,
    `${number(row.medianMs).padStart(5)} / ${number(row.p95Ms).padStart(5)} ms`,
    `${number(row.stillDecibels).padStart(3)} dB`,
    `${number(row.busyCores, 1)} cores`,
    `${row.codec ?? '-'} ${row.size} ${row.path ?? ''}`,
  ];
  return cells.join('  ');
}

await main();
