import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

const picture = { width: 1600, height: 900 };

type Notice = { readonly name: string; readonly argument: Record<string, unknown> };

let browser: Browser;
let script: string;
let context: BrowserContext;

beforeAll(async () => {
  const entry = fileURLToPath(new URL('../../console/renderer/input/attach-remote-input.ts', import.meta.url));
  const bundle = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'remoteInput' } },
  });
  const output = Array.isArray(bundle) ? bundle[0] : bundle;
  if (output === undefined || !('output' in output)) throw new Error('no bundle');
  script = output.output[0].code;
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
}, 60_000);

afterEach(async () => {
  await context.close();
});

afterAll(async () => {
  await browser.close();
});

type Scene = {
  readonly style?: string;
  readonly fit?: 'fit' | 'actual';
  readonly deviceScaleFactor?: number;
  readonly from?: string;
  readonly to?: string;
  readonly tag?: 'div' | 'canvas';
};

/** A page with a "remote screen", and what it sent. */
async function open(scene: Scene = {}): Promise<{ page: Page; notices: () => Promise<Notice[]>; field: string }> {
  context = await browser.newContext({
    viewport: { width: 1000, height: 700 },
    deviceScaleFactor: scene.deviceScaleFactor ?? 1,
  });
  const page = await context.newPage();
  const tag = scene.tag ?? 'div';
  await page.setContent(`<!doctype html><body style="margin:0"><button id="other">Other</button>
    <${tag} id="screen" style="position:absolute; left:50px; top:50px; width:800px; height:600px; ${scene.style ?? ''}">
    ${tag === 'div' ? '<div style="width:1600px; height:900px"></div>' : ''}</${tag}></body>`);
  await page.addScriptTag({ content: script });
  await page.evaluate(
    `window.sent = [];
     window.detach = remoteInput.attachRemoteInput(document.getElementById('screen'), {
       session: 's', clock: { wallMs: () => Date.now(), monotonicMs: () => performance.now(),
         after: (delayMs, callback) => { const timer = setTimeout(callback, delayMs); return () => clearTimeout(timer); } },
       pictureSize: () => window.noPicture ? null : ${JSON.stringify(picture)}, fit: () => '${scene.fit ?? 'fit'}',
       send: (name, argument) => window.sent.push({ name, argument }),
       from: '${scene.from ?? 'linux'}', to: '${scene.to ?? 'linux'}', keyboardLabel: 'Remote keyboard',
       onKeyboard: (here) => { window.keyboardHere = here; } });`,
  );
  const notices = async (): Promise<Notice[]> => page.evaluate<Notice[]>('window.sent');
  return { page, notices, field: 'textarea[aria-label="Remote keyboard"]' };
}

/** The customer's pixel that a notice points at. */
function pixelOf(notice: Notice | undefined): { x: number; y: number } {
  const { x, y } = (notice?.argument ?? {}) as { x: number; y: number };
  return { x: Math.floor(x * picture.width), y: Math.floor(y * picture.height) };
}

const buttonsOf = (sent: readonly Notice[]): Notice[] => sent.filter(({ name }) => name === 'input/button');
const keysOf = (sent: readonly Notice[]): string[] =>
  sent
    .filter(({ name }) => name === 'input/key' || name === 'input/text')
    .map(({ name, argument }) =>
      name === 'input/text'
        ? `"${String(argument['text'])}"`
        : `${argument['down'] === true ? '+' : '-'}${String(argument['code'])}`,
    );

