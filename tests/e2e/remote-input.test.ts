import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until, type Xterm } from '#tests/support/x-display.ts';
import { placeOnScreen, type CustomerHands } from './customer-hands.ts';
import { Scene } from './scene.ts';
import { controlledSession } from './started-session.ts';
import { patienceMs, type Point, type TechnicianHands } from './technician-hands.ts';

let scene: Scene;
let xterm: Xterm;
let technician: TechnicianHands;
let customer: CustomerHands;

beforeAll(async () => {
  scene = await Scene.open();
  xterm = await scene.openXterm();
  const console = await scene.openConsole();
  ({ technician } = console);
  ({ customer } = await scene.openApplet(console.relayUrl));
  await scene.moveAppletAside();
  await controlledSession({ technician, customer }, 'Otto Beck');
});

afterAll(() => scene.close());

beforeEach(({ onTestFailed }) => {
  onTestFailed(({ task }) => scene.picture(task.name));
});

/** The technician's mouse, on a place of the customer's screen. */
async function pressRemotely(at: Point): Promise<void> {
  const { x, y } = await technician.onPicture(at, scene.screenWidth);
  await technician.page.mouse.move(x, y, { steps: 5 });
  await technician.page.mouse.down();
  await technician.page.mouse.up();
}

/**
 * Input that had an effect in the xterm. What was sent before it on the same ordered channel was dealt with before it, so
 * it shows that what had no effect until now never will.
 */
async function provesInputWorks(file: string): Promise<void> {
  await pressRemotely({ x: 150, y: 150 });
  await technician.page.keyboard.type(`touch ${file}\n`);
  await until(async () => existsSync(join(xterm.folder, file)), patienceMs);
}

/** The picture-in-picture window that stays in front. */
async function bar(): Promise<{ readonly page: Page; readonly stop: Locator }> {
  let page: Page | undefined;
  await until(async () => {
    page = customer.page
      .context()
      .pages()
      .find((each) => each !== customer.page);
    return page !== undefined;
  }, patienceMs);
  if (page === undefined) throw new Error('no bar');
  return { page, stop: page.getByRole('button', { name: 'Stop' }) };
}

/** The technician's mouse, with the button held down. */
async function dragRemotely(from: Point, to: Point): Promise<void> {
  const [start, end] = await Promise.all([from, to].map((at) => technician.onPicture(at, scene.screenWidth)));
  if (start === undefined || end === undefined) throw new Error('no picture');
  await technician.page.mouse.move(start.x, start.y);
  await technician.page.mouse.down();
  await technician.page.mouse.move(end.x, end.y, { steps: 10 });
  await technician.page.mouse.up();
}

async function keysThatAnswer(): Promise<void> {
  for (const key of ['Tab', 'Enter', 'Space', 'Escape', 'Tab', 'Enter']) await technician.page.keyboard.press(key);
}

describe.runIf(process.platform === 'linux')('remote input', () => {
  it('works on the rest of the screen', async () => {
    await provesInputWorks('at-first');
  });

  it('PRM5 cannot answer a question, by mouse or by key; the customer’s own hand can', async () => {
    await technician.button('Request file').click();
    await customer.asked('get files from you');
    for (const name of ['Allow', 'Deny']) {
      await pressRemotely(await placeOnScreen(customer.page, customer.prompt.getByRole('button', { name })));
    }
    await keysThatAnswer();
    // The same keys, after a click that would have brought the xterm's window to the front.
    await pressRemotely({ x: 150, y: 150 });
    await technician.page.keyboard.type('touch while-asked\n');
    await technician.say('Is the question still open?');
    await customer.chatLog.getByText('Is the question still open?').waitFor();
    await customer.prompt.getByText('get files from you').first().waitFor();
    const allow = await placeOnScreen(customer.page, customer.prompt.getByRole('button', { name: 'Allow' }));
    await scene.pressOnCustomerScreen(allow);
    await customer.prompt.waitFor({ state: 'hidden' });
    await customer.text('Get files from you').waitFor();
    await provesInputWorks('after-the-question');
    expect(existsSync(join(xterm.folder, 'while-asked'))).toBe(false);
  });

  it('PRM5 cannot press the small X, the large X or the bar, nor close or move our windows', async () => {
    const { page, stop } = await bar();
    const places = [
      await placeOnScreen(customer.page, customer.button('End session')),
      await placeOnScreen(customer.page, customer.button('Revoke all permissions')),
      await placeOnScreen(page, stop),
    ];
    for (const place of places) await pressRemotely(place);
    const before = await placeOnScreen(page, stop);
    await dragRemotely({ x: before.x - 200, y: before.y }, { x: 400, y: 700 });
    await provesInputWorks('after-the-x');
    await customer.text('controls your mouse and keyboard').waitFor();
    expect(await placeOnScreen(page, stop)).toEqual(before);
    expect(await technician.row('Otto Beck').textContent()).toContain('Active');
  });

  it('PRM5 goes nowhere while the keyboard is in the applet’s window', async () => {
    const field = customer.page.getByRole('textbox', { name: 'Chat message' });
    await scene.pressOnCustomerScreen(await placeOnScreen(customer.page, field));
    await until(() => customer.page.evaluate('document.hasFocus()'), patienceMs);
    // What the page says after it told main of the focus: once this is there, main knows.
    await customer.page.keyboard.type('I am writing');
    await customer.page.keyboard.press('Enter');
    await technician.chatLog.getByText('I am writing').waitFor();
    await pressRemotely(await placeOnScreen(customer.page, field));
    await technician.page.keyboard.type('intruder\n');
    await provesInputWorks('after-the-chat-field');
    expect(await field.inputValue()).toBe('');
    expect(await customer.chatLog.getByText('intruder').count()).toBe(0);
  });

  it('PRM4 ends within the press: the customer’s own hand presses the large X at the very place', async () => {
    await scene.pressOnCustomerScreen(await placeOnScreen(customer.page, customer.button('Revoke all permissions')));
    await customer.text('Nothing is shared').waitFor();
    await technician.picture.waitFor({ state: 'hidden' });
  });
});
