import { createHash } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import type { Area } from '#shared/std/screen/area.ts';
import { accessibilityViolations } from '#tests/e2e/axe.ts';
import { consolePreview, createSession, noticesOf, startSession, type ConsoleWindow } from './console-preview.ts';

const preview = consolePreview();
let page: Page;

/** The console's window with a session whose two screens come in lanes. */
async function open(deviceScaleFactor = 1): Promise<ConsoleWindow> {
  const opened = await preview.open({ deviceScaleFactor });
  ({ page } = opened);
  await startSession(page, 'Jonas Keller', 'remoteSupport');
  await page.evaluate('window.desktop = preview.shareInLanes(session), null');
  await shown();
  return opened;
}

/** A picture is on the screen: nothing is said in its place. */
async function shown(): Promise<void> {
  await vi.waitFor(async () => expect(await page.locator('#remote-screen + output').count()).toBe(0), {
    timeout: 8_000,
  });
}

const notices = (name: string) => noticesOf(page, name);

/** How many pixels of this picture, or of a part of it, are not those of the customer's screen. */
async function differing(png: Buffer, part: Area | null = null): Promise<number> {
  const blob = `new Blob([Uint8Array.fromBase64('${png.toString('base64')}')], { type: 'image/png' })`;
  return await page.evaluate<number>(`desktop.differingPixels(0, ${blob}, ${JSON.stringify(part)})`);
}

async function focused(item: Locator): Promise<void> {
  await vi.waitFor(async () => expect(await item.evaluate((element) => element.matches(':focus'))).toBe(true));
}

async function holdStill(): Promise<void> {
  await page.evaluate('desktop.isStill = true, desktop.pointAt(0, null)');
  await vi.waitFor(async () => expect(await page.evaluate('desktop.isSeen(0)')).toBe(true), { timeout: 8_000 });
}

