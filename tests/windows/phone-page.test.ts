import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { pageConfig } from '#build/page-config.ts';
import { accessibilityViolations } from '#tests/e2e/axe.ts';
import { openBrowser } from '#tests/integration/applet-window-page.ts';
import { RelayBench } from '#tests/integration/relay-fixture.ts';
import { makeTemporaryFolder } from '#tests/integration/shell-support.ts';

/** A window as small as a phone. With a finger in place of the mouse it would be one, and have more to ask before the PIN. */
const small: BrowserContextOptions = { viewport: { width: 360, height: 640 }, locale: 'en-GB' };
const phone: BrowserContextOptions = { ...small, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

const folder = makeTemporaryFolder();
let relay: RelayBench;
let browser: Browser;

beforeAll(async () => {
  vi.stubEnv('NODE_ENV', 'production');
  const config = pageConfig('web');
  await build({ ...config, build: { ...config.build, outDir: folder.path } });
  vi.unstubAllEnvs();
  relay = await RelayBench.start({ pageDir: folder.path });
  browser = await openBrowser(null);
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser.close();
  await relay.close();
  folder.remove();
});

/** A tab, and what went wrong in it. */
async function openTab(
  options: BrowserContextOptions = {},
  prepare: (context: BrowserContext) => Promise<unknown> = async () => {},
): Promise<{
  readonly context: BrowserContext;
  readonly page: Page;
  readonly errors: string[];
  readonly asked: string[];
}> {
  const context = await browser.newContext({ ...small, ...options });
  await prepare(context);
  const page = await context.newPage();
  const errors: string[] = [];
  const asked: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => asked.push(request.url()));
  page.on('websocket', (socket) => asked.push(socket.url()));
  return { context, page, errors, asked };
}

const pinField = (page: Page) => page.getByRole('textbox', { name: 'PIN code' });
const connect = (page: Page) => page.getByRole('button', { name: 'Connect' });
const coreFile = /\/assets\/start-core-[^/]+\.js$/;

