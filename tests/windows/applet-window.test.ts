import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { scenes } from '#applet/ui/testing/scenes.ts';
import { openBrowser, openScene, servePreview, type ServedPreview } from '#tests/integration/applet-window-page.ts';
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

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('a permission request', () => {
  async function asked(kind = 'control') {
    const scene = await openScene(browser, pages, 'scene=session');
    await scene.page.clock.install({ time: 1_000_000 });
    // From here on time passes only where the test says so.
    await scene.page.clock.pauseAt(1_001_000);
    await scene.main.ask(kind);
    await scene.page.clock.runFor(50);
    await scene.page.getByRole('alertdialog', { name: 'Permission request' }).waitFor();
    return scene;
  }

  it('PRM1 has Deny in focus, and Escape is Deny', async () => {
    const { page, main } = await asked();
    expect(await button(page, 'Deny').evaluate(hasFocus)).toBe(true);
    await page.clock.runFor(600);
    await page.keyboard.press('Escape');
    await page.clock.runFor(50);
    expect(await main.heard()).toEqual([
      { name: 'permission/answer', argument: { prompt: 'prompt-1', allowed: false } },
    ]);
  });

  it('PRM5 takes no answer in the moment in which it appears', async () => {
    const { page, main } = await asked();
    const allow = button(page, 'Allow');
    await page.clock.runFor(300);
    await allow.click({ force: true });
    await page.keyboard.press('Escape');
    await page.clock.runFor(50);
    expect(await main.names()).toEqual([]);
    await page.clock.runFor(300);
    await allow.click();
    await page.clock.runFor(50);
    expect(await main.heard()).toEqual([
      { name: 'permission/answer', argument: { prompt: 'prompt-1', allowed: true } },
    ]);
  });

  it('PRM5 takes no answer from a script', async () => {
    const { page, main } = await asked();
    await page.clock.runFor(600);
    await button(page, 'Allow').evaluate(clickByScript);
    await page.clock.runFor(50);
    expect(await main.names()).toEqual([]);
  });

  it('PRM4 leaves both ways out in reach', async () => {
    const { page, main } = await asked();
    await button(page, 'Revoke all permissions').click();
    await page.clock.runFor(50);
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await button(page, 'End session').click();
    await page.clock.runFor(50);
    expect(await main.names()).toEqual(['permission/revokeAll', 'session/end']);
    await page.getByRole('heading', { name: 'The session has ended' }).waitFor();
  });

  it('counts each new question anew', async () => {
    const { page, main } = await asked();
    await page.clock.runFor(600);
    await page.evaluate(
      `window.fakeMain.change({ prompt: { id: 'prompt-2', kind: 'takeFile', answerByMs: Date.now() + 60000 } })`,
    );
    await page.clock.runFor(50);
    await page.getByText('wants to get files from you').waitFor();
    await button(page, 'Allow').click({ force: true });
    await page.clock.runFor(50);
    expect(await main.names()).toEqual([]);
  });
});

