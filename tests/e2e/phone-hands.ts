import type { Locator } from 'playwright-core';
import { until } from '#tests/support/x-display.ts';
import { CustomerHands } from './customer-hands.ts';

/** A customer with a phone in their hand. */
export class PhoneHands extends CustomerHands {
  /** The person's own picture of their camera. */
  get preview(): Locator {
    return this.page.locator('video').first();
  }

  get summary(): Locator {
    return this.page.getByRole('region', { name: 'Session summary' });
  }

  /** What the page says and asks first: tutorial, camera and microphone. */
  async getReady(): Promise<void> {
    await this.button('Skip').click();
    await this.button('Allow camera and microphone').click();
    await this.pinField.waitFor();
  }

  /** It is on the page, be it for eyes or for a screen reader. */
  async reads(words: string): Promise<void> {
    await this.page.getByText(words, { exact: false }).first().waitFor({ state: 'attached' });
  }

  async openMenu(): Promise<void> {
    await this.button('Menu').click();
  }

  /** The camera's picture moves, here. */
  async showsPreview(): Promise<void> {
    await until(async () => (await this.page.evaluate("document.querySelector('video')?.videoWidth > 0")) === true);
  }
}
