import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { vi } from 'vitest';
import { build } from 'vite';

/** Builds the test page as the real pages are built: modules in files, nothing inline. */
export async function buildTestPage(outputFolder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, 'shell-page'),
    base: './',
    build: { outDir: join(outputFolder, 'applet'), emptyOutDir: true, modulePreload: { polyfill: false } },
  });
}

export function makeTemporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'handrail-shell-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The folder of the window that is open, if any. */
export function windowFolder(dataFolder: string): string | null {
  const [name] = readdirSync(join(dataFolder, 'windows'));
  return name === undefined ? null : join(dataFolder, 'windows', name);
}

/** Drives the window as a person would; `--remote-debugging-port=0` writes where into its profile. */
export async function driveWindow(dataFolder: string): Promise<{ browser: Browser; page: Page }> {
  const folder = windowFolder(dataFolder);
  if (folder === null) throw new Error('no window is open');
  const port = await vi.waitFor(
    () => readFileSync(join(folder, 'profile', 'DevToolsActivePort'), 'utf8').split('\n')[0],
    { timeout: 5_000 },
  );
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('the browser shows no page');
  return { browser, page };
}

/** Picks a file as the file dialog would: by its path. (Playwright's own way copies it through the debugger: 1 MB/s.) */
export async function pickFile(page: Page, selector: string, path: string): Promise<void> {
  const debug = await page.context().newCDPSession(page);
  const { root } = await debug.send('DOM.getDocument');
  const { nodeId } = await debug.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  await debug.send('DOM.setFileInputFiles', { nodeId, files: [path] });
  await debug.detach();
}

/** Numbers of the processes whose command line holds `text`. Linux only. */
export function processesWith(text: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(text);
      } catch {
        return false; // It ended while we looked.
      }
    })
    .map(Number);
}
