import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityViolations } from '#tests/e2e/axe.ts';
import { consolePreview } from './console-preview.ts';

const preview = consolePreview();
let page: Page;

/** Create New Session, with a name typed. */
async function openDialog(options: BrowserContextOptions = {}): Promise<Locator> {
  ({ page } = await preview.open({ viewport: { width: 1100, height: 760 }, locale: 'en-GB', ...options }));
  await page.getByRole('button', { name: 'New Session' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create New Session' });
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Otto Beck');
  return dialog;
}

/** A session of this way, made. */
async function create(way: 'PIN Code' | 'Link' | 'E-mail' | 'SMS', options?: BrowserContextOptions) {
  const dialog = await openDialog(options);
  await dialog.getByRole('tab', { name: way }).click();
  await dialog.getByRole('button', { name: `Create ${way}` }).click();
  await dialog.getByText('Waiting for the customer').waitFor();
  return dialog;
}

const hrefOf = async (link: Locator): Promise<string> => (await link.getAttribute('href')) ?? '';

/** Presses Tab until what is called `name` has the focus. */
async function tabTo(name: string): Promise<void> {
  for (let steps = 0; steps < 30; steps += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate('document.activeElement.textContent')) === name) return;
  }
  throw new Error(`${name} was not reached`);
}

/** Whether anything in the dialog has to be scrolled sideways. */
const scrollsSideways = `[...document.querySelectorAll('[role=dialog] *')].some((element) =>
  ['auto', 'scroll'].includes(getComputedStyle(element).overflowY) && element.scrollWidth > element.clientWidth + 1)`;

