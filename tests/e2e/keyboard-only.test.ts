import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CustomerHands } from './customer-hands.ts';
import { Scene } from './scene.ts';
import { digitsOf, type TechnicianHands } from './technician-hands.ts';

/** More stops than any of our windows has. */
const maxTabStops = 80;

let scene: Scene;
let technician: TechnicianHands;
let customer: CustomerHands;

beforeAll(async () => {
  scene = await Scene.open();
  const console = await scene.openConsole();
  ({ technician } = console);
  ({ customer } = await scene.openApplet(console.relayUrl));
  for (const { page } of [technician, customer]) await forbidMouse(page);
});

afterAll(() => scene.close());

beforeEach(({ onTestFailed }) => {
  onTestFailed(({ task }) => scene.picture(task.name));
});

/** A press that is not of the keyboard's making fails the test: `detail` counts clicks, and is 0 for Enter and Space. */
async function forbidMouse(page: Page): Promise<void> {
  await page.evaluate(`addEventListener('click', (event) => {
    if (event.detail > 0) { event.stopImmediatePropagation(); event.preventDefault(); }
  }, true)`);
}

/** Walks with Tab to something, as a person without a mouse; what has the focus must show it. */
async function tabTo(target: Locator): Promise<void> {
  const page = target.page();
  await target.waitFor();
  for (let stop = 0; stop < maxTabStops; stop += 1) {
    if (await hasFocus(target)) {
      expect(await matches(target, ':focus-visible')).toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab never came there');
}

function hasFocus(target: Locator): Promise<boolean> {
  return matches(target, ':focus');
}

function matches(target: Locator, selector: string): Promise<boolean> {
  return target.evaluate(
    (element: { matches(selector: string): boolean }, wanted) => element.matches(wanted),
    selector,
  );
}

async function press(target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press(key);
}

describe.runIf(process.platform === 'linux')('without a mouse', () => {
  let pin = '';

  it('the technician creates a session: shortcut, name, arrow keys between the tabs, and back', async () => {
    const { page } = technician;
    await technician.ready('New Session').waitFor();
    await page.keyboard.press('Alt+n');
    const name = technician.dialog.getByRole('textbox', { name: 'Name' });
    await name.waitFor();
    expect(await hasFocus(name)).toBe(true);
    await page.keyboard.type('Otto Beck');
    await tabTo(technician.dialog.getByRole('tab', { name: 'PIN Code' }));
    await page.keyboard.press('ArrowRight');
    await technician.dialog.getByRole('button', { name: 'Create Link' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await press(technician.dialog.getByRole('button', { name: 'Create PIN Code' }));
    pin = digitsOf(await technician.dialog.getByRole('status', { name: 'PIN code' }).textContent());
    expect(pin).toMatch(/^\d{6}$/);
    await page.keyboard.press('Escape');
    await technician.dialog.waitFor({ state: 'hidden' });
  });

  it('the customer joins: the PIN field has the focus, and Enter connects', async () => {
    expect(await hasFocus(customer.pinField)).toBe(true);
    await customer.page.keyboard.type(pin);
    await customer.page.keyboard.press('Enter');
    await customer.terms.waitFor();
    // Tab also leaves the terms, to the way out.
    await tabTo(customer.button('End session'));
    await press(customer.terms.getByRole('button', { name: 'Accept' }));
    await customer.codeField.waitFor();
  });

  it('the technician opens the session in the list, reads the code, and starts', async () => {
    const { page } = technician;
    await technician.row('Otto Beck').getByText('Waiting').waitFor();
    await page.keyboard.press('Alt+l');
    await press(technician.row('Otto Beck'));
    const code = digitsOf(await page.getByRole('status', { name: 'Verification code' }).textContent());
    await tabTo(customer.codeField);
    await customer.page.keyboard.type(code);
    await customer.page.keyboard.press('Enter');
    await page.getByText('Verified', { exact: true }).first().waitFor();
    await page.keyboard.press('Alt+s');
    await technician.row('Otto Beck').getByText('Active').waitFor();
    await technician.ready('View screen').waitFor();
  });

  it('both write to each other', async () => {
    await technician.page.keyboard.press('Alt+c');
    await technician.page.keyboard.type('Hello, Mr Beck');
    await technician.page.keyboard.press('Enter');
    await customer.chatLog.getByText('Hello, Mr Beck').waitFor();
    await tabTo(customer.page.getByRole('textbox', { name: 'Chat message' }));
    await customer.page.keyboard.type('Hello!');
    await press(customer.button('Send'), 'Space');
    await technician.chatLog.getByText('Hello!').waitFor();
  });

  it('PRM1 the customer answers a question: Deny has the focus, Tab goes to Allow', async () => {
    await press(technician.button('View screen'));
    await customer.asked('see your screen');
    expect(await hasFocus(customer.prompt.getByRole('button', { name: 'Deny' }))).toBe(true);
    await customer.page.keyboard.press('Enter');
    await technician.page.getByText('The customer said no.').first().waitFor();
    await press(technician.button('View screen'));
    await customer.asked('see your screen');
    await press(customer.prompt.getByRole('button', { name: 'Allow' }), 'Space');
    await technician.seesPicture();
  });

  it('D6 the customer presses the large X', async () => {
    await press(customer.button('Revoke all permissions'));
    await technician.picture.waitFor({ state: 'hidden' });
    await customer.text('Nothing is shared').waitFor();
  });

  it('D6 both X are in reach while a question is open', async () => {
    await press(technician.button('View screen'));
    await customer.asked('see your screen');
    await tabTo(customer.button('End session'));
    await press(customer.button('Revoke all permissions'), 'Space');
    await customer.prompt.waitFor({ state: 'hidden' });
  });

  it('D5 the customer makes the text larger', async () => {
    const size = (): Promise<string> => customer.page.evaluate('getComputedStyle(document.documentElement).fontSize');
    const before = await size();
    await press(customer.button('Larger text'));
    expect(Number.parseFloat(await size())).toBeGreaterThan(Number.parseFloat(before));
    await press(customer.button('Smaller text'));
    expect(await size()).toBe(before);
  });

  it('D7 the customer presses the small X, and the technician is told', async () => {
    await press(customer.button('End session'));
    await customer.text('You ended the session.').waitFor();
    await technician.row('Otto Beck').getByText('Closed by customer').waitFor();
    await press(customer.button('Start again'));
    await customer.pinField.waitFor();
  });

  it('the technician ends a session', async () => {
    const { page } = technician;
    await page.keyboard.press('Alt+n');
    await technician.dialog.getByRole('textbox', { name: 'Name' }).waitFor();
    await page.keyboard.type('Second');
    await press(technician.dialog.getByRole('button', { name: 'Create PIN Code' }));
    await technician.dialog.getByRole('status', { name: 'PIN code' }).waitFor();
    await page.keyboard.press('Escape');
    await press(technician.button('End session'));
    await technician.row('Second').getByText('Closed by technician').waitFor();
  });
});
