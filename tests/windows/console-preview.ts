import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { SessionType } from '#shared/std/protocol/session-type.ts';
import { openBrowser, servePreview, type ServedPreview } from '#tests/integration/applet-window-page.ts';

export type Notice = { readonly name: string; readonly argument: Record<string, unknown> };

/** The console's window, and what went wrong in it. */
export type ConsoleWindow = { readonly page: Page; readonly errors: readonly string[] };

/** Serves a test file the console's window before its fake main; what a test opened is closed after it. */
export function consolePreview(): { readonly open: (options?: BrowserContextOptions) => Promise<ConsoleWindow> } {
  let pages: ServedPreview;
  let browser: Browser;

  beforeAll(async () => {
    pages = await servePreview('console');
    browser = await openBrowser(null);
  });

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  afterAll(async () => {
    await browser.close();
    await pages.close();
  });

  return {
    open: async (options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1300, height: 820 }, ...options });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await page.goto(`${pages.origin}/testing/preview.html`);
      return { page, errors };
    },
  };
}

/**
 * A session that nobody joined yet, in the list and not in front. Main makes it: the clicks that lead there are tried by the
 * tests of Create New Session, and take more than a second.
 */
export async function createSession(page: Page, name: string, type: SessionType): Promise<void> {
  await page.evaluate(`void preview.main.create(${JSON.stringify(name)}, '${type}', 'pin')`);
  await page.getByRole('row', { name }).waitFor();
}

/** A session with a verified customer that runs and is in front; the page knows it as `session`. */
export async function startSession(page: Page, name: string, type: SessionType): Promise<void> {
  await page.evaluate(`(() => {
    const { main } = preview;
    window.session = main.create(${JSON.stringify(name)}, '${type}', 'pin');
    main.join(session);
    main.verify(session);
    main.start(session);
  })()`);
  await page.getByRole('tab', { name, selected: true }).waitFor();
}

/** What the window told main under this name. */
export async function noticesOf(page: Page, name: string): Promise<readonly Record<string, unknown>[]> {
  const all = await page.evaluate<readonly Notice[]>('preview.main.notices');
  return all.filter((notice) => notice.name === name).map(({ argument }) => argument);
}
