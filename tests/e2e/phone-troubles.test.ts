import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '#tests/support/x-display.ts';
import { openPhone, type Phone } from './phone.ts';
import { Scene, type ConsoleScene } from './scene.ts';
import { patienceMs, type TechnicianHands } from './technician-hands.ts';

let scene: Scene;
let console: ConsoleScene;
let technician: TechnicianHands;

beforeAll(async () => {
  scene = await Scene.open();
  console = await scene.openConsole();
  ({ technician } = console);
});

afterAll(() => scene.close());

beforeEach(({ onTestFailed }) => {
  onTestFailed(({ task }) => scene.picture(task.name));
});

/** Every connection of the page within reach, so that a test can have the network take them away. */
const rememberConnections = `
  globalThis.connections = [];
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...given) {
      super(...given);
      globalThis.connections.push(this);
    }
  };
`;

async function startedSession(phone: Phone, name: string): Promise<void> {
  await phone.customer.join(await technician.createPin(name, 'Lens'));
  await phone.customer.typeCode(await technician.readCode(name));
  await technician.page.getByText('Verified', { exact: true }).first().waitFor();
  await technician.startLens(name);
}

describe.runIf(process.platform === 'linux')('a phone', () => {
  it('L2 whose owner denies camera and microphone is told what to do, and goes on with chat', async () => {
    const phone = await openPhone(scene, { allowsDevices: false });
    const { customer } = phone;
    await phone.page.goto(console.relayUrl);
    await customer.button('Skip').click();
    await customer.button('Allow camera and microphone').click();
    await customer.text('The browser was not allowed to use the camera.').waitFor();
    await customer.button('Continue').click();
    await startedSession(phone, 'Denied');
    await customer.deny('see what your camera sees');
    await customer.deny('talk with you');
    await technician.say('Then let us write');
    await customer.text('Then let us write').waitFor();
    await customer.button('Disconnect').click();
    await customer.summary.waitFor();
    await phone.browser.close();
  });

  it('C6 can come for chat only', async () => {
    const phone = await openPhone(scene);
    const { customer } = phone;
    await phone.page.goto(console.relayUrl);
    await customer.button('Skip').click();
    await customer.button('Chat only').click();
    await customer.join(await technician.createPin('Words', 'Chat Only'));
    await customer.typeCode(await technician.readCode('Words'));
    await technician.startLens('Words');
    await technician.say('Hello');
    await customer.text('Hello').waitFor();
    expect(await phone.page.evaluate('document.querySelectorAll("video").length')).toBe(0);
    await customer.button('End session').click();
    await customer.text('You ended the session.').waitFor();
    await phone.browser.close();
  });

  it('DC4 L8 that loses all its connections goes on without a new PIN, camera and all', async () => {
    const phone = await openPhone(scene, { before: rememberConnections });
    const { customer } = phone;
    await phone.page.goto(console.relayUrl);
    await customer.getReady();
    await startedSession(phone, 'Lost');
    await technician.seesCamera();
    const before = await phone.page.evaluate<number>('connections.length');
    await phone.page.evaluate('connections.forEach((connection) => connection.close())');
    await technician.page.getByText('Reconnecting', { exact: false }).first().waitFor();
    await technician.row('Lost').getByText('Active').waitFor();
    await customer.text('Anna Weber sees your camera').waitFor();
    await until(async () => (await phone.page.evaluate<number>('connections.length')) >= before + 2, patienceMs);
    await technician.seesCamera();
    expect(await customer.prompt.count()).toBe(0);
    // Nobody put it on hold, and no log says so.
    expect(await technician.sessionLog.getByText('on hold').count()).toBe(0);
    await customer.button('Disconnect').click();
    await customer.summary.waitFor();
    await phone.browser.close();
  });

  it('L12 FT2 sends a photo of 12,000 pixels as it is', async () => {
    const photo = join(scene.customerFolder, 'IMG_0001.jpg');
    execFileSync('convert', ['-size', '12000x9000', 'gradient:red-blue', '-quality', '60', photo]);
    const phone = await openPhone(scene);
    const { customer } = phone;
    await phone.page.goto(console.relayUrl);
    await customer.getReady();
    await startedSession(phone, 'Photo');
    await technician.seesCamera();
    await customer.openMenu();
    await customer.button('Files and photos').click();
    const [chooser] = await Promise.all([
      phone.page.waitForEvent('filechooser'),
      customer.button('Choose a photo').click(),
    ]);
    await chooser.setFiles(photo);
    await technician.page.getByRole('button', { name: 'Accept IMG_0001.jpg' }).click();
    const received = join(scene.technicianFolder, 'IMG_0001.jpg');
    await until(async () => existsSync(received), patienceMs * 2);
    expect(readFileSync(received).equals(readFileSync(photo))).toBe(true);
    await technician.end('Photo');
    await customer.summary.waitFor();
    await phone.browser.close();
  });
});
