import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronPath } from '#build/set-up/electron-binary.mjs';
import { rootFolder } from '#build/set-up/root-folder.mjs';
import { startDisplay, type XDisplay } from '#tests/support/x-display.ts';

const program = electronPath();
const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
const skipped = program === null ? 'skipped: no Electron binary' : asRoot ? 'skipped: no sandbox as root' : null;

describe.skipIf(skipped !== null)(`the applet under Electron${skipped === null ? '' : ` (${skipped})`}`, () => {
  const data = mkdtempSync(join(tmpdir(), 'handrail-electron-'));
  let display: XDisplay | null = null;
  let application: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    if (program === null) return;
    await import('#build/build-electron.ts');
    display = process.platform === 'linux' ? await startDisplay({ width: 1280, height: 800 }) : null;
    application = await _electron.launch({
      executablePath: program,
      args: [join(rootFolder, 'dist/electron/applet.mjs')],
      env: {
        ...Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : []))),
        HANDRAIL_DATA: data,
        ...(display === null ? {} : { DISPLAY: display.display }),
      },
    });
    page = await application.firstWindow();
  });

  afterAll(async () => {
    await application?.close();
    await display?.close();
    rmSync(data, { recursive: true, force: true });
  });

  it('shows the page that main talks to', async () => {
    await page.getByRole('textbox', { name: 'PIN code' }).waitFor();
    expect(page.url()).toBe('app://applet/');
  });

  it('gives the page nothing of Node or of Electron but the five functions', async () => {
    const found = await page.evaluate(() => ({
      globals: ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((name) => name in globalThis),
      bridge: Object.keys((globalThis as unknown as { handrail: object }).handrail).toSorted(),
    }));
    expect(found).toEqual({
      globals: [],
      bridge: ['connect', 'disconnect', 'offerFile', 'platform', 'send'],
    });
  });

  it('lets the page go nowhere, open nothing and fetch nothing', async () => {
    const outcome = await page.evaluate(`(async () => {
      const opened = window.open('https://example.org/');
      location.href = 'https://example.org/';
      const fetched = await fetch('https://example.org/').then(() => 'fetched', () => 'refused');
      const other = await fetch('app://console/').then((r) => r.status, () => 'refused');
      return { opened, fetched, other };
    })()`);
    expect(outcome).toEqual({ opened: null, fetched: 'refused', other: 'refused' });
    expect(page.url()).toBe('app://applet/');
    expect(application.windows()).toHaveLength(1);
  });

  it('denies what no page of ours asks for', async () => {
    const states = await page.evaluate(`Promise.all(['geolocation', 'notifications', 'midi'].map(
      (name) => navigator.permissions.query({ name }).then((status) => status.state)))`);
    expect(states).toEqual(['denied', 'denied', 'denied']);
  });

  it('comes back after a reload', async () => {
    await page.reload();
    await page.getByRole('textbox', { name: 'PIN code' }).waitFor();
  });
});
