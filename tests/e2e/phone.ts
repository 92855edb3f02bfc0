import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findBrowser } from '#shared/shell/browser/find-browser.ts';
import { PhoneHands } from './phone-hands.ts';
import type { Scene } from './scene.ts';

export type Phone = {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly customer: PhoneHands;
};

export type PhoneOptions = {
  /** Played over and over as what the camera sees; else the browser's own moving pattern. */
  readonly film?: string;
  /** Runs in the page before anything of ours, as an expression. */
  readonly before?: string;
  /** False: the person says no to camera and microphone. Default true. */
  readonly allowsDevices?: boolean;
  readonly landscape?: boolean;
};

const small = { width: 360, height: 640 } as const;

/** A small Android phone with a made-up camera and microphone, on the customer's screen. */
export async function openPhone(scene: Scene, options: PhoneOptions = {}): Promise<Phone> {
  const executablePath = findBrowser({ platform: process.platform, environment: process.env, exists: existsSync });
  if (executablePath === null) throw new Error('no browser');
  const browser = await chromium.launch({
    executablePath,
    headless: false,
    args: [
      '--use-fake-device-for-media-stream',
      ...(options.allowsDevices === false ? ['--deny-permission-prompts'] : ['--use-fake-ui-for-media-stream']),
      ...(options.film === undefined ? [] : [`--use-file-for-fake-video-capture=${options.film}`]),
      '--autoplay-policy=no-user-gesture-required',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    env: { ...process.env, DISPLAY: scene.customerScreen.display, HANDRAIL_SCENE: scene.folder },
  });
  scene.alsoCloses(() => browser.close());
  const size = options.landscape === true ? { width: small.height, height: small.width } : small;
  const context = await browser.newContext({
    viewport: size,
    screen: size,
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: 'en-GB',
    acceptDownloads: true,
    userAgent:
      'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36',
  });
  if (options.before !== undefined) await context.addInitScript(options.before);
  const page = await context.newPage();
  return { browser, context, page, customer: new PhoneHands(page) };
}

/** How many UDP sockets the processes of a scene's browsers have open: without one, no media packet and no candidate's check leaves. */
export function udpSocketsOf(folder: string): number {
  const inodes = new Set(
    ['udp', 'udp6'].flatMap((name) => readFileSync(`/proc/net/${name}`, 'utf8').split('\n')).map(inodeOf),
  );
  return processesOf(folder)
    .flatMap(openSockets)
    .filter((inode) => inodes.has(inode)).length;
}

function inodeOf(line: string): string {
  return line.trim().split(/\s+/)[9] ?? '';
}

/** The browsers of the scene, and everything that they started: those rename themselves, and show no environment. */
function processesOf(folder: string): readonly string[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = new Set(all.filter((pid) => readProcess(pid, 'environ').includes(`HANDRAIL_SCENE=${folder}`)));
  const parents = new Map(all.map((pid) => [pid, /^PPid:\s*(\d+)/m.exec(readProcess(pid, 'status'))?.[1] ?? '']));
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  return [...found];
}

function readProcess(pid: string, file: 'environ' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // It ended while we looked.
  }
}

function openSockets(pid: string): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((name) => {
      const socket = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${name}`))?.[1];
      return socket === undefined ? [] : [socket];
    });
  } catch {
    return []; // It ended while we looked.
  }
}
