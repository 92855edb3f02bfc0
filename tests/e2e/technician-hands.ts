import type { Locator, Page } from 'playwright-core';
import { remotePicture, remotePictureSize } from '#tests/support/remote-picture.ts';
import { until } from '#tests/support/x-display.ts';

/** Generous: the computer that runs the tests may be busy with other things. */
export const patienceMs = 20_000;

/** Of the camera's picture, in its own pixels; 0 while there is none. */
const cameraWidth = `document.querySelector('[aria-label="Remote camera"] canvas')?.width ?? 0`;

export type Point = { readonly x: number; readonly y: number };

/** A technician at the console's window: finds everything by role and name, as a screen reader does. */
export class TechnicianHands {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(patienceMs);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Create New Session' });
  }

  get chatLog(): Locator {
    return this.page.getByRole('log', { name: 'Chat' });
  }

  get sessionLog(): Locator {
    return this.page.getByRole('log', { name: 'Session log' });
  }

  get picture(): Locator {
    return this.page.getByRole('img', { name: 'Remote screen' });
  }

  row(name: string): Locator {
    return this.page.getByRole('grid', { name: 'Session list' }).getByRole('row', { name });
  }

  /** Creates a session and gives its PIN. */
  async createPin(name: string, type: 'Remote Support' | 'Lens' | 'Chat Only' = 'Remote Support'): Promise<string> {
    await this.button('New Session').click();
    await this.dialog.getByRole('radio', { name: type }).click();
    await this.dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await this.dialog.getByRole('button', { name: 'Create PIN Code' }).click();
    const pin = digitsOf(await this.dialog.getByRole('status', { name: 'PIN code' }).textContent());
    await this.dialog.getByRole('button', { name: 'Done' }).click();
    await this.dialog.waitFor({ state: 'hidden' });
    return pin;
  }

  async createLink(name: string): Promise<string> {
    await this.button('New Session').click();
    await this.dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await this.dialog.getByRole('tab', { name: 'Link' }).click();
    await this.dialog.getByRole('button', { name: 'Create Link' }).click();
    const link = await this.dialog.getByRole('status', { name: 'Session link' }).textContent();
    await this.dialog.getByRole('button', { name: 'Done' }).click();
    await this.dialog.waitFor({ state: 'hidden' });
    return link ?? '';
  }

  /** Waits until the customer is there, and reads the code out. */
  async readCode(name: string): Promise<string> {
    await this.row(name).getByText('Waiting').waitFor();
    await this.row(name).click();
    return digitsOf(await this.page.getByRole('status', { name: 'Verification code' }).textContent());
  }

  async start(name: string): Promise<void> {
    await this.row(name).click();
    await this.button('Start').click();
    await this.row(name).getByText('Active').waitFor();
    await this.ready('View screen').waitFor();
  }

  async startLens(name: string): Promise<void> {
    await this.row(name).click();
    await this.button('Start').click();
    await this.row(name).getByText('Active').waitFor();
  }

  get camera(): Locator {
    return this.page.getByRole('img', { name: 'Remote camera' });
  }

  /** Waits until the customer's camera really moves into the window. */
  async seesCamera(): Promise<void> {
    await this.camera.waitFor();
    await until(async () => (await this.page.evaluate<number>(cameraWidth)) > 0, patienceMs);
  }

  /** A tool's button that can be pressed. */
  ready(name: string): Locator {
    return this.button(name).and(this.page.locator(':not([aria-disabled="true"])'));
  }

  async say(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Chat message' }).fill(text);
    await this.button('Send').click();
  }

  async sendFile(path: string): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.button('Send file').click()]);
    await chooser.setFiles(path);
  }

  async end(name: string): Promise<void> {
    await this.row(name).click();
    await this.button('End session').click();
    await this.row(name).getByText('Closed').waitFor();
  }

  /** Waits until the customer's screen really moves into the window. */
  async seesPicture(): Promise<void> {
    await this.picture.waitFor();
    await until(async () => (await remotePictureSize(this.page)).width > 0, patienceMs);
  }

  /** Where a place of the customer's screen shows in this window. */
  async onPicture(at: Point, screenWidth: number): Promise<Point> {
    const box = await remotePicture(this.page).boundingBox();
    const size = await remotePictureSize(this.page);
    if (box === null || size.width === 0) throw new Error('no picture');
    const scale = Math.min(box.width / size.width, box.height / size.height);
    const perPixel = (scale * size.width) / screenWidth;
    return {
      x: box.x + (box.width - size.width * scale) / 2 + at.x * perPixel,
      y: box.y + (box.height - size.height * scale) / 2 + at.y * perPixel,
    };
  }
}

export function digitsOf(text: string | null): string {
  return (text ?? '').replaceAll(/\D/g, '');
}
