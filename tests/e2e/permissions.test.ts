import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { permissionPromptTimeoutMs } from '#shared/std/protocol/limits.ts';
import type { CustomerHands } from './customer-hands.ts';
import { Scene } from './scene.ts';
import { startedSession } from './started-session.ts';
import type { TechnicianHands } from './technician-hands.ts';

let scene: Scene;
let technician: TechnicianHands;
let customer: CustomerHands;

beforeAll(async () => {
  scene = await Scene.open();
  const console = await scene.openConsole();
  ({ technician } = console);
  ({ customer } = await scene.openApplet(console.relayUrl));
  await startedSession({ technician, customer }, 'Otto Beck');
});

afterAll(() => scene.close());

beforeEach(({ onTestFailed }) => {
  onTestFailed(({ task }) => scene.picture(task.name));
});

describe.runIf(process.platform === 'linux')('a permission', () => {
  it('PRM1 is asked for in plain words: who, what it allows, what stays impossible, how to stop it', async () => {
    await technician.button('View screen').click();
    await customer.asked('Anna Weber (Acme IT) wants to see your screen.');
    for (const words of ['See everything on your screen', 'Use your mouse or keyboard', 'Press the large X'])
      await customer.prompt.getByText(words).waitFor();
    await technician.page.getByText('View screen: waiting for the customer’s answer').waitFor();
  });

  it('PRM1 counts down to Deny while nobody answers', async () => {
    const countdown = customer.prompt.getByText('No answer counts as Deny, in');
    const secondsLeft = async (): Promise<number> =>
      Number(/in (\d+) second/.exec((await countdown.textContent()) ?? '')?.[1]);
    const first = await secondsLeft();
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThanOrEqual(permissionPromptTimeoutMs / 1000);
    await customer.prompt.getByText(`in ${first - 1} seconds`).waitFor();
  });

  it('PRM1 that is denied leaves the session as it was, and the technician reads what to do', async () => {
    await customer.deny('see your screen');
    await technician.page.getByText('The customer said no.').first().waitFor();
    await technician.page.getByText('Explain what it is for, then ask again').first().waitFor();
    await customer.text('Nothing is shared').waitFor();
    expect(await technician.picture.count()).toBe(0);
    await technician.say('No harm done.');
    await customer.chatLog.getByText('No harm done.').waitFor();
    await technician.sessionLog.getByText('The technician was not allowed to see the screen').waitFor();
  });

  it('PRM1 can be asked for again after a no, and Escape is a no too', async () => {
    await technician.button('View screen').click();
    await customer.asked('see your screen');
    await customer.page.keyboard.press('Escape');
    await customer.prompt.waitFor({ state: 'hidden' });
    await technician.page.getByText('The customer said no.').first().waitFor();
  });

  it('PRM3 is given back by the technician without a question', async () => {
    await technician.button('View screen').click();
    await customer.allow('see your screen');
    await technician.seesPicture();
    await customer.text('Anna Weber can see your screen').waitFor();
    await technician.button('Stop viewing').click();
    await customer.text('Nothing is shared').waitFor();
    await technician.picture.waitFor({ state: 'hidden' });
  });

  it('PRM4 is taken back by the large X even while the question is still open', async () => {
    await technician.button('View screen').click();
    await customer.asked('see your screen');
    await customer.button('Revoke all permissions').click();
    await customer.prompt.waitFor({ state: 'hidden' });
    await technician.page.getByText('The customer said no.').first().waitFor();
    await customer.text('Nothing is shared').waitFor();
  });

  it('is not asked for on hold, and both people see why nothing moves', async () => {
    await technician.button('Hold').click();
    await technician.row('Otto Beck').getByText('On Hold').waitFor();
    expect(await technician.button('View screen').getAttribute('aria-disabled')).toBe('true');
    await technician.button('Hold').click();
    await technician.ready('View screen').waitFor();
  });
});
