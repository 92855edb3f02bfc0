import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startDisplay, type XDisplay } from '#tests/support/x-display.ts';
import { openBrowser, openScene, servePreview, type ServedPreview } from './applet-window-page.ts';

let pages: ServedPreview;
let display: XDisplay;
let browser: Browser;

describe.runIf(process.platform === 'linux')('the window while the screen is seen', () => {
  beforeAll(async () => {
    pages = await servePreview('applet');
    display = await startDisplay({ width: 1280, height: 900, windowManager: true });
    browser = await openBrowser(display.display);
  }, 60_000);

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  afterAll(async () => {
    await browser.close();
    await display.close();
    await pages.close();
  });

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  /** Keeps every stream that the page captures where the test can look at it. */
  async function openWatched(sceneName = 'session') {
    const scene = await openScene(browser, pages, `scene=${sceneName}`, null);
    await scene.page.evaluate(`{
      const original = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
      window.streams = [];
      window.refusals = 0;
      navigator.mediaDevices.getDisplayMedia = async (options) => {
        if (window.refusals-- > 0) throw new DOMException('no press', 'InvalidStateError');
        const stream = await original(options);
        window.streams.push(stream);
        return stream;
      };
    }`);
    const liveTracks = (): Promise<number> =>
      scene.page.evaluate<number>(
        `window.streams.flatMap((stream) => stream.getTracks()).filter((track) => track.readyState === 'live').length`,
      );
    return { ...scene, liveTracks };
  }

  /** The bar is a page of its own to the browser, without an address. */
  async function barPage(): Promise<Page> {
    return vi.waitFor(() => {
      const bar = browser
        .contexts()
        .flatMap((context) => context.pages())
        .find((page) => page.url() === 'about:blank');
      if (bar === undefined) throw new Error('there is no bar');
      return bar;
    });
  }

  it('SL1 where the core captures, nothing has to be chosen, and the bar is there as soon as it is allowed', async () => {
    const { page, main, liveTracks, errors } = await openWatched('laneSession');
    await main.ask('viewScreen');
    await page.getByText('See everything on your screen, until you stop it.').waitFor();
    expect(await page.getByText('pick “Entire screen”').count()).toBe(0);
    await button(page, 'Allow').click();
    const bar = await barPage();
    await bar.getByText('Anna Weber can see your screen').waitFor();
    expect([await liveTracks(), (await main.names()).includes('capture/started')]).toEqual([0, false]);
    await bar.getByRole('button', { name: 'Stop' }).click();
    await vi.waitFor(() => expect(bar.isClosed()).toBe(true));
    await page.getByText('Nothing is shared').waitFor();
    expect(errors).toEqual([]);
  });

  it('shows a bar in front as soon as the screen was chosen; Stop on it takes everything back', async () => {
    const { page, main, liveTracks, errors } = await openWatched();
    await main.ask('viewScreen');
    await button(page, 'Allow').click();
    await vi.waitFor(async () => expect(await main.names()).toContain('capture/started'));
    expect((await main.heard()).find(({ name }) => name === 'capture/started')?.argument['wholeScreen']).toBe(true);
    const bar = await barPage();
    await bar.getByText('Anna Weber can see your screen').waitFor();
    await page.getByText('Anna Weber can see your screen').waitFor();
    expect(await page.title()).toContain('Anna Weber can see your screen');
    // PRM5: main knows where both are.
    await vi.waitFor(async () => expect((await main.windowStates()).at(-1)?.argument['windows']).toHaveLength(2));
    const size = await bar.evaluate('({ width: innerWidth, height: innerHeight })');
    expect(size).toEqual({ width: 420, height: 72 });

    await main.ask('control');
    await button(page, 'Allow').click();
    await bar.getByText('Anna Weber controls your computer').waitFor();

    await bar.getByRole('button', { name: 'Stop' }).click();
    await vi.waitFor(async () => expect(await liveTracks()).toBe(0));
    await vi.waitFor(() => expect(bar.isClosed()).toBe(true));
    await page.getByText('Nothing is shared').waitFor();
    const names = await main.names();
    expect(names.indexOf('permission/revokeAll')).toBeLessThan(names.indexOf('capture/stopped'));
    expect(names).toContain('permission/revokeAll');
    expect(errors).toEqual([]);
  });

  it('PRM4 stops capturing in the same moment in which the large X is pressed, whatever main does', async () => {
    const { page, main, liveTracks } = await openWatched();
    await main.ask('viewScreen');
    await button(page, 'Allow').click();
    await page.getByText('Anna Weber can see your screen').waitFor();
    expect(await liveTracks()).toBe(1);
    const left = await page.evaluate(`(() => {
      [...document.querySelectorAll('button')].find((each) => each.textContent.startsWith('Revoke all')).click();
      return window.streams.flatMap((stream) => stream.getTracks()).filter((track) => track.readyState === 'live').length;
    })()`);
    expect(left).toBe(0);
  });

  it('stops capturing when main is gone, says so, and comes back to it', async () => {
    const { page, main, liveTracks } = await openWatched();
    await main.ask('viewScreen');
    await button(page, 'Allow').click();
    await page.getByText('Anna Weber can see your screen').waitFor();
    await main.run('cut()');
    await vi.waitFor(async () => expect(await liveTracks()).toBe(0));
    await page.getByText('This window lost touch').waitFor();
    await page.evaluate('window.fakeMain.isGone = false');
    await page.getByText('This window lost touch').waitFor({ state: 'detached' });
  });

  it('asks for a press where the browser wants one, and needs none of main for it', async () => {
    const { page, main } = await openWatched();
    await main.change({ granted: [{ kind: 'viewScreen', sinceMs: 0 }] });
    await page.evaluate('window.refusals = 1');
    await main.run('startCapture()');
    await button(page, 'Share my screen again').click();
    await vi.waitFor(async () => expect(await main.names()).toContain('capture/started'));
    expect(await main.names()).not.toContain('capture/failed');
    await button(page, 'Share my screen again').waitFor({ state: 'detached' });
  });

  it('gives up that press when main wants nothing any more', async () => {
    const { page, main, liveTracks } = await openWatched();
    await main.change({ granted: [{ kind: 'viewScreen', sinceMs: 0 }] });
    await page.evaluate('window.refusals = 1');
    await main.run('startCapture()');
    await button(page, 'Share my screen again').waitFor();
    await button(page, 'Revoke all permissions').click();
    await button(page, 'Share my screen again').waitFor({ state: 'detached' });
    await vi.waitFor(async () => expect(await main.names()).toContain('capture/stopped'));
    expect(await main.names()).not.toContain('capture/failed');
    expect(await liveTracks()).toBe(0);
  });

  it('says calmly that nothing is shared when the person closes the picker', async () => {
    const { page, main } = await openWatched();
    await page.evaluate(`navigator.mediaDevices.getDisplayMedia = () =>
      Promise.reject(new DOMException('Permission denied', 'NotAllowedError'))`);
    await main.ask('viewScreen');
    await button(page, 'Allow').click();
    await page.getByText('Your screen could not be shared').waitFor();
    expect((await main.heard()).at(-1)).toEqual({
      name: 'capture/failed',
      argument: { generation: 1, reason: 'screenNotChosen' },
    });
  });
});
