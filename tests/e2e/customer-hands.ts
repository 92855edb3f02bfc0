import type { Locator, Page } from 'playwright-core';
import { patienceMs, type Point } from './technician-hands.ts';

/** Where a page's window and what is in it stand on the screen; Node does not know the browser's types. */
type PageWindow = {
  readonly screenX: number;
  readonly screenY: number;
  readonly outerWidth: number;
  readonly outerHeight: number;
  readonly innerWidth: number;
  readonly innerHeight: number;
};

/** A customer at the applet's window, or at the join page: finds everything by role and name. */
export class CustomerHands {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(patienceMs);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  get pinField(): Locator {
    return this.page.getByRole('textbox', { name: 'PIN code' });
  }

  get codeField(): Locator {
    return this.page.getByRole('textbox', { name: 'Verification code' });
  }

  get terms(): Locator {
    return this.page.getByRole('dialog', { name: 'Terms of use' });
  }

  get prompt(): Locator {
    return this.page.getByRole('alertdialog', { name: 'Permission request' });
  }

  get chatLog(): Locator {
    return this.page.getByRole('log', { name: 'Chat' });
  }

  text(words: string): Locator {
    return this.page.getByText(words, { exact: false }).first();
  }

  async enterPin(pin: string): Promise<void> {
    await this.pinField.fill(pin);
    await this.button('Connect').click();
  }

  /** PIN, terms, and the wait for the technician. */
  async join(pin: string): Promise<void> {
    await this.enterPin(pin);
    await this.accept();
  }

  async accept(): Promise<void> {
    await this.terms.getByRole('button', { name: 'Accept' }).click();
    await this.terms.waitFor({ state: 'hidden' });
  }

  async typeCode(code: string): Promise<void> {
    await this.codeField.fill(code);
    await this.codeField.press('Enter');
  }

  /** Reads the question, and presses Allow. */
  async allow(words: string): Promise<void> {
    await this.#answer(words, 'Allow');
  }

  async deny(words: string): Promise<void> {
    await this.#answer(words, 'Deny');
  }

  /** The question is open and can be answered. */
  async asked(words: string): Promise<void> {
    await this.prompt.getByText(words).first().waitFor();
    await this.prompt.locator('[aria-disabled="false"]').waitFor();
  }

  async say(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Chat message' }).fill(text);
    await this.button('Send').click();
  }

  async openPart(name: 'Chat' | 'Files' | 'Session log'): Promise<void> {
    await this.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
  }

  async sendFile(path: string): Promise<void> {
    await this.openPart('Files');
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.button('Send file').click()]);
    await chooser.setFiles(path);
  }

  /** To the PIN field, from wherever the test before has left the window. */
  async startAgain(): Promise<void> {
    const wayOut = this.pinField.or(this.button('End session')).or(this.button('Start again'));
    await wayOut.first().waitFor();
    if (await this.button('End session').isVisible()) await this.button('End session').click();
    await this.pinField.or(this.button('Start again')).first().waitFor();
    if (await this.button('Start again').isVisible()) await this.button('Start again').click();
    await this.pinField.waitFor();
  }

  async #answer(words: string, name: 'Allow' | 'Deny'): Promise<void> {
    await this.asked(words);
    await this.prompt.getByRole('button', { name }).click();
    await this.prompt.getByText(words).first().waitFor({ state: 'hidden' });
  }
}

/** The middle of something on a page, as a place of the screen that the page's window stands on. */
export async function placeOnScreen(page: Page, target: Locator): Promise<Point> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('it cannot be seen');
  const frame = await page.evaluate(() => {
    const { screenX, screenY, outerWidth, outerHeight, innerWidth, innerHeight } = globalThis as unknown as PageWindow;
    return { left: screenX + (outerWidth - innerWidth) / 2, top: screenY + outerHeight - innerHeight };
  });
  return { x: frame.left + box.x + box.width / 2, y: frame.top + box.y + box.height / 2 };
}