describe('a screen that comes in lanes', () => {
  it.each([1, 2])('is shown pixel by pixel at 1:1, with %d pixels of the display to one of the page', async (ratio) => {
    const { errors } = await open(ratio);
    await page.getByRole('radio', { name: '1:1', exact: true }).click();
    await holdStill();
    const box = await page.locator('#remote-screen canvas').first().boundingBox();
    if (box === null) throw new Error('no picture');
    // On a whole pixel of the display, or a click would be on another than the one that is seen. Scroll bars are left out.
    expect([box.x % 1, box.y % 1]).toEqual([0, 0]);
    const part = { x: box.x * ratio, y: box.y * ratio, width: ratio === 1 ? 690 : 1_200, height: 560 };
    await vi.waitFor(async () => expect(await differing(await page.screenshot(), part)).toBe(0), { timeout: 8_000 });
    expect(errors).toEqual([]);
  });

  it('is kept without loss by a screenshot, which the log names', async () => {
    await open();
    await holdStill();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save screenshot' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d Jonas Keller\.png$/);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const png = Buffer.concat(chunks);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1920, 1080]);
    expect(await differing(png)).toBe(0);
    const sha256 = createHash('sha256').update(png).digest('hex');
    const named = { of: 'screen', name: download.suggestedFilename(), sizeBytes: png.length, sha256 };
    await vi.waitFor(async () => expect(await notices('picture/saved')).toMatchObject([named]));
  });

  it.each(['h264', 'av1'])('shows video by %s in its place, and keeps its last picture when it ends', async (codec) => {
    await open();
    await page.evaluate('desktop.close()');
    type Seen = { readonly sent: number; readonly colours: readonly (readonly number[])[] };
    const seen = await page.evaluate<Seen | null>(`(async () => {
      const frames = await preview.videoFrames('${codec}', ['#c02020', '#20c020', '#2020c0']);
      if (frames === null) return null;
      const viewer = preview.lanes.viewers.getState()[session];
      const { onDrawn } = preview.main;
      const drawn = Promise.withResolvers();
      preview.main.onDrawn = ({ sequence }) => sequence === frames.length && drawn.resolve();
      for (const frame of frames) desktop.sendFrame(0, frame);
      await drawn.promise;
      const context = new OffscreenCanvas(640, 480).getContext('2d');
      context.drawImage(await createImageBitmap(await viewer.screenshot(0)), 0, 0);
      const at = (x, y) => Array.from(context.getImageData(x, y, 1, 1).data);
      return { sent: frames.length, colours: [at(260, 180), at(101, 61), at(418, 298), at(90, 180), at(430, 180), at(260, 310)] };
    })()`);
    if (seen === null) return expect(codec).not.toBe('av1'); // Not every build of Chromium encodes H.264.
    expect(seen.sent).toBe(6);
    for (const [red = 0, green = 0, blue = 0] of seen.colours.slice(0, 3)) {
      expect(Math.abs(red - 0x20) + Math.abs(green - 0x20) + Math.abs(blue - 0xc0)).toBeLessThan(40);
    }
    for (const outside of seen.colours.slice(3)) expect(outside).toEqual([0, 0, 0, 255]);
    return undefined;
  });

  it('asks anew after a video that cannot be decoded', async () => {
    await open();
    await page.evaluate(`(async () => {
      const frames = await preview.videoFrames('av1', ['#c02020', '#20c020']);
      desktop.close();
      // The key frame's content is not a picture; its header still says that it is one.
      frames[1].fill(0xff, 60);
      for (const frame of frames) desktop.sendFrame(0, frame);
    })()`);
    await vi.waitFor(
      async () => expect((await notices('screen/watch')).map(({ restart }) => restart)).toEqual([true, true]),
      { timeout: 8_000 },
    );
  });

  it('stops with a sentence at what is no picture, and begins anew when asked', async () => {
    const { errors } = await open();
    await page.evaluate('desktop.nextFrame = new Uint8Array(60).fill(7), null');
    const sentence = page.getByText('The picture cannot be read');
    await sentence.waitFor();
    await vi.waitFor(async () => expect((await notices('screen/watch')).at(-1)).toMatchObject({ lanes: [] }));
    await page.getByRole('button', { name: 'Try again' }).click();
    await shown();
    expect((await notices('screen/watch')).at(-1)).toMatchObject({ lanes: [0], restart: true });
    expect(errors).toEqual([]);
  });

  it('is asked for whole again when the window finds main anew', async () => {
    await open();
    await page.evaluate('preview.bridge.cut()');
    await vi.waitFor(
      async () => expect((await notices('screen/watch')).map(({ restart }) => restart)).toEqual([true, true]),
      { timeout: 8_000 },
    );
    await holdStill();
    await shown();
  });

  it('keeps its picture while another tab is in front', async () => {
    await open();
    await holdStill();
    await page.evaluate(`(() => { window.canvas = document.querySelector('#remote-screen canvas'); })()`);
    await createSession(page, 'Ines Moreau', 'remoteSupport');
    await page.getByRole('row', { name: /Ines/ }).click();
    await page.getByRole('tab', { name: 'Ines Moreau' }).waitFor();
    await page.getByRole('tab', { name: 'Jonas Keller' }).click();
    await shown();
    expect(await page.evaluate(`canvas === document.querySelector('#remote-screen canvas')`)).toBe(true);
    expect((await notices('screen/watch')).length).toBe(1);
  });

  it('shows another screen, or all, by keyboard; and control points at the right pixel of the whole desk', async () => {
    await open();
    await page.getByRole('button', { name: /^Screens:/ }).focus();
    await page.keyboard.press('Enter');
    await focused(page.getByRole('menuitemradio', { name: /^1: DP-1/ }));
    await page.keyboard.press('ArrowDown');
    await focused(page.getByRole('menuitemradio', { name: /^2: HDMI-1/ }));
    await page.keyboard.press('Enter');
    await vi.waitFor(async () => expect((await notices('screen/watch')).at(-1)).toMatchObject({ lanes: [1] }));
    await shown();
    await page.evaluate(`preview.main.grant(session, 'control')`);
    await page.getByText('You are controlling').waitFor();
    await page.getByRole('radio', { name: '1:1', exact: true }).click();
    const canvas = page.locator('#remote-screen canvas').first();
    await vi.waitFor(async () => expect((await canvas.boundingBox())?.width).toBe(1280));
    await canvas.click({ position: { x: 100.5, y: 50.5 } });
    const [press] = await notices('input/button');
    // The desk is 3200 x 1144; this screen begins at 1920, 120.
    expect([Math.floor(Number(press?.['x']) * 3200), Math.floor(Number(press?.['y']) * 1144)]).toEqual([2020, 170]);
    await page.getByRole('button', { name: /^Screens:/ }).click();
    await page.getByRole('menuitemradio', { name: 'All screens' }).click();
    await vi.waitFor(async () => expect((await notices('screen/watch')).at(-1)).toMatchObject({ lanes: [0, 1] }));
  });

  it('leaves the technician’s pointer the customer’s shape in control', async () => {
    await open();
    await page.evaluate(`preview.main.grant(session, 'control')`);
    const cursor = `getComputedStyle(document.querySelector('#remote-screen canvas').parentElement).cursor`;
    await vi.waitFor(async () => expect(await page.evaluate(cursor)).toMatch(/^image-set\(url\("blob:/));
  });

  it('has nothing that axe finds wrong, with figures and menus open', async () => {
    await open();
    await page.getByRole('button', { name: 'Statistics' }).click();
    await page.getByText('Without loss').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Quality:/ }).click();
    await page.getByRole('menuitemradio', { name: /^Sharper/ }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('menuitemradio', { name: /^Sharper/ }).click();
    expect((await notices('screen/watch')).at(-1)).toMatchObject({ preference: 'sharper', restart: false });
  });

  it('is drawn by the one worker that the page’s policy allows', async () => {
    await open();
    const tried = await page.evaluate<readonly string[]>(`(async () => {
      const started = async (make) => {
        try {
          const worker = make();
          return await new Promise((resolve) => {
            worker.onmessage = () => resolve('ran');
            worker.onerror = () => resolve('refused');
          });
        } catch (error) {
          return error.name;
        }
      };
      const code = 'postMessage(1)';
      const allowed = performance.getEntriesByType('resource').map(({ name }) => name).find((name) => /lane-worker/.test(name));
      return [
        String(allowed !== undefined),
        await started(() => new Worker(allowed)),
        await started(() => new Worker('data:text/javascript,' + code)),
        await started(() => new Worker(URL.createObjectURL(new Blob([code])))),
        await started(() => new SharedWorker(allowed)),
        await started(() => trustedTypes.createPolicy('other', {})),
        await started(() => trustedTypes.createPolicy('handrail-screen-worker', {})),
      ];
    })()`);
    // No string is an address for a worker, not even the right one, and nobody else can vouch for one.
    expect(tried).toEqual(['true', ...Array.from({ length: 6 }, () => 'TypeError')]);
  });
});
