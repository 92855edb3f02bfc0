import type { Locator, Page } from 'playwright-core';
import { drawnPlace } from '#tests/support/drawn-place.ts';
import { until } from '#tests/support/x-display.ts';
import type { Recorder } from './recorder.ts';
import type { Stage } from './stage.ts';

const customerName = 'Ilse Braun';
const stepTimeoutMs = 20_000;

/** Of the camera's picture in the console's window, in its own pixels; 0 while there is none. */
const cameraWidth = `document.querySelector('[aria-label="Remote camera"] canvas')?.width ?? 0`;

export type LensScene = {
  readonly stage: Stage;
  readonly recorder: Recorder;
  /** The console's window. */
  readonly desk: Page;
  readonly relayUrl: string;
};

/** A short session with the camera of a phone, beside what a computer's session has shown already. */
export async function walkThroughLens({ stage, recorder, desk, relayUrl }: LensScene): Promise<void> {
  let phone!: Page;

  await recorder.step('Phone: tutorial, camera and microphone', async () => {
    phone = await stage.openPhone();
    phone.setDefaultTimeout(stepTimeoutMs);
    recorder.alsoPicture({ name: 'phone', take: (path) => phone.screenshot({ path }) });
    await phone.goto(relayUrl);
    await press('Skip');
    await press('Allow camera and microphone');
    await phone.getByText('Only you see this').waitFor();
  });

  await recorder.step('Phone: PIN, terms, verification code', async () => {
    await phone.getByRole('textbox', { name: 'PIN code' }).fill(await createPin());
    await press('Connect');
    await press('Accept');
    await row().getByText('Waiting').waitFor();
    await row().click();
    const code = digits(await desk.getByRole('status', { name: 'Verification code' }).textContent());
    await phone.getByRole('textbox', { name: 'Verification code' }).fill(code);
    await phone.getByRole('textbox', { name: 'Verification code' }).press('Enter');
    await phone.getByText('Almost there').waitFor();
  });

  await recorder.step('Start: the camera is seen', async () => {
    const startedMs = performance.now();
    await desk.getByRole('button', { name: 'Start', exact: true }).first().click();
    await camera().waitFor();
    await until(async () => (await desk.evaluate<number>(cameraWidth)) > 0);
    recorder.figure('Start to the picture of the phone’s camera', performance.now() - startedMs);
    await phone.getByText('Anna Weber sees your camera').waitFor();
  });

  await recorder.step('The technician draws, the phone shows it', async () => {
    await desk.getByRole('button', { name: 'Whiteboard', exact: true }).click();
    await desk.getByRole('radio', { name: 'Circle' }).click();
    const box = await camera().boundingBox();
    if (box === null) throw new Error('no camera');
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await desk.mouse.move(middle.x - 50, middle.y - 40);
    await desk.mouse.down();
    await desk.mouse.move(middle.x + 50, middle.y + 40, { steps: 5 });
    await desk.mouse.up();
    await phone.getByText('Anna Weber drew a circle').waitFor({ state: 'attached' });
    await until(isDrawnOnPhone);
  });

  await recorder.step('Phone: Disconnect, and the summary', async () => {
    await press('Disconnect');
    await phone.getByRole('region', { name: 'Session summary' }).getByText('Data sent').waitFor();
    await row().getByText('Closed by customer').waitFor();
  });

  async function press(name: string): Promise<void> {
    await phone.getByRole('button', { name, exact: true }).click();
  }

  async function createPin(): Promise<string> {
    const dialog = desk.getByRole('dialog', { name: 'Create New Session' });
    await desk.getByRole('button', { name: 'New Session' }).first().click();
    await dialog.getByRole('radio', { name: 'Lens' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill(customerName);
    await dialog.getByRole('button', { name: 'Create PIN Code' }).click();
    const pin = digits(await dialog.getByRole('status', { name: 'PIN code' }).textContent());
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'hidden' });
    return pin;
  }

  /** A phone that is too slow to hold drawings shows them on a still picture. */
  async function isDrawnOnPhone(): Promise<boolean> {
    if ((await drawnPlace(phone)) !== null) return true;
    const still = 'canvas[role=img]';
    return (await phone.locator(still).count()) > 0 && (await drawnPlace(phone, { canvas: still })) !== null;
  }

  function row(): Locator {
    return desk.getByRole('grid', { name: 'Session list' }).getByRole('row', { name: customerName });
  }

  function camera(): Locator {
    return desk.getByRole('img', { name: 'Remote camera' });
  }
}

function digits(text: string | null): string {
  return (text ?? '').replaceAll(/\D/g, '');
}
