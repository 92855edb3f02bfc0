import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openScene, servePreview, type ServedPreview } from '#tests/integration/applet-window-page.ts';

let pages: ServedPreview;
let browser: Browser;
let page: Page;

const upright = { width: 360, height: 640 };
const across = { width: 640, height: 360 };

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

async function boxOf(selector: string) {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`not to be seen: ${selector}`);
  return box;
}

describe('a small phone', () => {
  it.each([
    ['upright', upright],
    ['across', across],
  ])('L9 keeps every bar off the picture, where drawings would be hidden under it, held %s', async (_how, viewport) => {
    ({ page } = await openScene(browser, pages, 'scene=lensRecorded&host=page', viewport));
    const picture = await boxOf('video');
    expect(picture.height).toBeGreaterThan(viewport.height * 0.6);
    const bars = ['button:has-text("Revoke all permissions")', 'output:has-text("sees your camera")', 'fieldset'];
    for (const bar of bars) {
      const { x, y, width, height } = await boxOf(bar);
      const isBeside = x >= picture.x + picture.width || x + width <= picture.x;
      const isAboveOrBelow = y >= picture.y + picture.height || y + height <= picture.y;
      expect(isBeside || isAboveOrBelow, bar).toBe(true);
    }
  });

  it('L12 cuts no word of its photo buttons off in German in the largest letters', async () => {
    const context = await browser.newContext({ viewport: upright, screen: upright, hasTouch: true, isMobile: true });
    page = await context.newPage();
    await page.addInitScript(`localStorage.setItem('handrail.tutorial', 'shown')`);
    await page.goto(`${pages.origin}/testing/preview.html?scene=lens&host=page`);
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await page.getByRole('button', { name: 'Dateien und Fotos' }).click();
    await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
    for (const name of ['Foto aufnehmen', 'Foto auswählen', 'Datei senden']) {
      const size = await page.getByRole('button', { name, exact: true }).evaluate((element: unknown) => {
        const { scrollWidth, clientWidth } = element as { readonly scrollWidth: number; readonly clientWidth: number };
        return { scrollWidth, clientWidth };
      });
      expect(size.scrollWidth, name).toBeLessThanOrEqual(size.clientWidth);
    }
  });
});
