import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { accessibilityViolations } from '#tests/e2e/axe.ts';
import { drawnPlace } from '#tests/support/drawn-place.ts';
import {
  FakeMainHandle,
  openBrowser,
  openScene,
  servePreview,
  type ServedPreview,
} from '#tests/integration/applet-window-page.ts';

let pages: ServedPreview;
let browser: Browser;
let page: Page;
let main: FakeMainHandle;
let errors: readonly string[];
let jpeg: string;

const phone = { width: 360, height: 640 };

beforeAll(async () => {
  pages = await servePreview('applet');
  browser = await openBrowser(null);
});

afterEach(async () => {
  await page.context().close();
});

afterAll(async () => {
  await browser.close();
  await pages.close();
});

/** A phone's page in a session with its camera; `vision`: how the worker that holds drawings behaves. */
async function open(vision: 'quick' | 'slow' | 'none' = 'quick', viewport = phone): Promise<void> {
  const query = `scene=lens&host=page&vision=${vision}`;
  ({ page, errors, main } = await openScene(browser, pages, query, viewport));
  await page.getByLabel('Your camera').waitFor();
  await main.change({
    call: { camera: { state: 'live' }, facing: 'rear', canSwitch: true, torch: 'off', microphone: 'live' },
  });
  jpeg = await page.evaluate<string>(`(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 360;
    canvas.height = 640;
    const context = canvas.getContext('2d');
    context.fillStyle = '#2040c0';
    context.fillRect(0, 0, 360, 640);
    return canvas.toDataURL('image/jpeg').split(',')[1].replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  })()`);
}

async function tell(event: unknown): Promise<void> {
  await page.evaluate(`fakeMain.tell({ name: 'board/event', event: ${JSON.stringify(event)} })`);
}

async function draw(id: number, change: Record<string, unknown> = {}): Promise<void> {
  await tell({ name: 'board/pictured', picture: { id: 3, width: 360, height: 640, jpeg } });
  const mark = { id, picture: 3, tool: 'pen', colour: 'red', width: 0.02, text: '', number: 0, hold: 'pending' };
  const points = [[0.2, 0.5], [0.8, 0.5]]; // prettier-ignore
  await tell({ name: 'board/marked', mark: { ...mark, points, finished: true, ...change } });
}

async function boxOf(selector: string) {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`not to be seen: ${selector}`);
  return box;
}

/** Whether red ink is on the screen at this place of the camera's picture, in fractions of its width. */
async function isRed(x: number, y: number, canvas = 'canvas[aria-hidden]'): Promise<boolean> {
  return await page.evaluate<boolean>(`(() => {
    const video = document.querySelector('video');
    const box = video.getBoundingClientRect();
    const scale = Math.min(box.width / video.videoWidth, box.height / video.videoHeight);
    const width = video.videoWidth * scale;
    const left = box.left + (box.width - width) / 2;
    const top = box.top + (box.height - video.videoHeight * scale) / 2;
    const canvas = document.querySelector('${canvas}');
    const own = canvas.getBoundingClientRect();
    const ratio = canvas.width / own.width;
    const { data } = canvas.getContext('2d').getImageData(
      (left + ${x} * width - own.left) * ratio, (top + ${y} * width - own.top) * ratio, 1, 1);
    return data[0] > 180 && data[1] < 60 && data[3] > 200;
  })()`);
}

/** How wide the frame is that is shown in the camera's place while there are marks; null while the camera itself is. */
async function markedFrame(): Promise<number | null> {
  return await page.evaluate<number | null>(`(() => {
    const canvas = document.querySelector('video ~ * canvas:not([aria-hidden])');
    return canvas.hidden ? null : canvas.width;
  })()`);
}

async function told(name: string): Promise<readonly Record<string, unknown>[]> {
  return (await main.heard()).filter((heard) => heard.name === name).map(({ argument }) => argument);
}

