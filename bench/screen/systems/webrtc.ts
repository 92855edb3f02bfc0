import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import type { VideoSettings } from '#shared/dom/media/video-settings.ts';
import { mediaSwitches } from '#shared/std/view/media-switches.ts';
import { until } from '#tests/support/x-display.ts';
import { browserPath, openKiosk } from '../../support/kiosk.ts';
import { closeAll, pictureSize, type Ends, type RunningSystem, type System } from './system.ts';

const rootFolder = join(import.meta.dirname, '..', '..', '..');
const pictureTimeoutMs = 20_000;

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
  default: { ...ownRates, codec: null, contentHint: '', maxFrameRate: 30, atOnce: false },
  'AV1 detail': raised,
};

/** Others that were weighed against these two: measured when they are asked for by name. */
const furtherSettings: Readonly<Record<string, Setting>> = {
  'AV1 detail 60/s, in time': { ...raised, atOnce: false },
  'VP8 detail 60/s': { ...raised, codec: 'VP8' },
  'VP9 detail 60/s': { ...raised, codec: 'VP9' },
  'H264 detail 60/s': { ...raised, codec: 'H264' },
  'AV1 motion 60/s': { ...raised, contentHint: 'motion' },
  'AV1 text 60/s': { ...raised, contentHint: 'text' },
  'AV1 detail 30/s': { ...raised, maxFrameRate: 30 },
  'AV1 detail 60/s, own rates': { ...raised, ...ownRates },
  'AV1 detail 60/s, start 15 Mbit/s': { ...raised, startBitrate: 15_000_000 },
};

export const webRtcSystems = systemsOf(settings);
export const furtherWebRtcSystems = systemsOf(furtherSettings);

function systemsOf(chosen: Readonly<Record<string, Setting>>): readonly System[] {
  return Object.entries(chosen).map(([name, setting]) => ({
    name: `Chromium WebRTC ${name}`,
    obstacle: () => (browserPath() === null ? 'no browser installed' : null),
    start: (ends) => start(setting, ends),
  }));
}

async function start({ atOnce, ...video }: Setting, { source, viewer }: Ends): Promise<RunningSystem> {
  const opened: { readonly close: () => Promise<void> }[] = [];
  try {
    const { url, close } = await servePage();
    opened.push({ close });
    const switches = [
      `--disable-features=${mediaSwitches.disabledFeatures.join(',')}`,
      ...(atOnce ? [`--force-fieldtrials=${mediaSwitches.forceFieldTrials}`] : []),
    ];
    const target = await openKiosk(viewer.display, url, [...switches, '--kiosk']);
    opened.push(target);
    const choose = '--auto-select-desktop-capture-source=Entire screen';
    const host = await openKiosk(source.display, url, [...switches, choose, '--window-size=600,400']);
    opened.push(host);
    await connect(await host.page(), await target.page(), video);
    return {
      sender: [host.pid],
      viewer: [target.pid],
      wire: { protocol: 'udp', processes: [host.pid] },
      seenOn: 'viewer',
      takesInput: false,
      close: () => closeAll(opened),
    };
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

/** Joins the two pages' signalling, starts the capture, and waits until pictures are coming. */
async function connect(host: Page, viewer: Page, video: VideoSettings): Promise<void> {
  const script = await pageScript();
  await viewer.addScriptTag({ content: script });
  await host.addScriptTag({ content: script });
  await viewer.exposeFunction('send', (signal: unknown) => host.evaluate(`end.receive(${JSON.stringify(signal)})`));
  await host.exposeFunction('send', (signal: unknown) => viewer.evaluate(`end.receive(${JSON.stringify(signal)})`));
  await viewer.evaluate(`globalThis.end = screenBench.view(send, ${JSON.stringify(pictureSize)}); undefined`);
  await host.evaluate(`globalThis.end = screenBench.host(${JSON.stringify(video)}, send); undefined`);
  await host.mouse.click(100, 100);
  if (!(await host.evaluate('end.started'))) throw new Error('not the whole screen');
  await until(async () => (await viewer.evaluate('end.stats()')) !== null, pictureTimeoutMs);
}

async function servePage(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Screen</title><body>'),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

let built: Promise<string> | null = null;

/** Our sender and receiver for two bare pages, as one script that puts `screenBench` into the page. */
function pageScript(): Promise<string> {
  built ??= buildPageScript();
  return built;
}

async function buildPageScript(): Promise<string> {
  const entry = join(rootFolder, 'shared/dom/testing/screen-bench.ts');
  const output = await build({
    root: rootFolder,
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, name: 'screenBench', formats: ['iife'] } },
  });
  const outputs = Array.isArray(output)
    ? output.flatMap((each) => each.output)
    : 'output' in output
      ? output.output
      : [];
  const chunk = outputs.find((each) => each.type === 'chunk');
  if (chunk === undefined) throw new Error('the page was not built');
  return chunk.code;
}
