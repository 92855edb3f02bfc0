import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessibilityViolations } from './axe.ts';
import type { CustomerHands } from './customer-hands.ts';
import { Scene } from './scene.ts';
import type { TechnicianHands } from './technician-hands.ts';

let scene: Scene;
let technician: TechnicianHands;
let customer: CustomerHands;

beforeAll(async () => {
  scene = await Scene.open();
  const console = await scene.openConsole();
  ({ technician } = console);
  ({ customer } = await scene.openApplet(console.relayUrl));
});

afterAll(() => scene.close());

beforeEach(({ onTestFailed }) => {
  onTestFailed(({ task }) => scene.picture(task.name));
});

const deskIsClean = async (): Promise<void> => expect(await accessibilityViolations(technician.page)).toEqual([]);
const appletIsClean = async (): Promise<void> => expect(await accessibilityViolations(customer.page)).toEqual([]);

describe.runIf(process.platform === 'linux')('axe finds nothing against WCAG 2.2 AA, in light and dark, in', () => {
  let pin = '';

  it('the console without a session', async () => {
    await technician.ready('New Session').waitFor();
    await deskIsClean();
  });

  it('Create New Session, before and after', async () => {
    await technician.button('New Session').click();
    await technician.dialog.waitFor();
    await deskIsClean();
    await technician.dialog.getByRole('button', { name: 'Create PIN Code' }).click();
    await technician.dialog.getByText('Type a name').first().waitFor();
    await deskIsClean();
    await technician.dialog.getByRole('button', { name: 'Close' }).click();
    pin = await technician.createPin('Otto Beck');
    await deskIsClean();
  });

  it('the shortcuts', async () => {
    await technician.button('Keyboard shortcuts').click();
    await technician.page.getByRole('dialog').waitFor();
    await deskIsClean();
    await technician.page.keyboard.press('Escape');
    await technician.page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('the PIN, also after a wrong one', async () => {
    await appletIsClean();
    await customer.enterPin('12');
    await customer.text('A PIN code has 6 digits').waitFor();
    await appletIsClean();
    await customer.enterPin(pin.replace(/.$/, (last) => String((Number(last) + 1) % 10)));
    await customer.text('This PIN code does not work').waitFor();
    await appletIsClean();
  });

  it('the terms and the code', async () => {
    await customer.enterPin(pin);
    await customer.terms.waitFor();
    await appletIsClean();
    await customer.accept();
    await customer.codeField.waitFor();
    await appletIsClean();
    await technician.readCode('Otto Beck');
    await deskIsClean();
    await customer.typeCode('000000');
    await customer.text('tries left').waitFor();
    await appletIsClean();
    await customer.typeCode(await technician.readCode('Otto Beck'));
    await customer.text('will start shortly').waitFor();
    await appletIsClean();
  });

  it('a session, with a question, a picture, chat, files and log', async () => {
    await technician.start('Otto Beck');
    await technician.say('Hello');
    await customer.chatLog.getByText('Hello').waitFor();
    await appletIsClean();
    await technician.button('Remote control').click();
    await customer.asked('see your screen');
    await appletIsClean();
    await deskIsClean();
    await customer.allow('see your screen');
    await customer.allow('mouse and keyboard');
    await technician.seesPicture();
    await technician.page.getByText('You are controlling').waitFor();
    await deskIsClean();
    for (const part of ['Files', 'Session log'] as const) {
      await customer.openPart(part);
      await appletIsClean();
    }
  });

  it('nothing that it could not find: a button without a name, and words too pale to read', async () => {
    await customer.page.evaluate(`{
      const button = document.createElement('button');
      const words = document.createElement('p');
      words.textContent = 'Too pale';
      words.style.color = '#8c8c8c';
      words.style.backgroundColor = '#808080';
      words.append(button);
      words.id = 'bad';
      document.querySelector('main').prepend(words);
    }`);
    const found = (await accessibilityViolations(customer.page)).map((line) => line.split(':')[0]);
    await customer.page.evaluate(`document.querySelector('#bad').remove()`);
    expect(new Set(found)).toEqual(new Set(['dark color-contrast', 'light button-name', 'light color-contrast']));
  });

  it('the end, on both sides', async () => {
    await technician.end('Otto Beck');
    await customer.text('Anna Weber ended the session.').waitFor();
    await deskIsClean();
    await appletIsClean();
  });
});