/** Lets requests wait until the returned function is called. */
async function hold(page: Page, file: RegExp): Promise<() => void> {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(file, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

describe('the first load', () => {
  it('shows the PIN field before the core is there; a press waits for it, and then goes on', async () => {
    const { page, errors } = await openTab();
    const release = await hold(page, coreFile);
    await page.goto(relay.httpUrl);
    await pinField(page).fill('000000');
    await connect(page).click();
    await expect.poll(() => connect(page).getAttribute('aria-disabled')).toBe('true');
    release();
    await page.getByText('This PIN code does not work.').waitFor();
    expect(errors).toEqual([]);
  });

  it('tells that a part is missing, tries again by itself, and keeps what was typed', async () => {
    const { page } = await openTab();
    let failures = 0;
    await page.route(coreFile, async (route) => {
      failures += 1;
      await (failures === 1 ? route.abort() : route.continue());
    });
    await page.goto(relay.httpUrl);
    await pinField(page).fill('000000');
    const notice = page.getByText('A part of Handrail could not be loaded.');
    await notice.waitFor();
    await page.getByText('it is tried again by itself').waitFor();
    await connect(page).click();
    await page.getByText('This PIN code does not work.').waitFor();
    expect(await notice.count()).toBe(0);
    expect(failures).toBe(2);
  });

  it('is in the reader’s language, and in English rather than empty while that does not come', async () => {
    const german = await openTab({ locale: 'de-AT' });
    await german.page.goto(relay.httpUrl);
    await german.page.getByRole('button', { name: 'Verbinden' }).waitFor();
    expect(await german.page.evaluate('document.documentElement.lang')).toBe('de');
    expect(german.asked.filter((url) => /\/assets\/(?:es|fr|pt)-/.test(url))).toEqual([]);

    const { page } = await openTab({ locale: 'fr-FR', serviceWorkers: 'block' });
    const release = await hold(page, /\/assets\/fr-[^/]+\.js$/);
    await page.goto(relay.httpUrl);
    await connect(page).waitFor();
    release();
    await page.getByRole('button', { name: 'Se connecter' }).waitFor();
  });

  it('fits a small screen upright and on its side, with nothing for axe to find and large targets', async () => {
    for (const viewport of [
      { width: 360, height: 640 },
      { width: 640, height: 360 },
    ]) {
      const { page, context } = await openTab({ viewport });
      await page.goto(relay.httpUrl);
      await pinField(page).waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await connect(page).scrollIntoViewIfNeeded();
      const box = await connect(page).boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(44);
      expect(await accessibilityViolations(page)).toEqual([]);
      await context.close();
    }
  });
});

describe('a link', () => {
  it('PIN5 is out of the address before anything else is fetched, also when it is not whole', async () => {
    const { page } = await openTab();
    const release = await hold(page, coreFile);
    await page.goto(`${relay.httpUrl}/j#1.abc.secret-part`);
    await page.getByText('Connecting').first().waitFor();
    expect(page.url()).toBe(`${relay.httpUrl}/j`);
    expect(await pinField(page).count()).toBe(0);
    release();
    await page.getByText('This link is not complete.').waitFor();
  });
});

describe('the service worker', () => {
  async function withWorker() {
    const tab = await openTab();
    await tab.page.goto(relay.httpUrl);
    await tab.page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    return tab;
  }
  const keptAddresses = (page: Page): Promise<readonly string[]> =>
    page.evaluate(`(async () => {
      const found = [];
      for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys()) found.push(url);
      }
      return found;
    })()`);

  it('PIN5 keeps built files alone, and nothing of a link', async () => {
    const { page } = await withWorker();
    await page.goto(`${relay.httpUrl}/j?from=mail#1.abc.secret-part`);
    await page.getByText('This link is not complete.').waitFor();
    expect(await page.evaluate('navigator.serviceWorker.controller !== null')).toBe(true);
    // Chromium shows a service worker the fragment of what is opened: for a link it is not even woken.
    expect(await page.evaluate("performance.getEntriesByType('navigation')[0].workerStart")).toBe(0);
    await page.evaluate("fetch('/health').then((answer) => answer.text())");
    await page.evaluate("fetch('/metrics').then((answer) => answer.text())");
    const kept = await keptAddresses(page);
    const shell = /^\/(?:|assets\/[\w-]+\.(?:js|css|svg)|icons\/[\w-]+\.png|manifest\.webmanifest)$/;
    expect(kept.length).toBeGreaterThan(10);
    expect(kept.filter((url) => !shell.test(url.replace(relay.httpUrl, '')))).toEqual([]);
    expect(kept).toContain(`${relay.httpUrl}/`);
  });

  it('opens the page without a network, which says so until there is one', async () => {
    const own = await RelayBench.start({ pageDir: folder.path });
    const { page, context, errors } = await openTab();
    await page.goto(own.httpUrl);
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    await own.close();
    await context.setOffline(true);
    await page.goto(own.httpUrl);
    const notice = page.getByText('This device has no internet connection.');
    await notice.waitFor();
    await page.getByText('Turn on Wi-Fi or mobile data.').waitFor();
    await pinField(page).waitFor();
    await context.setOffline(false);
    await notice.waitFor({ state: 'detached' });
    // The server is still away: what is not the shell never comes from the cache, and a press says what is wrong.
    expect(await page.evaluate("fetch('/health').then(() => 'answered', () => 'refused')")).toBe('refused');
    await pinField(page).fill('123456');
    await connect(page).click();
    await page.getByText('The support server cannot be reached.').first().waitFor({ timeout: 30_000 });
    expect(errors).toEqual([]);
  });

  it('makes the page one that can be installed', async () => {
    const { page, context } = await withWorker();
    const devtools = await context.newCDPSession(page);
    const manifest = await devtools.send('Page.getAppManifest');
    expect(manifest.errors).toEqual([]);
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    // The tests' own tabs are private ones.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
    const touchIcon = await page.evaluate<string>("document.querySelector('link[rel=apple-touch-icon]').href");
    for (const path of ['icons/icon-192.png', 'icons/icon-512.png', 'icons/icon-maskable-512.png']) {
      const response = await page.request.get(`${relay.httpUrl}/${path}`);
      expect([path, response.headers()['content-type']]).toEqual([path, 'image/png']);
    }
    expect((await page.request.get(touchIcon)).status()).toBe(200);
  });
});

describe('the tracking of a whiteboard', () => {
  it('runs in a worker of its own by the relay’s policy, with WebAssembly that the page itself may not have', async () => {
    const { page, errors } = await openTab({ serviceWorkers: 'block' });
    await page.goto(relay.httpUrl);
    await pinField(page).waitFor();
    const file = readdirSync(join(folder.path, 'assets')).find((name) => /^vision-worker-.+\.js$/.test(name));
    const answer = await page.evaluate(`new Promise((resolve) => {
      const worker = new Worker('/assets/${file}', { type: 'module' });
      worker.onmessage = ({ data }) => { resolve(data.kind); worker.terminate(); };
      worker.onerror = () => resolve('error');
    })`);
    expect(answer).toBe('ready');
    const module = 'new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])';
    const inPage = await page.evaluate(`WebAssembly.compile(${module}).then(() => 'compiled', () => 'refused')`);
    expect(inPage).toBe('refused');
    expect(errors).toEqual([]);
  });
});

describe('a phone', () => {
  it('is told before its first steps that there is no network, and that loading anew ended the session', async () => {
    const { page, context } = await openTab(phone);
    await page.goto(relay.httpUrl);
    await page.getByRole('button', { name: 'Skip' }).waitFor();
    await page.evaluate("sessionStorage.setItem('handrail.session', 'running')");
    await page.reload();
    await page.getByText('This page was loaded anew, which ended the session.').waitFor();
    await page.getByText('Ask your technician for a new PIN code or link.').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await context.setOffline(true);
    await page.getByText('This device has no internet connection.').waitFor();
    await context.setOffline(false);
    await page.reload();
    await page.getByRole('button', { name: 'Skip' }).waitFor();
    expect(await page.getByText('This page was loaded anew').count()).toBe(0);
  });

  it('does not load anew when it is pulled down, and keeps clear of notches', async () => {
    const { page } = await openTab(phone);
    await page.goto(relay.httpUrl);
    const style = (of: string, name: string): Promise<string> =>
      page.evaluate(`getComputedStyle(document.querySelector('${of}')).${name}`);
    expect([await style('html', 'overscrollBehaviorY'), await style('body', 'overscrollBehaviorY')]).toEqual([
      'none',
      'none',
    ]);
    expect(await page.evaluate("document.querySelector('meta[name=viewport]').content")).toContain(
      'viewport-fit=cover',
    );
  });
});

describe('a browser that lacks something', () => {
  it.each(['RTCPeerConnection', 'WebSocket'])('is told before the PIN or link is sent: no %s', async (name) => {
    for (const path of ['/', '/j#1.abc.def.ghi']) {
      const { page, asked, errors } = await openTab({}, (context) => context.addInitScript(`delete window.${name};`));
      await page.goto(relay.httpUrl + path);
      await page.getByText('This browser cannot do what a session needs.').waitFor();
      await page.getByText('in a current Chrome, Edge, Firefox or Safari').waitFor();
      expect(await pinField(page).count()).toBe(0);
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(asked.filter((url) => url.startsWith('ws') || coreFile.test(url))).toEqual([]);
      expect(errors).toEqual([]);
    }
  });

  it('is told in plain text what to do where no script runs', async () => {
    const { page } = await openTab({ javaScriptEnabled: false });
    await page.goto(relay.httpUrl);
    // What stands in `noscript` is nothing for locators.
    const words = await page.locator('body').innerText();
    for (const each of ['This page needs JavaScript', 'Diese Seite braucht', 'Cette page a besoin']) {
      expect(words).toContain(each);
    }
  });

  it('is told in plain text what to do where the script cannot start', async () => {
    const { page } = await openTab();
    await page.route(/\/assets\/index-[^/]+\.js$/, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'this is from the future' }),
    );
    await page.goto(relay.httpUrl);
    await page.getByText('Nothing more appears? Load this page again').waitFor();
    await page.getByText('Erscheint nichts weiter?').waitFor();
  });

  it('works where everything that keeps something is blocked', async () => {
    const { page, errors } = await openTab({}, (context) =>
      context.addInitScript(`
        const blocked = { get() { throw new DOMException('blocked', 'SecurityError'); } };
        for (const name of ['localStorage', 'sessionStorage', 'caches', 'indexedDB']) {
          Object.defineProperty(window, name, blocked);
        }
        Object.defineProperty(Navigator.prototype, 'serviceWorker', blocked);
      `),
    );
    await page.goto(relay.httpUrl);
    await pinField(page).waitFor();
    await page.getByRole('combobox', { name: 'Language' }).selectOption('es');
    await page.getByRole('button', { name: 'Conectar' }).waitFor();
    await page.getByRole('textbox').fill('000000');
    await page.getByRole('button', { name: 'Conectar' }).click();
    await page.getByText('Este código PIN no funciona').first().waitFor();
    await page.reload();
    await pinField(page).waitFor();
    expect(errors).toEqual([]);
  });
});
