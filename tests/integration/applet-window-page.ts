import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, resolve, sep } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { pageConfig } from '#build/page-config.ts';
import { contentTypeOf, pageHeaders } from '#shared/shell/page-policy.ts';
import { makeTemporaryFolder } from './shell-support.ts';

export type Heard = { readonly name: string; readonly argument: Record<string, unknown> };

/** A program's window before a fake main, built and served as the real page is. */
export type ServedPreview = {
  readonly origin: string;
  readonly close: () => Promise<void>;
};

export async function servePreview(page: 'applet' | 'console'): Promise<ServedPreview> {
  const folder = makeTemporaryFolder();
  const config = pageConfig(page);
  await build({
    ...config,
    build: {
      ...config.build,
      outDir: folder.path,
      rollupOptions: { input: join(String(config.root), 'testing', 'preview.html') },
    },
  });
  const headers = pageHeaders(page, []);
  const server = createServer((request, response) => {
    const path = resolve(folder.path, `.${new URL(request.url ?? '/', 'http://localhost').pathname}`);
    if (!path.startsWith(folder.path + sep)) return void response.writeHead(404).end();
    readFile(path).then(
      (bytes) => response.writeHead(200, { ...headers, 'Content-Type': contentTypeOf(path) }).end(bytes),
      () => response.writeHead(404).end(),
    );
    return undefined;
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: async () => {
      await new Promise((closed) => server.close(closed));
      folder.remove();
    },
  };
}

/** A browser with a window on `display`, or without one; its picker of screens answers by itself. */
export function openBrowser(display: string | null): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['HANDRAIL_CHROMIUM'] ?? '/usr/bin/chromium',
    headless: display === null,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--auto-select-desktop-capture-source=Entire screen',
    ],
    ...(display === null ? {} : { env: { ...process.env, DISPLAY: display } }),
  });
}

export async function openScene(
  browser: Browser,
  pages: ServedPreview,
  query: string,
  /** Null: the windows keep their own sizes, also that of the bar. */
  viewport: { readonly width: number; readonly height: number } | null = { width: 460, height: 720 },
): Promise<{ readonly page: Page; readonly errors: readonly string[]; readonly main: FakeMainHandle }> {
  // A context of its own: what one person chose must not reach the next.
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  // What the policy forbids shows here and nowhere else.
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(`${pages.origin}/testing/preview.html?${query}`);
  await page.locator('main h1, [role=dialog], [role=tablist]').first().waitFor();
  return { page, errors, main: new FakeMainHandle(page) };
}

/** The fake main of the page, from outside. */
export class FakeMainHandle {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** What the window asked and told, without where it stands on the screen. */
  async heard(): Promise<readonly Heard[]> {
    const all = await this.#page.evaluate<readonly Heard[]>('window.fakeMain.heard');
    return all.filter(({ name }) => name !== 'window/state');
  }

  async names(): Promise<readonly string[]> {
    return (await this.heard()).map(({ name }) => name);
  }

  async windowStates(): Promise<readonly Heard[]> {
    const all = await this.#page.evaluate<readonly Heard[]>('window.fakeMain.heard');
    return all.filter(({ name }) => name === 'window/state');
  }

  async change(change: unknown): Promise<void> {
    await this.#page.evaluate(`window.fakeMain.change(${JSON.stringify(change)})`);
  }

  async ask(kind: string): Promise<void> {
    await this.#page.evaluate(
      `window.fakeMain.change({ prompt: { id: 'prompt-1', kind: '${kind}', answerByMs: Date.now() + 60000 } })`,
    );
  }

  async run(call: string): Promise<void> {
    await this.#page.evaluate(`void window.fakeMain.${call}`);
  }
}
