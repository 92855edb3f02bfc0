import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '#tests/support/x-display.ts';
import { accessibilityViolations } from './axe.ts';
import { openPhone, udpSocketsOf, type Phone } from './phone.ts';
import type { PhoneHands } from './phone-hands.ts';
import { Scene, type ConsoleScene } from './scene.ts';
import { patienceMs, type TechnicianHands } from './technician-hands.ts';

let scene: Scene;
let console: ConsoleScene;
let technician: TechnicianHands;
let phone: Phone;
let customer: PhoneHands;

beforeAll(async () => {
  scene = await Scene.open();
  console = await scene.openConsole({
    browserArguments: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  });
  ({ technician } = console);
  phone = await openPhone(scene);
  ({ customer } = phone);
});

afterAll(() => scene.close());

beforeEach(({ onTestFailed }) => {
  onTestFailed(({ task }) => scene.picture(task.name));
});

describe.runIf(process.platform === 'linux')('a Lens session on a phone', () => {
  it('L1 L2 begins with a tutorial and a word why, and the camera shows only here', async () => {
    await phone.page.goto(console.relayUrl);
    await customer.button('OK').waitFor();
    expect(await accessibilityViolations(phone.page)).toEqual([]);
    await customer.button('Skip').click();
    await customer.text('So that your technician sees what you point the camera at.').waitFor();
    expect(await accessibilityViolations(phone.page)).toEqual([]);
    await customer.button('Allow camera and microphone').click();
    await customer.pinField.waitFor();
    await customer.showsPreview();
    await customer.text('Only you see this').waitFor();
    expect(await accessibilityViolations(phone.page)).toEqual([]);
  });

  it('L3 HS2 sends nothing before the technician starts: not one UDP socket is open', async () => {
    const before = udpSocketsOf(scene.folder);
    await customer.join(await technician.createPin('Camera', 'Lens'));
    await customer.typeCode(await technician.readCode('Camera'));
    await technician.page.getByText('Verified', { exact: true }).first().waitFor();
    await customer.showsPreview();
    expect(udpSocketsOf(scene.folder)).toBe(before);
    expect(await accessibilityViolations(phone.page)).toEqual([]);
    await technician.startLens('Camera');
    await technician.seesCamera();
    await until(async () => udpSocketsOf(scene.folder) > before, patienceMs);
  });

  it('L4 shows the camera, and hears the microphone', async () => {
    await customer.text('Anna Weber sees your camera').waitFor();
    await technician.page.getByText('Customer’s microphone on').waitFor();
    expect(await accessibilityViolations(phone.page)).toEqual([]);
    expect(await accessibilityViolations(technician.page)).toEqual([]);
  });

  it('L5 pauses, resumes, mutes and unmutes, and the technician reads it', async () => {
    await customer.button('Pause').click();
    await technician.page.getByText('The customer paused it').first().waitFor();
    await customer.button('Resume').click();
    await technician.seesCamera();
    await customer.button('Mute').click();
    await technician.page.getByText('Customer’s microphone muted').waitFor();
    await customer.button('Unmute').click();
    await technician.page.getByText('Customer’s microphone on').waitFor();
  });

  it('L9 shows on the phone what the technician draws, and takes it back', async () => {
    await technician.button('Whiteboard').click();
    const box = await technician.camera.boundingBox();
    if (box === null) throw new Error('no picture');
    const { mouse } = technician.page;
    await mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.5);
    await mouse.down();
    await mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.55, { steps: 4 });
    await mouse.up();
    await customer.reads('Anna Weber drew');
    await technician.button('Undo').click();
    await technician.sessionLog.getByText('erased 1 drawing').waitFor();
  });

  it('L10 L12 chats in a sheet: a bubble, minimised, extended, and a field only then', async () => {
    await technician.say('Is there a red lamp?');
    await customer.text('Is there a red lamp?').waitFor();
    const field = phone.page.getByRole('textbox', { name: 'Chat message' });
    expect(await field.count()).toBe(0);
    await phone.page.getByRole('button', { name: /^Chat/ }).click();
    if ((await field.count()) === 0) await customer.button('Show all of the chat').click();
    await customer.say('Yes, it blinks');
    await technician.chatLog.getByText('Yes, it blinks').waitFor();
    await customer.button('Make the chat smaller').click();
    await field.waitFor({ state: 'hidden' });
    await customer.chatLog.getByText('Yes, it blinks').waitFor();
    await customer.button('Close the chat').click();
  });

  it('L11 ends, with camera off, duration and data used', async () => {
    await customer.button('Disconnect').click();
    await customer.summary.waitFor();
    await customer.summary.getByText('Data sent').waitFor();
    await technician.row('Camera').getByText('Closed by customer').waitFor();
    const [download] = await Promise.all([
      phone.page.waitForEvent('download'),
      customer.button('Save as text').click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toMatch(
      /^Handrail session, .*\d\r\nHelped by: Anna Weber.*\r\nDuration: [^]*The technician started the session\.[^]*ended the session/,
    );
    expect(await accessibilityViolations(phone.page)).toEqual([]);
  });
});
