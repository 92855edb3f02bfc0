import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pageConfig } from '#build/page-config.ts';
import { contentTypeOf } from '#shared/shell/page-policy.ts';
import { openBrowser } from './applet-window-page.ts';
import { makeTemporaryFolder } from './shell-support.ts';

const folder = makeTemporaryFolder();
let server: Server;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const config = pageConfig('applet');
  const root = join(import.meta.dirname, 'board-page');
  await build({ ...config, root, publicDir: false, build: { ...config.build, outDir: folder.path } });
  server = createServer((request, response) => {
    const path = join(folder.path, new URL(request.url ?? '/', 'http://localhost').pathname);
    readFile(path).then(
      (bytes) => response.writeHead(200, { 'Content-Type': contentTypeOf(path) }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  browser = await openBrowser(null);
  page = await browser.newPage();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await page.goto(`http://127.0.0.1:${address.port}/index.html`);
});

afterAll(async () => {
  await browser.close();
  await new Promise((closed) => server.close(closed));
  folder.remove();
});

async function tell(event: unknown): Promise<void> {
  await page.evaluate(`tell({ name: 'board/event', event: ${JSON.stringify(event)} })`);
}

async function told(name: string): Promise<readonly unknown[]> {
  const all = await page.evaluate<{ name: string; argument: unknown }[]>('told');
  return all.filter((each) => each.name === name).map(({ argument }) => argument);
}

describe('drawings held by the worker itself', () => {
  it('BRD4 stay on what they were drawn on while the camera moves, and are told in each frame', async () => {
    const jpeg = await page.evaluate<string>('picture()');
    await tell({ name: 'board/pictured', picture: { id: 1, width: 640, height: 480, jpeg } });
    const points = [[0.5, 0.4], [0.55, 0.45]]; // prettier-ignore
    const mark = {
      id: 1,
      picture: 1,
      tool: 'circle',
      colour: 'red',
      width: 0.01,
      text: '',
      number: 0,
      hold: 'pending',
    };
    await tell({ name: 'board/marked', mark: { ...mark, points, finished: true } });
    await vi.waitFor(async () => expect(await told('board/held')).toContainEqual({ id: 1, hold: 'held' }), {
      timeout: 40_000,
    });
    for (let step = 1; step <= 20; step += 1) {
      await page.evaluate(`moveTo(${step * 4}, ${step * -2})`);
      const frames = (await told('board/tracked')).length;
      await vi.waitFor(async () => expect((await told('board/tracked')).length).toBeGreaterThan(frames));
    }
    await vi.waitFor(async () => {
      const [x = 0, y = 0] = (await page.evaluate<number[] | null>('seen()')) ?? [];
      expect(Math.hypot(x - (320 + 80), y - (256 - 40))).toBeLessThan(3);
    });
    expect(await told('board/tracking')).toEqual([{ mode: 'loading' }, { mode: 'tracking' }]);
  });
});