describe('Create New Session', () => {
  it('T2 C5 offers Lens beside the others, with what the customer needs', async () => {
    const dialog = await openDialog();
    const lens = dialog.getByRole('radio', { name: 'Lens', exact: true });
    await lens.click();
    expect(await lens.isChecked()).toBe(true);
    await dialog.getByText('They need its browser and nothing else').waitFor();
    await dialog.getByRole('button', { name: 'Create PIN Code' }).click();
    await dialog.getByRole('status', { name: 'PIN code' }).waitFor();
    expect(await page.evaluate('preview.main.view.sessions[0].type')).toBe('lens');
  });

  it('C2 makes an e-mail with link and PIN for the technician’s mail program, and gives the address to it alone', async () => {
    const dialog = await create('E-mail');
    const pin = await dialog.getByRole('status', { name: 'PIN code' }).textContent();
    const open = dialog.getByRole('link', { name: 'Open in mail program' });
    expect(await hrefOf(open)).toMatch(/^mailto:\?subject=/);
    const address = dialog.getByRole('textbox', { name: 'E-mail address' });
    await address.fill('otto@example.org?bcc=all@example.org');
    await dialog.getByRole('alert').getByText('Type one address').waitFor();
    await dialog.getByRole('button', { name: 'Open in mail program' }).waitFor();
    await address.fill(' otto@example.org ');
    const link = await hrefOf(open);
    expect(link.startsWith('mailto:otto@example.org?subject=')).toBe(true);
    const { subject, body } = Object.fromEntries(new URLSearchParams(link.split('?')[1]));
    expect(subject).toBe('Support session with Anna Weber (Acme IT)');
    const url = await page.evaluate<string>('preview.main.view.sessions[0].entry.url');
    expect(body?.split('\r\n')).toContain(url);
    expect(body).toContain(`support.acme.example and type the PIN code ${pin}.`);
    expect(await dialog.getByRole('textbox', { name: 'E-mail text' }).inputValue()).toBe(
      body?.replaceAll('\r\n', '\n'),
    );
    // Main, and so log and relay, never hear of the address.
    const known = await page.evaluate<string>('JSON.stringify([preview.main.view, preview.main.notices])');
    expect(known).not.toContain('otto@example.org');
  });

  it('C3 makes a text message for the technician’s phone, as a QR code and a link', async () => {
    const dialog = await create('SMS');
    await dialog.getByRole('textbox', { name: 'Phone number' }).fill('+49 (0)30 1234-5');
    const link = await hrefOf(dialog.getByRole('link', { name: 'Open in messaging program' }));
    expect(link.startsWith('sms:+4903012345?body=')).toBe(true);
    const text = await dialog.getByRole('textbox', { name: 'SMS text' }).inputValue();
    expect(decodeURIComponent(link.split('body=')[1] ?? '')).toBe(text);
    await dialog.getByRole('img', { name: 'QR code that opens this text message on a phone' }).waitFor();
    await dialog.getByRole('textbox', { name: 'Phone number' }).fill('call me');
    await dialog.getByRole('alert').getByText('Type digits').waitFor();
    expect(await dialog.getByRole('img', { name: /QR code/ }).count()).toBe(0);
  });

  it('C2 C3 a message that was made can be sent by the other of its two tabs, and is not made twice', async () => {
    const dialog = await create('E-mail');
    await dialog.getByRole('tab', { name: 'SMS' }).click();
    await dialog.getByRole('textbox', { name: 'SMS text' }).waitFor();
    await dialog.getByRole('tab', { name: 'Link' }).click();
    await dialog.getByRole('button', { name: 'Create Link' }).and(dialog.locator('[aria-disabled="true"]')).waitFor();
    expect(await page.evaluate('preview.main.view.sessions.length')).toBe(1);
  });

  it('writes to the customer in the language that was chosen last, at first in the technician’s own', async () => {
    const dialog = await create('E-mail', { locale: 'de-AT' });
    const text = dialog.getByRole('textbox', { name: 'E-mail text' });
    const language = dialog.getByRole('combobox', { name: 'Language of the text' });
    expect(await text.inputValue()).toContain('lädt Sie zu einer Support-Sitzung ein');
    for (const [name, words] of [
      ['English', 'invites you to'],
      ['Español', 'le invita a'],
      ['Français', 'vous invite à'],
      ['Português', 'convida você para'],
    ] as const) {
      await language.selectOption(name);
      expect(await text.inputValue()).toContain(words);
    }
    expect(await text.getAttribute('lang')).toBe('pt');
    await dialog.getByRole('button', { name: 'Create another' }).click();
    expect(await language.inputValue()).toBe('pt');
    // And the next customer's invitation does not go to the one before.
    expect(await dialog.getByRole('textbox', { name: 'E-mail address' }).inputValue()).toBe('');
  });

  it('PIN5 the link’s secret stands in the link, its QR code and the texts, and in no name, title or address', async () => {
    for (const way of ['Link', 'E-mail', 'SMS'] as const) {
      const dialog = await create(way);
      const url = await page.evaluate<string>('preview.main.view.sessions[0].entry.url');
      const secret = url.split('.').at(-2) ?? '';
      expect(secret.length).toBeGreaterThan(40);
      const places = await page.evaluate<readonly string[]>(
        `[location.href, document.title, JSON.stringify(preview.main.view.sessions[0].log), ...[...document.querySelectorAll('*')].flatMap((element) =>
          ['aria-label', 'title', 'aria-description', 'alt', 'id', 'name'].map((name) => element.getAttribute(name) ?? ''))]`,
      );
      expect(places.filter((place) => place.includes(secret))).toEqual([]);
      const names = await dialog.ariaSnapshot();
      expect(names.includes(secret)).toBe(true);
      await page.context().close();
    }
  });

  it('T4 a session that ran out or was joined says so in place of what no longer works', async () => {
    const dialog = await create('SMS');
    await page.evaluate('preview.main.join(preview.main.view.sessions[0].id)');
    await dialog.getByText('The customer has joined').waitFor();
    await page.evaluate(`preview.main.setStatus(preview.main.view.sessions[0].id, { name: 'timedOut' })`);
    await dialog.getByText('No longer works').waitFor();
    expect(await dialog.getByRole('img', { name: /QR code/ }).count()).toBe(0);
  });

  it('is used by keyboard alone', async () => {
    const dialog = await openDialog();
    await page.keyboard.press('Tab');
    for (const name of ['Link', 'E-mail']) {
      await page.keyboard.press('ArrowRight');
      await dialog.getByRole('tab', { name, selected: true }).waitFor();
    }
    // Into the panel, which the library makes a stop of its own, and through its fields to the button.
    await tabTo('Create E-mail');
    await page.keyboard.press('Enter');
    await dialog.getByRole('link', { name: 'Open in mail program' }).waitFor();
    await tabTo('Open in mail program');
    await tabTo('Done');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
  });

  it.each(['light', 'dark'] as const)(
    'is free of what axe finds, in %s, on a small window with text of twice the size',
    async (colorScheme) => {
      for (const way of ['PIN Code', 'Link', 'E-mail', 'SMS'] as const) {
        const dialog = await create(way, { colorScheme, viewport: { width: 900, height: 600 } });
        expect(await accessibilityViolations(page)).toEqual([]);
        await page.addStyleTag({ content: 'html { font-size: 200% }' });
        const box = await dialog.boundingBox();
        expect((box?.x ?? -1) >= 0 && (box?.width ?? 901) <= 900 && (box?.height ?? 601) <= 600, way).toBe(true);
        expect(await page.evaluate(scrollsSideways), way).toBe(false);
        await page.context().close();
      }
    },
  );
});
