import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { Firefox } from '#tests/support/firefox.ts';
import { Scene, type ConsoleScene } from './scene.ts';
import type { TechnicianHands } from './technician-hands.ts';

let scene: Scene;
let console: ConsoleScene;
let technician: TechnicianHands;
let firefox: Firefox;

beforeAll(async () => {
  scene = await Scene.open();
  console = await scene.openConsole();
  ({ technician } = console);
  firefox = await Firefox.start();
  scene.alsoCloses(() => firefox.close());
});

afterAll(() => scene.close());

beforeEach(({ onTestFailed }) => {
  onTestFailed(({ task }) => scene.picture(task.name));
});

/** Reads the question, and answers it when it can be answered: not in the moment in which it comes up. */
async function allow(words: string): Promise<void> {
  await firefox.sees(words);
  await firefox.waitFor(`document.querySelector('[role="alertdialog"] [aria-disabled="false"]') !== null`);
  await firefox.press('button', 'Allow');
}

describe.runIf(process.platform === 'linux')('a customer with Firefox', () => {
  it('C1 HS3 comes in by PIN and code', async () => {
    await firefox.goto(console.relayUrl);
    await firefox.type('textbox', 'PIN code', await technician.createPin('Fox', 'Lens'));
    await firefox.press('button', 'Connect');
    await firefox.press('button', 'Accept');
    await firefox.type('textbox', 'Verification code', await technician.readCode('Fox'));
    await firefox.press('button', 'Check the code');
    await technician.page.getByText('Verified', { exact: true }).first().waitFor();
  });

  it('PRM1 L4 is asked for camera and voice, and shows its camera', async () => {
    await technician.startLens('Fox');
    await allow('wants to see what your camera sees');
    await allow('wants to talk with you');
    await technician.seesCamera();
    await technician.page.getByText('Customer’s microphone on').waitFor();
  });

  it('L12 chats both ways', async () => {
    await technician.say('Hello, fox');
    await firefox.sees('Hello, fox');
  });

  it('L5 pauses and goes on', async () => {
    await firefox.press('button', 'Pause');
    await technician.page.getByText('paused', { exact: false }).first().waitFor();
    await firefox.press('button', 'Resume');
    await technician.seesCamera();
  });

  it('L8 pauses by itself while another page is in front, and goes on by itself', async () => {
    const comeBack = await firefox.leave();
    await technician.page.getByText('has another page or program in front').first().waitFor();
    await comeBack();
    await technician.page.getByText('has another page or program in front').first().waitFor({ state: 'hidden' });
    await firefox.sees('Anna Weber sees your camera');
  });

  it('L11 ends, with a summary', async () => {
    await firefox.press('button', 'Disconnect');
    await firefox.sees('Data sent');
    await technician.row('Fox').getByText('Closed by customer').waitFor();
  });
});
