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

  it('L4 shows the camera and carries both voices', async () => {
    await customer.text('Anna Weber sees your camera').waitFor();
    expect(await accessibilityViolations(phone.page)).toEqual([]);
    expect(await accessibilityViolations(technician.page)).toEqual([]);
  });

  it('L5 pauses, resumes, mutes and unmutes, and the technician reads it', async () => {
    await customer.button('Pause').click();
    await technician.page.getByText('paused', { exact: false }).first().waitFor();
    await customer.button('Resume').click();
    await technician.seesCamera();
    await customer.button('Mute').click();
    await customer.button('Unmute').click();
    await customer.button('Mute').waitFor();
  });

  it('L11 ends, with camera off, duration and data used', async () => {
    await customer.button('Disconnect').click();
    await customer.summary.waitFor();
    await customer.summary.getByText('Data sent').waitFor();
    await technician.row('Camera').getByText('Closed by customer').waitFor();
    expect(await accessibilityViolations(phone.page)).toEqual([]);
  });
});
