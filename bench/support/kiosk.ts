import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findBrowser } from '#shared/shell/browser/find-browser.ts';
import { until } from '#tests/support/x-display.ts';
import { startChild, type Child } from './child.ts';

const quiet = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-gpu',
  '--password-store=basic',
  '--autoplay-policy=no-user-gesture-required',
  // Pages go on while another window covers them.
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
];

/** A Chromium of its own with one page. */
export type Kiosk = { readonly pid: number; readonly page: () => Promise<Page>; readonly close: () => Promise<void> };

/** Opens `url` in a browser with a fresh profile, over the whole display unless `switches` say otherwise. */
export async function openKiosk(display: string, url: string, switches: readonly string[]): Promise<Kiosk> {
  const profile = await mkdtemp(join(tmpdir(), 'handrail-bench-'));
  const isRoot = process.getuid?.() === 0;
  const line = [
    ...quiet,
    ...(isRoot ? ['--no-sandbox', '--test-type'] : []),
    `--user-data-dir=${profile}`,
    '--remote-debugging-port=0',
    '--window-position=0,0',
    ...switches,
    url,
  ];
  let browser: Browser | null = null;
  let child: Child | null = null;
  const close = async (): Promise<void> => {
    await browser?.close();
    await child?.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    child = await startChild(installedBrowser(), line, { DISPLAY: display });
    const page = async (): Promise<Page> => {
      const port = await debuggingPort(profile);
      browser ??= await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const found = browser.contexts().flatMap((context) => context.pages())[0];
      if (found === undefined) throw new Error('the browser has no page');
      return found;
    };
    await debuggingPort(profile);
    return { pid: child.pid, page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Null: none is installed. */
export function browserPath(): string | null {
  return findBrowser({ platform: process.platform, environment: process.env, exists: existsSync });
}

function installedBrowser(): string {
  const path = browserPath();
  if (path === null) throw new Error('no browser is installed');
  return path;
}

/** Where the browser listens, once it is up, from the file that it writes into its profile. */
async function debuggingPort(profile: string): Promise<string> {
  const path = join(profile, 'DevToolsActivePort');
  let port = '';
  await until(async () => {
    port = existsSync(path) ? (readFileSync(path, 'utf8').split('\n')[0] ?? '') : '';
    return port !== '';
  });
  return port;
}
