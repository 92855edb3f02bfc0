import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '#shared/node/system-clock.ts';
import { BrowserShell } from '#shared/shell/browser/browser-shell.ts';
import { fileSliceBytes } from '#shared/shell/shell-limits.ts';
import type { ShellWindow } from '#shared/shell/shell.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import type { MessageLink } from '#shared/std/rpc/message-link.ts';
import { startDisplay, type XDisplay } from '#tests/support/x-display.ts';
import {
  buildTestPage,
  driveWindow,
  makeTemporaryFolder,
  pickFile,
  processesWith,
  windowFolder,
} from './shell-support.ts';

const pages = makeTemporaryFolder();
let display: XDisplay | null = null;
let data: ReturnType<typeof makeTemporaryFolder>;
let shell: BrowserShell;

beforeAll(async () => {
  if (process.platform !== 'linux') return; // Its displays and process list are what the tests look at.
  await buildTestPage(pages.path);
  display = await startDisplay({ width: 1024, height: 768 });
  // The browser inherits it, as it does when a person starts the program.
  vi.stubEnv('DISPLAY', display.display);
});

afterAll(async () => {
  await display?.close();
  vi.unstubAllEnvs();
  pages.remove();
});

beforeEach(() => {
  data = makeTemporaryFolder();
  shell = new BrowserShell({
    clock: systemClock,
    random: (count) => randomBytes(count),
    logger: silentLogger,
    dataFolder: data.path,
    pagesFolder: pages.path,
    environment: process.env,
    browserArguments: ['--remote-debugging-port=0', '--disable-gpu'],
  });
});

afterEach(async () => {
  await shell.close();
  data.remove();
});

type Opened = { window: ShellWindow; links: MessageLink[]; texts: string[]; closed: () => boolean };

async function open(): Promise<Opened> {
  const window = await shell.openWindow({ page: 'applet', title: 'Test', widthPixels: 400, heightPixels: 500 });
  const links: MessageLink[] = [];
  const texts: string[] = [];
  let closed = false;
  window.onLink((link) => {
    links.push(link);
    link.onMessage((text) => texts.push(text));
  });
  window.onClosed(() => {
    closed = true;
  });
  await vi.waitFor(() => expect(texts).toContain('ready clean'));
  return { window, links, texts, closed: () => closed };
}

