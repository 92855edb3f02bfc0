import type { Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { maxBoardPictureBytes } from '#shared/std/lens/board-limits.ts';
import { accessibilityViolations } from '#tests/e2e/axe.ts';
import { consolePreview, noticesOf, startSession, type Notice } from './console-preview.ts';

type Mark = {
  readonly id: number;
  readonly tool: string;
  readonly picture: number;
  readonly at: readonly number[];
  readonly text: string;
  readonly number: number;
};
type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const preview = consolePreview();
let page: Page;
let errors: readonly string[];

/** The console's window with a customer's camera in it, and the drawing tools out. */
async function open(): Promise<void> {
  ({ page, errors } = await preview.open());
  await startSession(page, 'Jonas Keller', 'lens');
  await page.evaluate('window.camera = preview.calls.answer(session), null');
  await page.getByRole('button', { name: 'Whiteboard' }).click();
  await page.getByRole('application', { name: 'Drawing area, Pen' }).waitFor();
}

const notices = (name: string) => noticesOf(page, name);

async function marks(): Promise<readonly Mark[]> {
  return (await notices('board/begin')).map(({ mark }) => mark as Mark);
}

/** A point of the picture, as fractions of its width, in the window's pixels. */
async function onScreen(x: number, y: number): Promise<{ readonly x: number; readonly y: number }> {
  const box = await page.locator('[aria-label="Remote camera"] canvas').boundingBox();
  if (box === null) throw new Error('no picture');
  return { x: box.x + x * box.width, y: box.y + y * box.width };
}

async function drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const [start, end] = [await onScreen(...from), await onScreen(...to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
}

/** What is drawn there over the picture: of the layer's own pixels. */
async function inkAt(x: number, y: number): Promise<Colour> {
  const at = await onScreen(x, y);
  return await page.evaluate<Colour>(`(() => {
    const canvas = document.querySelector('canvas[aria-hidden]');
    const box = canvas.getBoundingClientRect();
    const scale = canvas.width / box.width;
    const { data } = canvas.getContext('2d').getImageData((${at.x} - box.x) * scale, (${at.y} - box.y) * scale, 1, 1);
    return [...data];
  })()`);
}

const red: Colour = [216, 21, 42, 255];
const nothing: Colour = [0, 0, 0, 0];

async function tell(event: unknown): Promise<void> {
  await page.evaluate(`preview.main.tell({ name: 'board/event', id: session, event: ${JSON.stringify(event)} })`);
}

/** The phone says where a mark is, in a frame that is on the screen now. */
async function track(id: number, transform: readonly number[] | null): Promise<void> {
  await page.evaluate(`(() => {
    const nowMs = performance.now();
    const frame = { capturedAtMs: nowMs, sentAtMs: nowMs, marks: [{ id: ${id}, transform: ${JSON.stringify(transform)} }] };
    preview.main.server.emit('boardTracked', { session, frame });
  })()`);
}

describe('drawing on the customer’s camera', () => {
  it('BRD2 sends the stroke, then the picture that it is drawn on, and shows its ink at once', async () => {
    await open();
    await drag([0.2, 0.2], [0.6, 0.2]);
    expect(await inkAt(0.4, 0.2)).toEqual(red);
    expect(await inkAt(0.4, 0.4)).toEqual(nothing);
    await vi.waitFor(async () => expect(await notices('board/picture')).toHaveLength(1));
    const all = await page.evaluate<readonly Notice[]>('preview.main.notices');
    const order = all.map(({ name }) => name).filter((name) => name.startsWith('board/'));
    const stroke = ['board/open', 'board/begin', 'board/extend', 'board/end'];
    expect([...new Set(order)].filter((name) => name !== 'board/picture')).toEqual(stroke);
    expect(order.indexOf('board/picture')).toBeGreaterThan(order.indexOf('board/begin'));
    const [picture] = await notices('board/picture');
    expect(picture?.['picture']).toMatchObject({ width: 640, height: 360 });
    const { jpeg } = { jpeg: '', ...(picture?.['picture'] as object) };
    const bytes = Buffer.from(jpeg, 'base64url');
    expect(bytes.length).toBeLessThanOrEqual(maxBoardPictureBytes);
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    const [mark] = await marks();
    expect(mark?.at[0]).toBeCloseTo(0.2, 2);
    expect(mark?.at[1]).toBeCloseTo(0.2, 2);
    expect(errors).toEqual([]);
  });

  it('BRD5 shows a mark at the place where the phone says that its object is, and not while that is gone', async () => {
    await open();
    await drag([0.2, 0.1], [0.6, 0.1]);
    const [mark] = await marks();
    if (mark === undefined) throw new Error('nothing was drawn');
    await track(mark.id, [1, 0, 0, 0, 1, 0.3, 0, 0, 1]);
    await vi.waitFor(async () => expect(await inkAt(0.4, 0.4)).toEqual(red));
    expect(await inkAt(0.4, 0.1)).toEqual(nothing);
    await track(mark.id, null);
    await vi.waitFor(async () => expect(await inkAt(0.4, 0.4)).toEqual(nothing));
  });

  it('draws with each tool, and what cannot be held says so', async () => {
    await open();
    const tools = ['Arrow', 'Circle', 'Highlighter', 'Number', 'Text'] as const;
    for (const [at, tool] of tools.entries()) {
      await page.getByRole('radio', { name: tool }).click();
      await drag([0.1 + at * 0.17, 0.1], [0.2 + at * 0.17, 0.2]);
    }
    await page.getByRole('textbox', { name: 'Text to write on the picture' }).fill('Press this');
    await page.keyboard.press('Enter');
    await vi.waitFor(async () => expect(await marks()).toHaveLength(5));
    expect((await marks()).map(({ tool, text, number }) => [tool, text, number])).toEqual([
      ['arrow', '', 0],
      ['circle', '', 0],
      ['highlighter', '', 0],
      ['number', '', 1],
      ['text', 'Press this', 0],
    ]);
    await tell({ name: 'board/held', id: (await marks())[1]?.id, hold: 'cannotHold' });
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('takes back, brings again and erases', async () => {
    await open();
    await drag([0.2, 0.2], [0.6, 0.2]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await vi.waitFor(async () => expect(await inkAt(0.4, 0.2)).toEqual(nothing));
    await page.keyboard.press('Alt+Shift+Y');
    await vi.waitFor(async () => expect(await inkAt(0.4, 0.2)).toEqual(red));
    await page.getByRole('button', { name: 'Erase all' }).click();
    await vi.waitFor(async () => expect(await inkAt(0.4, 0.2)).toEqual(nothing));
    expect(await page.getByRole('button', { name: 'Erase all' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('works by keyboard alone', async () => {
    await open();
    await page.keyboard.press('Alt+Shift+A');
    const area = page.getByRole('application', { name: 'Drawing area, Arrow' });
    await area.focus();
    await page.keyboard.press('Enter');
    for (let steps = 0; steps < 5; steps += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await vi.waitFor(async () => expect(await notices('board/end')).toHaveLength(1));
    const [mark] = await marks();
    const end = (await notices('board/extend')).at(-1)?.['points'] as number[][];
    expect((end.at(-1)?.[0] ?? 0) - (mark?.at[0] ?? 0)).toBeCloseTo(0.1, 3);
    // Where nothing was drawn the cross shows, until the tool is put away; the keyboard is then on the picture.
    for (let steps = 0; steps < 5; steps += 1) await page.keyboard.press('ArrowDown');
    const cross = [(mark?.at[0] ?? 0) + 0.1, (mark?.at[1] ?? 0) + 0.1] as const;
    await vi.waitFor(async () => expect((await inkAt(...cross))[3]).toBe(255));
    await page.keyboard.press('Escape');
    await vi.waitFor(async () => expect(await page.getByRole('application').count()).toBe(0));
    await vi.waitFor(async () => expect(await inkAt(...cross)).toEqual(nothing));
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Remote camera');
  });

  it('stands still when frozen, says so, and shows it to the phone on request', async () => {
    await open();
    await page.getByRole('button', { name: 'Freeze' }).click();
    await page.getByText('The picture stands still.').waitFor();
    await page.evaluate("camera.colour = '#00ff00', null");
    // A corner of the device in the picture, which has another colour by now.
    await vi.waitFor(async () => expect((await inkAt(0.5, 0.35))[3]).toBe(255));
    expect((await inkAt(0.5, 0.35))[1]).toBeLessThan(80);
    await drag([0.2, 0.2], [0.6, 0.2]);
    expect(await inkAt(0.25, 0.2)).toEqual(red);
    expect(await notices('board/picture')).toHaveLength(1);
    expect(await notices('board/still')).toEqual([]);
    await page.getByRole('button', { name: 'Show on the phone' }).click();
    const [mark] = await marks();
    await vi.waitFor(async () => expect((await notices('board/still')).at(-1)?.['picture']).toBe(mark?.picture));
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Back to the camera' }).click();
    await vi.waitFor(async () => expect((await notices('board/still')).at(-1)?.['picture']).toBeNull());
    await vi.waitFor(async () => expect(await inkAt(0.5, 0.35)).toEqual(nothing));
  });

  it('freezes by itself for a phone that cannot hold drawings, and says why', async () => {
    await open();
    await tell({ name: 'board/changed', change: { tracking: 'freezeOnly' } });
    await drag([0.2, 0.2], [0.6, 0.2]);
    await page.getByText('The picture stands still. This phone cannot hold drawings').waitFor();
    expect(await notices('board/still')).toHaveLength(1);
    expect(await inkAt(0.4, 0.2)).toEqual(red);
  });
});
