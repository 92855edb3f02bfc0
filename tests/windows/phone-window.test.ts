import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { scenes } from '#applet/ui/testing/scenes.ts';
import {
  FakeMainHandle,
  openBrowser,
  servePreview,
  type ServedPreview,
} from '#tests/integration/applet-window-page.ts';
import { expectReadable } from './expect-readable.ts';

let pages: ServedPreview;
let browser: Browser;

beforeAll(async () => {
  pages = await servePreview('applet');
  browser = await openBrowser(null);
}, 60_000);

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser.close();
  await pages.close();
});

const upright = { width: 360, height: 640 };
const across = { width: 640, height: 360 };

/** The join page on a phone, in front of a fake core, with a camera whose picture is drawn. */
async function openPhone(
  scene: string,
  options: { readonly viewport?: typeof upright; readonly isNew?: boolean } = {},
) {
  const viewport = options.viewport ?? upright;
  const context = await browser.newContext({
    viewport,
    screen: viewport,
    hasTouch: true,
    isMobile: true,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  if (options.isNew !== true) await page.addInitScript(`localStorage.setItem('handrail.tutorial', 'shown')`);
  await page.goto(`${pages.origin}/testing/preview.html?scene=${scene}&host=page`);
  await page.locator('main h1, [role=dialog]').first().waitFor();
  const lens = {
    asked: () => page.evaluate<readonly string[]>('window.fakeLens.asked'),
    run: (call: string) => page.evaluate(`void window.fakeLens.${call}`),
  };
  return { page, errors, main: new FakeMainHandle(page), lens };
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { name });

/** What runs in the page, as far as these tests use it: its own types belong to another environment. */
type InPage = {
  readonly ownerDocument: { readonly activeElement: unknown };
  readonly scrollHeight: number;
  readonly scrollTop: number;
  readonly clientHeight: number;
  scrollTo(x: number, y: number): void;
};
type FileField = { readonly accept: string; readonly multiple: boolean; getAttribute(name: string): string | null };

const hasFocus = (locator: Locator) =>
  locator.evaluate((element: unknown) => element === (element as InPage).ownerDocument.activeElement);

describe('the way in on a phone', () => {
  it('L1, L2 leads through tutorial and devices to the PIN, by finger, and each step is read out', async () => {
    const { page, main, lens } = await openPhone('pin', { isNew: true });
    expect(await hasFocus(heading(page, 'Show what needs help'))).toBe(true);
    await button(page, 'OK').tap();
    await vi.waitFor(async () => expect(await hasFocus(heading(page, 'You stay in charge'))).toBe(true));
    await button(page, 'OK').tap();
    await button(page, 'OK').tap();
    await vi.waitFor(async () => expect(await hasFocus(heading(page, 'Camera and microphone'))).toBe(true));
    expect(await lens.asked()).toEqual([]);
    await button(page, 'Allow camera and microphone').tap();
    await page.getByText('Only you see this').waitFor();
    const pin = page.getByRole('textbox', { name: 'PIN code' });
    expect([await pin.getAttribute('inputmode'), await pin.getAttribute('autocomplete')]).toEqual([
      'numeric',
      'one-time-code',
    ]);
    // The keyboard of a field in focus would cover what is to be read first.
    expect(await hasFocus(pin)).toBe(false);
    await pin.fill('123 456');
    await button(page, 'Connect').tap();
    await vi.waitFor(async () => expect(await main.names()).toContain('session/join'));
  });

  it('L1 shows the tutorial once', async () => {
    const { page } = await openPhone('pin', { isNew: true });
    await button(page, 'Skip').tap();
    await page.reload();
    await heading(page, 'Camera and microphone').waitFor();
  });

  it('L2 says what to do when the camera is denied, and goes on without it', async () => {
    const { page, lens } = await openPhone('pin');
    await page.evaluate(`window.fakeLens.answers = { camera: 'denied', microphone: 'granted' }`);
    await button(page, 'Allow camera and microphone').tap();
    await page.getByRole('alert').filter({ hasText: 'The browser was not allowed to use the camera.' }).waitFor();
    await page.evaluate(`window.fakeLens.answers = { camera: 'busy', microphone: 'granted' }`);
    await button(page, 'Try again').tap();
    await page.getByRole('alert').filter({ hasText: 'Another program is using the camera.' }).waitFor();
    await button(page, 'Continue').tap();
    await page.getByRole('textbox', { name: 'PIN code' }).waitFor();
    expect(await page.getByText('Only you see this').count()).toBe(0);
    expect(await lens.asked()).toHaveLength(2);
  });

  it('C6 offers chat only, which asks the browser for nothing', async () => {
    const { page, lens } = await openPhone('pin');
    await button(page, 'Chat only').tap();
    await page.getByRole('textbox', { name: 'PIN code' }).waitFor();
    expect(await lens.asked()).toEqual(['stop']);
  });

  it('L1, L2 come with a link, too, and before its terms', async () => {
    const { page } = await openPhone('terms');
    await heading(page, 'Camera and microphone').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await button(page, 'Allow camera and microphone').tap();
    await page.getByRole('dialog', { name: 'Terms of use' }).waitFor();
  });

  it('tells at once that a link leads nowhere, and the way goes on to a PIN', async () => {
    const { page } = await openPhone('pinRefused', { isNew: true });
    await page.getByRole('alert').waitFor();
    await button(page, 'Skip').tap();
    await button(page, 'Chat only').tap();
    await page.getByRole('textbox', { name: 'PIN code' }).waitFor();
  });

  it('L2 says while it waits that only the person sees the picture', async () => {
    const { page } = await openPhone('lensWaiting');
    await page.getByText('Nothing is sent yet.').waitFor();
  });

  it('PRM1 says before the start what begins with it, and not that it asks again', async () => {
    const { page } = await openPhone('lensWaiting');
    const answer = (camera: string, microphone: string) =>
      page.evaluate(`fakeLens.answers = { camera: '${camera}', microphone: '${microphone}' };
        fakeLens.prepare({ camera: true, microphone: true })`);
    const asksAgain = page.getByText('You are asked before anything happens.');
    await answer('denied', 'denied');
    await asksAgain.waitFor();
    await answer('granted', 'granted');
    await page.getByText('From the start, Anna Weber sees your camera and hears you.').waitFor();
    expect(await asksAgain.count()).toBe(0);
    await answer('granted', 'denied');
    await page.getByText('From the start, Anna Weber sees your camera.').waitFor();
    await answer('denied', 'granted');
    await page.getByText('From the start, Anna Weber hears you.').waitFor();
  });

  it('a session without a camera goes on as on a computer, and ends the preview', async () => {
    const { page, main, lens } = await openPhone('pin');
    await button(page, 'Allow camera and microphone').tap();
    await page.getByText('Only you see this').waitFor();
    await main.change({ ...scenes.session, sessionType: 'remoteSupport' });
    await page.getByRole('tab', { name: 'Files' }).waitFor();
    expect(await lens.asked()).toContain('stop');
  });

  it('a computer’s page asks for a PIN at once', async () => {
    const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${pages.origin}/testing/preview.html?scene=pin&host=page`);
    const pin = page.getByRole('textbox', { name: 'PIN code' });
    await pin.waitFor();
    expect(await hasFocus(pin)).toBe(true);
  });
});

describe('a session with the camera', () => {
  it('L5, L7 pauses, mutes, lights and switches by one press each, by their exact names', async () => {
    const { page, lens } = await openPhone('lens');
    for (const name of ['Pause', 'Resume', 'Mute', 'Unmute', 'Flashlight', 'Switch camera']) {
      await button(page, name).tap();
    }
    expect(await lens.asked()).toEqual(['pause', 'resume', 'mute', 'unmute', 'toggleTorch', 'switchCamera']);
    expect(await button(page, 'Flashlight').getAttribute('aria-pressed')).toBe('true');
  });

  it('L7 has a flashlight only where the camera has one, and no switch where there is nothing to switch to', async () => {
    const { page, lens } = await openPhone('lens');
    await lens.run(`change({ torch: 'none', canSwitch: false })`);
    await button(page, 'Flashlight').waitFor({ state: 'detached' });
    expect(await button(page, 'Switch camera').count()).toBe(0);
  });

  it.each([
    ['upright', upright],
    ['across', across],
  ])('PRM4, L12 has every way out in sight, %s, in 44 pixels at least', async (_name, viewport) => {
    const { page } = await openPhone('lens', { viewport });
    for (const name of ['Revoke all permissions', 'End session', 'Disconnect', 'Pause', 'Mute', 'Chat', 'Menu']) {
      const box = await button(page, name).boundingBox();
      if (box === null) throw new Error(`${name} is not in sight`);
      expect(Math.min(box.width, box.height), name).toBeGreaterThanOrEqual(56);
      expect(box.x >= 0 && box.x + box.width <= viewport.width, name).toBe(true);
      expect(box.y >= 0 && box.y + box.height <= viewport.height, name).toBe(true);
    }
  });

  it('D6, D7 has both X where a Mac has them, too', async () => {
    const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${pages.origin}/testing/preview.html?scene=lens&host=page&platform=mac`);
    // The page is laid out once more when its parts have come.
    const placeOf = async (name: string) => (await button(page, name).boundingBox()) ?? { x: -1, y: -1 };
    await expect.poll(async () => (await placeOf('Revoke all permissions')).y).toBeGreaterThan(700);
    const small = await placeOf('End session');
    expect([small.x < 100, small.y < 100]).toEqual([true, true]);
  });

  it.each(['End session', 'Disconnect'])('L5, L12 %s ends it at once, with camera and microphone', async (name) => {
    const { page, main, lens } = await openPhone('lens');
    await button(page, name).tap();
    await page.getByRole('region', { name: 'Session summary' }).waitFor();
    expect(await main.names()).toContain('session/end');
    expect(await lens.asked()).toContain('stop');
  });

  it('PRM4 takes everything back with the large X, also from under a question', async () => {
    const { page, main, lens } = await openPhone('lensAskCamera');
    await page.getByRole('alertdialog', { name: 'Permission request' }).waitFor();
    await button(page, 'Revoke all permissions').tap();
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    expect(await main.names()).toContain('permission/revokeAll');
    expect(await lens.asked()).toContain('stop');
  });

  it('L12 has in its menu Disconnect, Revoke all permissions, files, the log, and how to read better', async () => {
    const { page, main } = await openPhone('lens');
    await button(page, 'Menu').tap();
    const menu = page.getByRole('dialog', { name: 'Menu' });
    for (const name of ['Revoke all permissions', 'Larger text', 'Smaller text', 'Files and photos']) {
      await menu.getByRole('button', { name, exact: true }).waitFor();
    }
    await menu.getByRole('combobox', { name: 'Language' }).waitFor();
    await menu.getByRole('button', { name: 'Session log' }).tap();
    await page.getByRole('log', { name: 'Session log' }).waitFor();
    await button(page, 'Back').tap();
    await menu.getByRole('button', { name: 'Disconnect', exact: true }).tap();
    await vi.waitFor(async () => expect(await main.names()).toContain('session/end'));
  });

  it('PRM1 shows a question at once, also to somebody who reads in the menu', async () => {
    const { page, main } = await openPhone('lens');
    await button(page, 'Menu').tap();
    await page.getByRole('dialog', { name: 'Menu' }).waitFor();
    await main.ask('sendFile');
    await page.getByRole('alertdialog', { name: 'Permission request' }).waitFor();
    expect(await hasFocus(button(page, 'Deny'))).toBe(true);
    // Not in the moment in which it appears.
    await page.locator('fieldset[aria-disabled="false"]').waitFor();
    await button(page, 'Deny').tap();
    await page.getByRole('dialog', { name: 'Menu' }).waitFor();
  });

  it.each([
    [`change({ camera: { state: 'paused', by: 'customer' } })`, 'You paused the camera'],
    [`change({ camera: { state: 'paused', by: 'hidden' } })`, 'Paused: this page was not in front'],
    [`change({ camera: { state: 'paused', by: 'system' } })`, 'The phone has paused the camera'],
    [`change({ camera: { state: 'paused', by: 'hold' } })`, 'Anna Weber has put the session on hold'],
    [`change({ camera: { state: 'starting' } })`, 'The camera is starting'],
    [`change({ camera: { state: 'live' } })`, 'Anna Weber sees your camera'],
  ])('L5, L8 says in words how things are: %s', async (call, words) => {
    const { page, lens } = await openPhone('lens');
    await lens.run(call);
    await page.getByRole('status').filter({ hasText: words }).waitFor();
  });

  it('L5 the words over a paused picture can be read in a light page: the stage is dark in every one', async () => {
    const { page, lens } = await openPhone('lens');
    await lens.run(`change({ camera: { state: 'paused', by: 'customer' } })`);
    await page.locator('p[class*=coverTitle]').waitFor();
    const channels = await page.evaluate<readonly number[]>(
      `getComputedStyle(document.querySelector('p[class*=coverTitle]')).color.match(/[0-9]+/g).map(Number)`,
    );
    expect(Math.min(...channels.slice(0, 3))).toBeGreaterThan(200);
  });

  it('L6 says that a phone call has the microphone, that it is recorded, and that the technician is muted', async () => {
    const { page, main, lens } = await openPhone('lens');
    await lens.run(`change({ microphone: 'taken' })`);
    await page.getByText('A phone call has the microphone: Anna Weber does not hear you').waitFor();
    await main.change({ recorded: true, technicianVoice: 'muted' });
    await page.getByText('Anna Weber is recording this call').waitFor();
    await page.getByText('Anna Weber is muted').waitFor();
  });

  it('CALL6 that the call is kept is in sight whatever lies over the rest: a question, the chat with its keyboard', async () => {
    const { page, main } = await openPhone('lens');
    const kept = page.getByText('Anna Weber is recording this call');
    await main.change({ recorded: true });
    await button(page, 'Chat').tap();
    await page.evaluate(`document.querySelector('[data-sheet]').dataset.keyboard = 'true'`);
    expect(await kept.isVisible()).toBe(true);
    await main.change({ prompt: { id: 'prompt-1', kind: 'takeFile', answerByMs: 9e15 } });
    await page.getByRole('alertdialog').waitFor();
    expect(await kept.isVisible()).toBe(true);
  });

  it('starts a lost camera again by one press', async () => {
    const { page, lens } = await openPhone('lensFailed');
    await button(page, 'Try again').tap();
    await vi.waitFor(async () => expect(await lens.asked()).toEqual(['resume']));
  });

  it.each([
    ['rear', 'switchCamera rear'],
    ['front', 'switchCamera front'],
    ['torchOn', 'toggleTorch'],
  ])('CALL4 does what the technician asks, %s, only after a press', async (request, done) => {
    const { page, main, lens } = await openPhone('lens');
    await main.change({ cameraRequest: request });
    await page.getByRole('alert').waitFor();
    expect(await lens.asked()).toEqual([]);
    await button(page, 'Do it').tap();
    await vi.waitFor(async () => expect(await lens.asked()).toEqual([done]));
    await vi.waitFor(async () =>
      expect(await main.heard()).toContainEqual({ name: 'camera/answer', argument: { accepted: true } }),
    );
  });

  it('CALL4 a request that comes up under a finger, or is pressed by no person, is not answered by that', async () => {
    const { page, main, lens } = await openPhone('lens');
    await page.evaluate(`window.first = new Promise((resolve) => {
      const look = () => {
        const answers = document.querySelector('section fieldset[aria-disabled]');
        if (answers === null) return;
        for (const answer of answers.querySelectorAll('button')) answer.click();
        resolve(answers.getAttribute('aria-disabled') !== 'true');
      };
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
    }); null`);
    await main.change({ cameraRequest: 'front' });
    expect(await page.evaluate('first')).toBe(false);
    expect([await lens.asked(), (await main.heard()).filter(({ name }) => name === 'camera/answer')]).toEqual([[], []]);
  });

  it('CALL4 leaves alone what is so already, and does nothing after Not now', async () => {
    const { page, main, lens } = await openPhone('lens');
    await main.change({ cameraRequest: 'torchOff' });
    await button(page, 'Do it').tap();
    await button(page, 'Do it').waitFor({ state: 'detached' });
    await main.change({ cameraRequest: 'front' });
    await page.getByText('asks for the camera at the front').waitFor();
    // What a finger does comes as a click a moment later.
    await button(page, 'Not now').tap();
    await vi.waitFor(async () => {
      const answers = (await main.heard()).filter(({ name }) => name === 'camera/answer');
      expect(answers.map(({ argument }) => argument)).toEqual([{ accepted: true }, { accepted: false }]);
    });
    expect(await lens.asked()).toEqual([]);
  });

  it('L4 offers a press where the browser plays no voice by itself', async () => {
    const { page } = await openPhone('lens');
    await page.evaluate(`{
      const play = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('a press is needed', 'NotAllowedError'));
      window.letItPlay = () => { HTMLMediaElement.prototype.play = play; };
      const sound = new AudioContext().createMediaStreamDestination().stream;
      window.fakeLens.store.setState({ remoteVoice: sound });
    }`);
    await button(page, 'Tap to hear').waitFor();
    await page.evaluate('window.letItPlay()');
    await button(page, 'Tap to hear').tap();
    await button(page, 'Tap to hear').waitFor({ state: 'detached' });
    expect(await page.evaluate(`document.querySelector('audio').paused`)).toBe(false);
  });
});

describe('the chat sheet', () => {
  const sheet = (page: Page) => page.getByRole('region', { name: 'Chat' });
  const state = (page: Page) => sheet(page).getAttribute('data-state');
  const field = (page: Page) => page.getByRole('textbox', { name: 'Chat message' });

  /** A finger on the handle that moves so far that it ends at the next rest, however fast this computer lets it move. */
  async function swipe(page: Page, byPixels: number): Promise<void> {
    const box = await sheet(page).boundingBox();
    if (box === null) throw new Error('no sheet');
    await page.mouse.move(box.x + 60, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y + 10 - byPixels, { steps: 4 });
    await page.mouse.up();
  }

  it('L10 is swiped up to its last lines, to the whole, and down again until it is closed', async () => {
    const { page } = await openPhone('lens');
    expect(await state(page)).toBe('closed');
    await swipe(page, 150);
    await vi.waitFor(async () => expect(await state(page)).toBe('minimised'));
    expect(await field(page).count()).toBe(0);
    await swipe(page, 230);
    await vi.waitFor(async () => expect(await state(page)).toBe('extended'));
    await field(page).waitFor();
    await swipe(page, -230);
    await vi.waitFor(async () => expect(await state(page)).toBe('minimised'));
    expect(await field(page).count()).toBe(0);
    await swipe(page, -150);
    await vi.waitFor(async () => expect(await state(page)).toBe('closed'));
  });

  it('L10 scrolls its history also when it shows only the last lines, which it shows first', async () => {
    const { page } = await openPhone('lens');
    await button(page, 'Chat').tap();
    await button(page, 'Make the chat smaller').tap();
    const log = page.getByRole('log', { name: 'Chat' });
    const fromEnd = () =>
      log.evaluate((element: unknown) => {
        const { scrollHeight, scrollTop, clientHeight } = element as InPage;
        return scrollHeight - scrollTop - clientHeight;
      });
    await vi.waitFor(async () => expect(await fromEnd()).toBeLessThan(2));
    await log.evaluate((element: unknown) => (element as InPage).scrollTo(0, 0));
    expect(await fromEnd()).toBeGreaterThan(50);
  });

  it('L10 goes the same ways by keyboard, with the focus where reading goes on', async () => {
    const { page } = await openPhone('lens');
    await button(page, 'Chat').focus();
    await page.keyboard.press('Enter');
    expect(await hasFocus(sheet(page).getByRole('heading', { name: 'Chat' }))).toBe(true);
    await field(page).fill('It blinks');
    await page.keyboard.press('Escape');
    expect(await state(page)).toBe('minimised');
    await button(page, 'Show all of the chat').press('Enter');
    // What was typed is still there.
    expect(await field(page).inputValue()).toBe('It blinks');
    await button(page, 'Close the chat').press('Enter');
    expect(await state(page)).toBe('closed');
    expect(await hasFocus(button(page, 'Chat'))).toBe(true);
  });

  it('L10 shows and reads out at once what comes while it is closed, and a press opens it', async () => {
    const { page, main } = await openPhone('lens');
    await main.run(
      `tell({ name: 'chat/changed', line: { id: 'new', from: 'technician', text: 'Turn it, please', atMs: 1, delivery: 'delivered' } })`,
    );
    const bubble = page.getByRole('status').getByRole('button', { name: 'Anna Weber writes: Turn it, please' });
    await bubble.waitFor();
    await page.getByRole('button', { name: /^Chat 1 new message/ }).waitFor();
    await bubble.tap();
    await field(page).waitFor();
    expect(await bubble.count()).toBe(0);
  });

  it('L10 keeps its field above a soft keyboard', async () => {
    const { page } = await openPhone('lens');
    await button(page, 'Chat').tap();
    await page.evaluate(`{
      Object.defineProperty(visualViewport, 'height', { value: 330 });
      visualViewport.dispatchEvent(new Event('resize'));
    }`);
    await vi.waitFor(async () => {
      const box = await field(page).boundingBox();
      expect((box?.y ?? 999) + (box?.height ?? 999)).toBeLessThanOrEqual(330);
    });
    const log = await page.getByRole('log', { name: 'Chat' }).boundingBox();
    expect(log?.height).toBeGreaterThan(60);
    for (const name of ['Revoke all permissions', 'End session']) await button(page, name).waitFor();
  });
});

describe('photos and the end', () => {
  it('L12 sends a photo as it is, and the picture of the running camera', async () => {
    const { page, main } = await openPhone('lens');
    await button(page, 'Menu').tap();
    await button(page, 'Files and photos').tap();
    const taking = page.waitForEvent('filechooser');
    await button(page, 'Take a photo').tap();
    await (await taking).setFiles({ name: 'huge.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(20_000_000) });
    await vi.waitFor(async () =>
      expect(await main.heard()).toContainEqual({ name: 'file/send', argument: { tickets: ['ticket-huge.jpg'] } }),
    );
    await button(page, 'Send the camera’s picture').tap();
    await vi.waitFor(async () => {
      const sent = (await main.heard()).filter(({ name }) => name === 'file/send');
      expect(JSON.stringify(sent.at(-1))).toMatch(/ticket-camera \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.jpg/);
    });
  });

  it('asks the phone for its camera, and for its photos, with the kinds that they have', async () => {
    const { page } = await openPhone('lens');
    await button(page, 'Menu').tap();
    await button(page, 'Files and photos').tap();
    const inputs = await page
      .locator('input[type=file]')
      .evaluateAll((all: readonly unknown[]) =>
        (all as readonly FileField[]).map((field) => [field.accept, field.getAttribute('capture'), field.multiple]),
      );
    expect(inputs).toEqual([
      ['', null, true],
      ['image/*', 'environment', false],
      ['image/*', null, true],
    ]);
  });

  it('L11 says at the end how long it was, what it cost, who helped, and keeps a copy', async () => {
    const { page, main } = await openPhone('lensEnded');
    const summary = page.getByRole('region', { name: 'Session summary' });
    const words = await summary.innerText();
    for (const part of ['Anna Weber ended the session.', 'Anna Weber (Acme IT)', '13 min', '48.3 MB', '2.1 MB']) {
      expect(words).toContain(part);
    }
    await summary.getByRole('button', { name: 'Keep a copy', exact: true }).tap();
    await vi.waitFor(async () => expect(await main.names()).toContain('log/keep'));
    await button(page, 'Start again').tap();
    await heading(page, 'Camera and microphone').waitFor();
  });

  it('L11 shows the data used when it is known a moment later', async () => {
    const { page, main } = await openPhone('lens');
    await button(page, 'Disconnect').tap();
    await page.getByRole('region', { name: 'Session summary' }).waitFor();
    await main.change({ dataUsed: { sentBytes: 1_000_000, receivedBytes: 20_000 } });
    await page.getByText('Data sent').waitFor();
  });

  it('leaves no camera running after the end', async () => {
    const { page, main } = await openPhone('lens');
    await page.evaluate('window.theTrack = window.fakeLens.store.getState().preview.getVideoTracks()[0]');
    expect(await page.evaluate('window.theTrack.readyState')).toBe('live');
    await button(page, 'Disconnect').tap();
    await vi.waitFor(async () => expect(await main.names()).toContain('session/end'));
    expect(await page.evaluate('window.theTrack.readyState')).toBe('ended');
    expect(await page.locator('video').count()).toBe(0);
  });
});

describe('accessibility of a phone’s page', () => {
  const open: readonly { readonly scene: string; readonly press: readonly string[]; readonly isNew?: boolean }[] = [
    { scene: 'pin', press: [], isNew: true },
    { scene: 'pin', press: [] },
    { scene: 'pin', press: ['Allow camera and microphone'] },
    { scene: 'lensWaiting', press: [] },
    { scene: 'lens', press: [] },
    { scene: 'lens', press: ['Chat'] },
    { scene: 'lens', press: ['Chat', 'Make the chat smaller'] },
    { scene: 'lens', press: ['Menu'] },
    { scene: 'lensFiles', press: ['Menu', 'Files and photos'] },
    { scene: 'lensPaused', press: [] },
    { scene: 'lensRequest', press: [] },
    { scene: 'lensFailed', press: [] },
    { scene: 'lensTaken', press: [] },
    { scene: 'lensAskCamera', press: [] },
    { scene: 'lensEnded', press: [] },
  ];

  it.each(open)(
    'axe finds nothing in $scene $press, upright and across, also in large letters',
    async ({ scene, press, isNew }) => {
      for (const viewport of [upright, across]) {
        const { page, errors } = await openPhone(scene, { viewport, isNew: isNew ?? false });
        await page.emulateMedia({ reducedMotion: 'reduce' });
        for (const name of press) await button(page, name).tap();
        await expectReadable(page);
        expect(errors).toEqual([]);
      }
    },
  );
});