describe.runIf(process.platform === 'linux')('a window in a browser', () => {
  it('opens linked, keeps its token off the command line, and leaves nothing behind', async () => {
    const { links, texts, closed } = await open();
    links[0]?.send('hello');
    await vi.waitFor(() => expect(texts).toContain('echo hello'));

    const folder = windowFolder(data.path);
    if (folder === null) throw new Error('the window has no folder');
    const pids = processesWith(folder);
    expect(pids.length).toBeGreaterThan(0);
    for (const pid of pids) {
      expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toMatch(/[0-9a-f]{64}/);
    }
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(() => statSync(join(folder, 'start.html'))).toThrow('ENOENT');

    const { browser, page } = await driveWindow(data.path);
    const origin = new URL(page.url()).origin;
    await browser.close();
    await shell.close();
    expect(closed()).toBe(false);
    expect(windowFolder(data.path)).toBeNull();
    expect(processesWith(data.path)).toEqual([]);
    await expect(fetch(origin)).rejects.toThrow('fetch failed');
  });

  it('carries bytes from main to the page, in order with the texts', async () => {
    const { links, texts } = await open();
    links[0]?.send('before');
    links[0]?.sendBinary(new Uint8Array([9, 1, 2, 3, 9]).subarray(1, 4));
    links[0]?.send('after');
    await vi.waitFor(() => expect(texts.slice(-3)).toEqual(['echo before', 'bytes 1 2 3 of 3', 'echo after']));
  });

  it('comes back after a reload, on a new link, and is not taken for closed', async () => {
    const { links, texts, closed } = await open();
    const { browser, page } = await driveWindow(data.path);
    await page.reload();
    await vi.waitFor(() => expect(links).toHaveLength(2));
    links[1]?.send('again');
    await vi.waitFor(() => expect(texts).toContain('echo again'));
    expect(closed()).toBe(false);
    await browser.close();
  });

  it('tells main when the person closes it, and can be opened again', async () => {
    const { closed } = await open();
    const { browser, page } = await driveWindow(data.path);
    await page.close();
    await vi.waitFor(() => expect(closed()).toBe(true), { timeout: 8_000 });
    await browser.close();
    const again = await open();
    expect(again.closed()).toBe(false);
  });

  it('PRM4 ends a page that does not obey, with every process of its browser, and opens again', async () => {
    const { window, links } = await open();
    const { browser, page } = await driveWindow(data.path);
    // A page that hangs answers nothing any more.
    const hung = page.evaluate(() => {
      for (;;);
    });
    const ended = expect(hung).rejects.toThrow();
    let linkClosed = false;
    links[0]?.onClose(() => {
      linkClosed = true;
    });
    await window.kill();
    await ended;
    expect(linkClosed).toBe(true);
    expect(processesWith(data.path)).toEqual([]);
    await browser.close();
    await open();
  });

  it('lets main read a picked file slice by slice, no faster than it is taken', async () => {
    const content = randomBytes(20 * 1024 * 1024);
    const path = join(data.path, 'picture.bin');
    writeFileSync(path, content);
    const { texts } = await open();
    const { browser, page } = await driveWindow(data.path);
    await pickFile(page, 'input', path);
    const ticket = await vi.waitFor(() => {
      const found = texts.find((text) => text.startsWith('tickets '))?.split(' ')[1];
      if (found === undefined) throw new Error('no ticket yet');
      return found;
    });

    const source = shell.takeFile(ticket);
    expect(source).toMatchObject({ name: 'picture.bin', sizeBytes: content.length });
    expect(shell.takeFile(ticket)).toBeNull();
    expect(shell.takeFile('0'.repeat(32))).toBeNull();

    const hash = createHash('sha256');
    let received = 0;
    let largest = 0;
    for await (const chunk of source?.read(0) ?? []) {
      hash.update(chunk);
      received += chunk.length;
      largest = Math.max(largest, chunk.length);
    }
    expect(received).toBe(content.length);
    expect(largest).toBe(fileSliceBytes);
    expect(hash.digest('hex')).toBe(createHash('sha256').update(content).digest('hex'));

    const rest: Uint8Array[] = [];
    for await (const chunk of source?.read(content.length - 10) ?? []) rest.push(chunk);
    expect(Buffer.concat(rest)).toEqual(content.subarray(-10));

    // The page is gone in the middle: the reader is told.
    const reading = source?.read(0)[Symbol.asyncIterator]();
    await reading?.next();
    await page.reload();
    const readOn = async (): Promise<void> => {
      while ((await reading?.next())?.done === false);
    };
    await expect(readOn()).rejects.toThrow(/gone|cannot read/);
    source?.close();
    source?.close();
    await browser.close();
  });

  it('says that no browser is there, with the code of the sentence to show', async () => {
    const without = new BrowserShell({
      clock: systemClock,
      random: (count) => randomBytes(count),
      logger: silentLogger,
      dataFolder: data.path,
      pagesFolder: pages.path,
      environment: { HANDRAIL_BROWSER: '/nowhere/chrome' },
    });
    const opening = without.openWindow({ page: 'applet', title: 'Test', widthPixels: 400, heightPixels: 500 });
    await expect(opening).rejects.toMatchObject({ code: 'browserMissing' });
    await without.close();
  });

  it('says that the window is lost when the browser ends before its page came', async () => {
    const broken = new BrowserShell({
      clock: systemClock,
      random: (count) => randomBytes(count),
      logger: silentLogger,
      dataFolder: data.path,
      pagesFolder: pages.path,
      environment: { HANDRAIL_BROWSER: '/bin/false' },
    });
    const opening = broken.openWindow({ page: 'applet', title: 'Test', widthPixels: 400, heightPixels: 500 });
    await expect(opening).rejects.toMatchObject({ code: 'windowLost' });
    expect(windowFolder(data.path)).toBeNull();
    await broken.close();
  });
});