describe('the window', () => {
  it('is walked from PIN to end with the keyboard alone', async () => {
    const { page, main, errors } = await openScene(browser, pages, 'scene=pin');
    await page.keyboard.type('123-456');
    expect(await page.getByRole('textbox', { name: 'PIN code' }).inputValue()).toBe('123 456');
    await page.keyboard.press('Enter');
    await page.getByText('This takes a few seconds.').waitFor();
    await main.change({
      step: { name: 'terms', version: '1' },
      technician: { name: 'Anna Weber', organisation: 'Acme IT' },
      verification: { state: 'codeNeeded', triesLeft: 3, wrong: false },
    });
    await page.getByRole('dialog', { name: 'Terms of use' }).waitFor();
    await tabTo(page, 'Accept');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Verification code' }).waitFor();
    await page.keyboard.type('111 111');
    await page.keyboard.press('Enter');
    await page.getByText('You have 2 tries left').waitFor();
    await page.keyboard.type('123 456');
    await page.keyboard.press('Enter');
    await page.getByText('Anna Weber will start shortly.').waitFor();
    await main.change({
      step: { name: 'session', startedAtMs: 0 },
      connection: { state: 'connected', path: 'direct', roundTripMs: 1 },
    });
    await page.getByRole('log', { name: 'Chat' }).waitFor();
    await main.ask('sendFile');
    const prompt = page.getByRole('alertdialog', { name: 'Permission request' });
    await prompt.locator('[aria-disabled=false]').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Send you files').waitFor();
    await tabTo(page, 'Chat message', 'textarea');
    await page.keyboard.type('Thank you');
    await page.keyboard.press('Enter');
    await page.getByRole('log', { name: 'Chat' }).getByText('Thank you').waitFor();
    await tabTo(page, 'End session');
    await page.keyboard.press('Enter');
    await page.getByText('You ended the session.').waitFor();
    await tabTo(page, 'Keep a copy');
    await page.keyboard.press('Enter');
    await page.getByText('/home/maria/Downloads/handrail-session.jsonl').waitFor();
    expect(await main.heard()).toEqual([
      { name: 'session/join', argument: { pin: '123456' } },
      { name: 'terms/answer', argument: { accepted: true, locale: 'en' } },
      { name: 'verification/enter', argument: { code: '111111' } },
      { name: 'verification/enter', argument: { code: '123456' } },
      { name: 'permission/answer', argument: { prompt: 'prompt-1', allowed: true } },
      { name: 'chat/send', argument: { text: 'Thank you' } },
      { name: 'session/end', argument: {} },
      { name: 'log/keep', argument: {} },
    ]);
    expect(errors).toEqual([]);
  });

  it('says what a PIN looks like instead of sending half of one', async () => {
    const { page, main } = await openScene(browser, pages, 'scene=pin');
    await page.getByRole('textbox', { name: 'PIN code' }).fill('1234');
    await button(page, 'Connect').click();
    await page.getByText('A PIN code has 6 digits').waitFor();
    expect(await main.names()).toEqual([]);
  });

  it('accepts the terms in the language in which they were shown', async () => {
    const { page, main } = await openScene(browser, pages, 'scene=terms');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('fr');
    await page.getByRole('dialog', { name: 'Conditions d’utilisation' }).waitFor();
    await button(page, 'Accepter').click();
    await vi.waitFor(async () =>
      expect(await main.heard()).toEqual([{ name: 'terms/answer', argument: { accepted: true, locale: 'fr' } }]),
    );
  });

  it('keeps the size of its text over a reload', async () => {
    const { page } = await openScene(browser, pages, 'scene=pin');
    const size = (): Promise<string> => page.evaluate('getComputedStyle(document.documentElement).fontSize');
    const before = await size();
    await button(page, 'Larger text').click();
    await button(page, 'Larger text').click();
    expect(before).toBe('16px');
    await vi.waitFor(async () => expect(await size()).toBe('24px'));
    await page.reload();
    await vi.waitFor(async () => expect(await size()).toBe('24px'));
    await button(page, 'Smaller text').click();
    await button(page, 'Smaller text').click();
    await vi.waitFor(async () => expect(await size()).toBe('16px'));
  });

  it('puts the large X at the bottom and the small X at the upper left on a Mac, the other way round elsewhere', async () => {
    const places = async (platform: string) => {
      const { page } = await openScene(browser, pages, `scene=seen&platform=${platform}`);
      const large = await button(page, 'Revoke all permissions').boundingBox();
      const small = await button(page, 'End session').boundingBox();
      if (large === null || small === null) throw new Error('an X is not in sight');
      const side = (box: { x: number; y: number; width: number }): string =>
        `${box.y < 100 ? 'upper' : 'lower'} ${box.x < 100 ? 'left' : 'right'}`;
      return [side(large), side(small)];
    };
    expect(await places('linux')).toEqual(['upper left', 'upper right']);
    expect(await places('mac')).toEqual(['lower left', 'upper left']);
  });
});

describe('accessibility', () => {
  it.each(Object.keys(scenes))(
    'axe finds nothing in %s, in either scheme, also with text twice as large',
    async (scene) => {
      const { page, errors } = await openScene(browser, pages, `scene=${scene}`);
      await expectReadable(page);
      expect(errors).toEqual([]);
    },
  );
});

/** Run in the page, where elements are more than this file's compiler knows. */
type InPage = { readonly ownerDocument: { readonly activeElement: unknown }; readonly click: () => void };
const hasFocus = (element: unknown): boolean => element === (element as InPage).ownerDocument.activeElement;
const clickByScript = (element: unknown): void => (element as InPage).click();

/** Presses Tab until something of that name has the focus. */
async function tabTo(page: Page, name: string, tag = 'button'): Promise<void> {
  const target = page.locator(tag === 'button' ? `button:has-text("${name}")` : `${tag}[aria-label="${name}"]`);
  for (let count = 0; count < 40; count += 1) {
    if (await target.evaluate(hasFocus)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${name}`);
}