describe('remote input in a real browser', () => {
  // The picture is 800x450 in a box of 800x600: 75 pixels of bar above and below, two pixels there to one here.
  it.each([1, 1.25, 1.5, 2])('hits the right pixel of a letterboxed picture at %d device pixels', async (ratio) => {
    const { page, notices } = await open({ deviceScaleFactor: ratio });
    await page.mouse.click(50 + 400, 50 + 75 + 100);
    const clicks = buttonsOf(await notices());
    expect(clicks.map(({ argument }) => argument['down'])).toEqual([true, false]);
    expect(clicks.map(pixelOf)).toEqual([
      { x: 800, y: 200 },
      { x: 800, y: 200 },
    ]);
  });

  it('sends nothing for the bars beside the picture', async () => {
    const { page, notices } = await open();
    await page.mouse.click(450, 60);
    await page.mouse.wheel(0, 100);
    expect(await notices()).toEqual([]);
  });

  it('hits the right pixel under CSS zoom, in a bordered element', async () => {
    const { page, notices } = await open({
      style: 'zoom: 1.25; left: 0; top: 0; border: 8px solid; width: 400px; height: 225px;',
    });
    const box = await page.locator('#screen').boundingBox();
    if (box === null) throw new Error('no box');
    const scale = (box.width - 2 * 8 * 1.25) / picture.width;
    await page.mouse.click(box.x + 10 + 600.5 * scale, box.y + 10 + 300.5 * scale);
    expect(pixelOf(buttonsOf(await notices())[0])).toEqual({ x: 600, y: 300 });
  });

  it.each([1, 2])('hits the right pixel of a scrolled picture at 1:1 and %d device pixels', async (ratio) => {
    const { page, notices } = await open({ fit: 'actual', style: 'overflow: auto', deviceScaleFactor: ratio });
    await page.evaluate("document.getElementById('screen').scrollTo(120, 80)");
    await page.mouse.click(50 + 30.25, 50 + 40.25);
    expect(pixelOf(buttonsOf(await notices())[0])).toEqual({
      x: Math.floor((120 + 30.25) * ratio),
      y: Math.floor((80 + 40.25) * ratio),
    });
  });

  it('a canvas that is the picture has its own box, at 1:1 as well', async () => {
    const { page, notices } = await open({ tag: 'canvas', fit: 'actual', style: 'width: 1600px; height: 900px' });
    await page.mouse.click(50 + 123, 50 + 45);
    expect(pixelOf(buttonsOf(await notices())[0])).toEqual({ x: 123, y: 45 });
  });

  it('a drag goes on outside the picture, at its edge', async () => {
    const { page, notices } = await open();
    await page.mouse.move(450, 300);
    await page.mouse.down();
    await page.mouse.move(990, 5);
    await page.mouse.up();
    const [down, up] = buttonsOf(await notices());
    expect(pixelOf(down)).toEqual({ x: 800, y: 350 });
    expect(pixelOf(up)).toEqual({ x: 1599, y: 0 });
  });

  it('a drag that began elsewhere in the window presses nothing', async () => {
    const { page, notices } = await open();
    await page.mouse.move(20, 10);
    await page.mouse.down();
    await page.mouse.move(450, 300);
    await page.mouse.up();
    expect(buttonsOf(await notices())).toEqual([]);
  });

  it('says of each of several buttons when it goes down and up', async () => {
    const { page, notices } = await open();
    await page.mouse.move(450, 300);
    for (const button of ['left', 'right', 'middle'] as const) await page.mouse.down({ button });
    for (const button of ['left', 'right', 'middle'] as const) await page.mouse.up({ button });
    const seen = buttonsOf(await notices()).map(
      ({ argument }) => `${String(argument['button'])} ${String(argument['down'])}`,
    );
    expect(seen).toEqual(['left true', 'right true', 'middle true', 'left false', 'right false', 'middle false']);
  });

  it('lets a burst of moves through at a steady pace and ends with the last', async () => {
    const { page, notices } = await open();
    const started = performance.now();
    await page.evaluate(`(() => {
      const screen = document.getElementById('screen');
      for (let x = 100; x <= 800; x += 1)
        screen.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: 300, buttons: 0, bubbles: true }));
    })()`);
    await vi.waitFor(async () => expect(pixelOf((await notices()).at(-1))).toEqual({ x: 1500, y: 350 }));
    const moves = (await notices()).filter(({ name }) => name === 'input/move');
    expect(moves.length).toBeLessThanOrEqual(1 + (performance.now() - started) / 15);
    expect(moves.length).toBeLessThan(20);
  });

  it('a notch of the wheel is a hundred pixels', async () => {
    const { page, notices } = await open();
    await page.mouse.move(450, 300);
    await page.mouse.wheel(0, 120);
    await vi.waitFor(async () => expect((await notices()).at(-1)?.name).toBe('input/wheel'));
    expect((await notices()).at(-1)?.argument).toMatchObject({ deltaX: 0, deltaY: 100 });
  });

  it('types characters, keys and shortcuts once the picture was clicked', async () => {
    const { page, notices } = await open();
    await page.mouse.click(450, 300);
    await page.keyboard.type('aB!');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+KeyC');
    await page.keyboard.press('Tab');
    expect(keysOf(await notices())).toEqual([
      '"a"',
      '"B"',
      '"!"',
      '+Enter',
      '-Enter',
      '+ControlLeft',
      '+KeyC',
      '-KeyC',
      '-ControlLeft',
      '+Tab',
      '-Tab',
    ]);
    expect(await page.evaluate('window.keyboardHere')).toBe(true);
  });

  it('text of an input method arrives once, when it is finished', async () => {
    const { page, notices, field } = await open();
    await page.mouse.click(450, 300);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Input.imeSetComposition', { text: 'か', selectionStart: 1, selectionEnd: 1 });
    await devtools.send('Input.imeSetComposition', { text: '漢字', selectionStart: 2, selectionEnd: 2 });
    expect(keysOf(await notices())).toEqual([]);
    await devtools.send('Input.insertText', { text: '漢字' });
    await devtools.send('Input.insertText', { text: 'é😀' });
    expect(keysOf(await notices()).join('')).toBe('"漢字""é😀"');
    expect(await page.locator(field).inputValue()).toBe('');
  });

  it('Ctrl and click holds Control at the customer around the click', async () => {
    const { page, notices } = await open();
    await page.mouse.click(450, 300);
    await page.evaluate('window.sent = []');
    await page.keyboard.down('Control');
    await page.mouse.click(450, 300);
    await page.keyboard.up('Control');
    expect(
      (await notices())
        .filter(({ name }) => name !== 'input/move')
        .map(({ name, argument }) => argument['code'] ?? name),
    ).toEqual(['ControlLeft', 'input/button', 'input/button', 'ControlLeft']);
  });

  it('releases everything when the keyboard goes elsewhere, and takes no keys there', async () => {
    const { page, notices } = await open();
    await page.mouse.click(450, 300);
    await page.keyboard.down('Shift');
    await page.keyboard.down('ArrowLeft');
    await page.locator('#other').focus();
    expect((await notices()).at(-1)?.name).toBe('input/release');
    const before = (await notices()).length;
    await page.keyboard.up('ArrowLeft');
    await page.keyboard.up('Shift');
    await page.keyboard.type('secret');
    expect((await notices()).slice(before)).toEqual([]);
  });

  it('Control, Alt and Shift together leave the picture, and Tab then moves on', async () => {
    const { page, notices, field } = await open();
    await page.locator(field).focus();
    for (const key of ['Control', 'Alt', 'Shift']) await page.keyboard.down(key);
    for (const key of ['Control', 'Alt', 'Shift']) await page.keyboard.up(key);
    expect(await page.evaluate('document.activeElement.tagName')).toBe('BODY');
    expect(keysOf(await notices())).toEqual([]);
    expect((await notices()).at(-1)?.name).toBe('input/release');
  });

  it('sends nothing while there is no picture, and is gone without trace after detaching', async () => {
    const { page, notices, field } = await open();
    await page.evaluate('window.noPicture = true');
    await page.mouse.click(450, 300);
    await page.locator(field).focus();
    await page.keyboard.type('x');
    expect((await notices()).filter(({ name }) => name !== 'input/release')).toEqual([]);
    await page.evaluate('window.noPicture = false; window.detach(); window.sent = []');
    await page.mouse.click(450, 300);
    expect(await notices()).toEqual([]);
    expect(await page.locator(field).count()).toBe(0);
  });
});
