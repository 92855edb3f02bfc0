import { createServer } from 'node:http';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';

/** Builds `entry` for a browser, as one script that leaves its exports in the global `name`. */
export async function buildForPage(entry: string, name: string): Promise<string> {
  const root = path.resolve(import.meta.dirname, '../..');
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry: path.join(root, entry), name, formats: ['iife'] } },
  });
  const outputs = Array.isArray(built) ? built.flatMap((each) => each.output) : 'output' in built ? built.output : [];
  const chunk = outputs.find((output) => output.type === 'chunk');
  if (chunk === undefined) throw new Error(`nothing was built from ${entry}`);
  return chunk.code;
}

/** A page in the system's Chromium, headless, that has run a script. Close it after the tests. */
export type OpenedPage = {
  readonly page: Page;
  /** Of an empty page, for another browser. */
  readonly url: string;
  readonly errors: string[];
  /** One more page of the same browser that has run the same script. */
  another(): Promise<Page>;
  close(): Promise<void>;
};

export async function openPageWith(script: string, switches: readonly string[] = []): Promise<OpenedPage> {
  // From http://127.0.0.1: WebRTC's certificates and the hash of them need a secure context.
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!doctype html><title>test</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  const url = `http://127.0.0.1:${address.port}/`;

  const browser: Browser = await chromium.launch({
    executablePath: process.env['HANDRAIL_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required', ...switches],
  });
  const errors: string[] = [];
  const open = async (): Promise<Page> => {
    const page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(url);
    await page.addScriptTag({ content: script });
    return page;
  };
  return {
    page: await open(),
    url,
    errors,
    another: open,
    close: async () => {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
