import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, servePreview, type ServedPreview } from '#tests/integration/applet-window-page.ts';

let pages: ServedPreview;
let browser: Browser;

beforeAll(async () => {
  pages = await servePreview('console');
  browser = await openBrowser(null);
});

afterAll(async () => {
  await browser.close();
  await pages.close();
});

it('T6 LNS1 a second Lens session is refused with a sentence that names the one to end, and its customer waits on', async () => {
  const page = await browser.newPage({ viewport: { width: 1100, height: 760 } });
  await page.goto(`${pages.origin}/testing/preview.html`);
  const dialog = page.getByRole('dialog', { name: 'Create New Session' });
  for (const name of ['Otto Beck', 'Lea Sommer']) {
    await page.getByRole('button', { name: 'New Session' }).click();
    await dialog.getByRole('radio', { name: 'Lens', exact: true }).click();
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await dialog.getByRole('button', { name: 'Create PIN Code' }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.evaluate('preview.main.join(preview.main.view.sessions.at(-1).id)');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
  }
  await page.getByText('Your Lens session with Otto Beck is still active').first().waitFor();
  await page.getByText('this customer keeps waiting. End the session with Otto Beck').first().waitFor();
  const statuses = 'preview.main.view.sessions.map(({ status }) => status.name)';
  expect(await page.evaluate(statuses)).toEqual(['active', 'waiting']);
  await page.evaluate(`preview.main.setStatus(preview.main.view.sessions[0].id, { name: 'timedOut' })`);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('row', { name: 'Lea Sommer' }).getByText('Active').waitFor();
});