describe('the technician’s drawings on the phone', () => {
  it('BRD4 are seen at once, then at the place where the camera has their object, and that is told', async () => {
    await open('slow');
    await draw(1);
    await vi.waitFor(async () => expect(await isRed(0.5, 0.5)).toBe(true));
    await page.getByText('Getting ready to hold the drawings').waitFor();
    await page.evaluate('fakeVision.transform = [1, 0, 0, 0, 1, 0.4, 0, 0, 1], fakeVision.events.onReady()');
    await vi.waitFor(async () => expect(await isRed(0.5, 0.9)).toBe(true), { timeout: 5_000 });
    const place = await drawnPlace(page);
    expect(place?.x).toBeCloseTo(0.5, 2);
    expect(place?.y).toBeCloseTo(0.9, 2);
    const [frame] = await told('board/tracked');
    expect(frame?.['marks']).toEqual([{ id: 1, transform: [1, 0, 0, 0, 1, 0.4, 0, 0, 1] }]);
    expect(Number(frame?.['sentAtMs'])).toBeGreaterThanOrEqual(Number(frame?.['capturedAtMs']));
    expect(await told('board/tracking')).toEqual([{ mode: 'loading' }, { mode: 'tracking' }]);
    expect(await told('board/held')).toEqual([{ id: 1, hold: 'held' }]);
    const [size] = await page.evaluate<{ width: number; height: number }[]>('fakeVision.frames');
    expect(Math.max(size?.width ?? 0, size?.height ?? 0)).toBe(640);
    expect(errors).toEqual([]);
  });

  it('BRD4 lie on the frame in which their object was found, and not on one that the camera took since', async () => {
    await open();
    expect(await markedFrame()).toBeNull();
    await draw(1);
    await vi.waitFor(async () =>
      expect(await markedFrame()).toBe(await page.evaluate("document.querySelector('video').videoWidth")),
    );
    const video = await boxOf('video');
    const found = await boxOf('canvas:not([aria-hidden])');
    expect([found.x, found.y, found.width, found.height]).toEqual([video.x, video.y, video.width, video.height]);
    await tell({ name: 'board/removed', ids: [1] });
    await vi.waitFor(async () => expect(await markedFrame()).toBeNull());
  });

  it('BRD4 do not hold the picture up when the worker takes long', async () => {
    await open();
    await draw(1);
    await vi.waitFor(async () => expect(await markedFrame()).not.toBeNull());
    await page.evaluate('fakeVision.answers = false, null');
    await vi.waitFor(async () => expect(await markedFrame()).toBeNull(), { timeout: 4_000 });
    expect(await isRed(0.5, 0.5)).toBe(true);
  });

  it('BRD4 are hidden while their object is gone, and say where nothing holds them', async () => {
    await open();
    await page.evaluate("fakeVision.state = 'hidden', null");
    await draw(1);
    await vi.waitFor(async () => expect(await told('board/held')).toEqual([{ id: 1, hold: 'hidden' }]));
    await vi.waitFor(async () => expect(await isRed(0.5, 0.5)).toBe(false));
    await page.evaluate("fakeVision.state = 'cannotHold', null");
    await vi.waitFor(async () => expect((await told('board/held')).at(-1)).toEqual({ id: 1, hold: 'cannotHold' }));
  });

  it('BRD4 cost nothing when there are none: no worker before the first, no frame after the last', async () => {
    await open();
    expect(await page.evaluate('fakeVision.isOpen')).toBe(false);
    await draw(1);
    await vi.waitFor(async () => expect(await page.evaluate('fakeVision.frames.length')).toBeGreaterThan(0));
    await tell({ name: 'board/removed', ids: [1] });
    await vi.waitFor(async () => expect(await isRed(0.5, 0.5)).toBe(false));
    const frames = await page.evaluate<number>('fakeVision.frames.length');
    // The camera goes on meanwhile: more than one of its frames comes.
    await page.evaluate(`new Promise((seen) => {
      const video = document.querySelector('video');
      let left = 3;
      const next = () => (left -= 1) < 0 ? seen() : video.requestVideoFrameCallback(next);
      next();
    })`);
    expect(await page.evaluate<number>('fakeVision.frames.length')).toBeLessThanOrEqual(frames + 1);
  });

  it('are told to who cannot see them', async () => {
    await open();
    await draw(1, { tool: 'arrow' });
    await page.getByText('Anna Weber drew an arrow').waitFor({ state: 'attached' });
    await draw(2, { tool: 'text', text: 'Press this' });
    await page.getByText('Anna Weber wrote: Press this').waitFor({ state: 'attached' });
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it('come on a still picture instead of the camera, which the person can put away', async () => {
    await open();
    await draw(1);
    await tell({ name: 'board/changed', change: { still: 3 } });
    const still = page.getByRole('img', { name: 'Still picture from your helper' });
    await still.waitFor();
    await vi.waitFor(async () => expect(await isRed(0.5, 0.5, 'canvas[role=img]')).toBe(true));
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Back to the camera' }).click();
    await vi.waitFor(async () => expect(await still.count()).toBe(0));
    await tell({ name: 'board/changed', change: { still: null } });
    await tell({ name: 'board/changed', change: { still: 3 } });
    await still.waitFor();
  });

  it('are not hidden by the words about a still picture: those are few, and the way back is at the thumb', async () => {
    await open();
    await draw(1);
    await tell({ name: 'board/changed', change: { still: 3 } });
    const picture = await boxOf('canvas[role=img]');
    const words = await boxOf('output:has-text("Still picture from Anna Weber")');
    expect(words.height).toBeLessThan(picture.height / 8);
    expect((await boxOf('button:has-text("Back to the camera")')).y).toBeGreaterThan(picture.y + picture.height / 2);
  });

  it('are not shown over the moving picture by a phone that cannot hold them, and that is said', async () => {
    await open('none');
    await draw(1);
    await vi.waitFor(async () => expect(await told('board/tracking')).toEqual([{ mode: 'freezeOnly' }]));
    await vi.waitFor(async () => expect(await isRed(0.5, 0.5)).toBe(false));
    await page.getByText('cannot hold drawings on the moving picture').waitFor();
  });

  it('BRD4 end with the permission: the worker too', async () => {
    await open();
    await draw(1);
    await vi.waitFor(async () => expect(await page.evaluate('fakeVision.isOpen')).toBe(true));
    await main.change({ granted: [] });
    await vi.waitFor(async () => expect(await page.evaluate('fakeVision.isOpen')).toBe(false));
    await vi.waitFor(async () => expect(await isRed(0.5, 0.5)).toBe(false));
  });
});
