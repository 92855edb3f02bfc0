import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Program } from '#tests/support/program.ts';
import { until, type Xterm } from '#tests/support/x-display.ts';
import { CustomerHands } from './customer-hands.ts';
import { Scene } from './scene.ts';
import { controlledSession } from './started-session.ts';
import { patienceMs, TechnicianHands } from './technician-hands.ts';

let scene: Scene;
let xterm: Xterm;
let console: Program;
let applet: Program;
let technician: TechnicianHands;
let customer: CustomerHands;

beforeAll(async () => {
  scene = await Scene.open();
  xterm = await scene.openXterm();
  const desk = await scene.openConsole();
  const opened = await scene.openApplet(desk.relayUrl);
  ({ program: console, technician } = desk);
  ({ program: applet, customer } = opened);
  await scene.moveAppletAside();
});

afterAll(() => scene.close());

beforeEach(({ onTestFailed }) => {
  onTestFailed(({ task }) => scene.picture(task.name));
});

/** The technician clicks into the xterm and types a command that leaves a file. */
async function typeIntoXterm(file: string): Promise<void> {
  const at = await technician.onPicture({ x: 150, y: 150 }, scene.screenWidth);
  await technician.page.mouse.click(at.x, at.y);
  await technician.page.keyboard.type(`touch ${file}\n`);
}

function isThere(file: string): Promise<void> {
  return until(async () => existsSync(join(xterm.folder, file)), patienceMs);
}

describe.runIf(process.platform === 'linux')('the console’s window', () => {
  it('is reloaded in the middle: picture, control, chat and log come back by themselves', async () => {
    await controlledSession({ technician, customer }, 'Otto Beck');
    await technician.say('Before the reload');
    await technician.page.reload();
    await technician.row('Otto Beck').click();
    await technician.seesPicture();
    await technician.chatLog.getByText('Before the reload').waitFor();
    await technician.sessionLog.getByText('The customer allowed the technician to see the screen').waitFor();
    await typeIntoXterm('after-console-reload');
    await isThere('after-console-reload');
  });

  it('is closed in the middle: the session lives, and the window comes back to it', async () => {
    const closed = technician.page;
    await Promise.all([closed.waitForEvent('close'), closed.close()]);
    technician = new TechnicianHands(await console.page());
    await technician.row('Otto Beck').getByText('Active').waitFor();
    await technician.row('Otto Beck').click();
    await technician.seesPicture();
    await technician.chatLog.getByText('Before the reload').waitFor();
    await typeIntoXterm('after-console-close');
    await isThere('after-console-close');
  });
});

describe.runIf(process.platform === 'linux')('the applet’s window', () => {
  it('is reloaded in the middle: what was allowed stays so, and the screen is shared again', async () => {
    await customer.page.reload();
    await customer.page
      .getByText('Share my screen again')
      .or(customer.text('can see your screen'))
      .or(customer.text('controls your'))
      .first()
      .waitFor();
    const again = customer.button('Share my screen again');
    if (await again.isVisible()) await again.click();
    await customer.text('controls your mouse and keyboard').waitFor();
    expect(await customer.prompt.count()).toBe(0);
    await customer.chatLog.getByText('Before the reload').waitFor();
    await technician.seesPicture();
    await technician.page.getByText('You are controlling').waitFor();
    await scene.moveAppletAside();
    await typeIntoXterm('after-applet-reload');
    await isThere('after-applet-reload');
  });

  it('PRM4 is closed in the middle: everything is taken back, and the window returns to a session that goes on', async () => {
    const closed = customer.page;
    await Promise.all([closed.waitForEvent('close'), closed.close()]);
    await technician.picture.waitFor({ state: 'hidden' });
    await technician.page.getByText('The customer took it back').first().waitFor();
    customer = new CustomerHands(await applet.page());
    await customer.text('Nothing is shared').waitFor();
    await customer.chatLog.getByText('Before the reload').waitFor();
    await customer.say('I closed the window.');
    await technician.chatLog.getByText('I closed the window.').waitFor();
    expect(await technician.row('Otto Beck').textContent()).toContain('Active');
  });

  it('is closed a second time at once: that ends the session, and the program', async () => {
    await customer.page.close();
    // The test before closed it just now. On a slow computer that is long ago, and the window comes back once more.
    const again = await applet.page().catch(() => null);
    await again?.close();
    await technician.row('Otto Beck').getByText('Closed by customer').waitFor();
    await until(async () => applet.process.exitCode !== null, patienceMs);
    expect(applet.process.exitCode).toBe(0);
  });
});

describe.runIf(process.platform === 'linux')('the console’s window without a session', () => {
  it('ends the program when it is closed', async () => {
    await technician.page.close();
    await until(async () => console.process.exitCode !== null, patienceMs);
    expect(console.process.exitCode).toBe(0);
  });
});
