import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CustomerHands } from './customer-hands.ts';
import { Scene } from './scene.ts';
import type { TechnicianHands } from './technician-hands.ts';

type Role = Parameters<Page['getByRole']>[0];
type Names = readonly (readonly [role: Role, ...names: readonly string[]])[];

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

/** Each exactly once, so that a screen reader, a test and a person on the phone mean the same thing. */
async function hasExactly(where: Page | Locator, names: Names): Promise<void> {
  for (const [role, ...each] of names) {
    for (const name of each) {
      const found = where.getByRole(role, { name, exact: true });
      // In the accessibility tree: a list with no rows has no size to be seen by.
      await found.first().waitFor({ state: 'attached' });
      expect(await found.count(), `${role} “${name}”`).toBe(1);
    }
  }
}

describe.runIf(process.platform === 'linux')('the names that people, screen readers and tests rely on', () => {
  let pin = '';

  it('stand in the console', async () => {
    await hasExactly(technician.page, [
      ['button', 'New Session', 'Start', 'Hold', 'Transfer', 'Invite technician', 'End session'],
      ['grid', 'Session list'],
    ]);
  });

  it('stand in Create New Session', async () => {
    await technician.button('New Session').click();
    await hasExactly(technician.page, [['dialog', 'Create New Session']]);
    await hasExactly(technician.dialog, [
      ['radio', 'Remote Support', 'Lens', 'Chat Only'],
      ['textbox', 'Name'],
      ['tab', 'PIN Code', 'Link', 'E-mail', 'SMS'],
      ['button', 'Create PIN Code'],
    ]);
    await technician.dialog.getByRole('textbox', { name: 'Name' }).fill('Otto Beck');
    await technician.dialog.getByRole('button', { name: 'Create PIN Code' }).click();
    const status = technician.dialog.getByRole('status', { name: 'PIN code', exact: true });
    pin = (await status.textContent()) ?? '';
    expect(pin).toMatch(/^\d{6}$/);
    await technician.dialog.getByRole('button', { name: 'Done' }).click();
    // Name, status and time in the row; the name also on the tab (T3).
    const row = technician.page.getByRole('grid', { name: 'Session list' }).getByRole('row', { name: 'Otto Beck' });
    expect(await row.getByRole('gridcell').count()).toBe(3);
    await hasExactly(technician.page, [
      ['tablist', 'Active sessions'],
      ['tab', 'Otto Beck'],
    ]);
    // The PIN also stands in the session log (T4).
    await technician.sessionLog.getByText(pin).waitFor();
  });

  it('stand in the applet, step by step', async () => {
    await hasExactly(customer.page, [
      ['textbox', 'PIN code'],
      ['button', 'Connect', 'Larger text', 'Smaller text'],
    ]);
    await customer.enterPin(pin);
    await hasExactly(customer.page, [['dialog', 'Terms of use']]);
    await hasExactly(customer.terms, [['button', 'Accept', 'Decline']]);
    await customer.accept();
    await hasExactly(customer.page, [
      ['textbox', 'Verification code'],
      ['button', 'Revoke all permissions', 'End session'],
    ]);
  });

  it('stand in the session’s tab', async () => {
    await technician.row('Otto Beck').getByText('Waiting').waitFor();
    await hasExactly(technician.page, [['status', 'Verification code']]);
    await customer.typeCode(await technician.readCode('Otto Beck'));
    await technician.start('Otto Beck');
    await hasExactly(technician.page, [
      ['button', 'View screen', 'Remote control', 'Send file', 'File manager', 'Whiteboard', 'Record', 'Send'],
      ['log', 'Chat', 'Session log'],
      ['textbox', 'Chat message'],
    ]);
    await technician.button('View screen').click();
    await hasExactly(customer.page, [['alertdialog', 'Permission request']]);
    await customer.asked('see your screen');
    await hasExactly(customer.prompt, [['button', 'Allow', 'Deny']]);
    await customer.allow('see your screen');
    await hasExactly(technician.page, [['img', 'Remote screen']]);
  });

  it('stand in the applet’s session', async () => {
    await hasExactly(customer.page, [
      ['button', 'Revoke all permissions', 'End session', 'Larger text', 'Smaller text', 'Send'],
      ['textbox', 'Chat message'],
      ['log', 'Chat'],
    ]);
    await customer.openPart('Session log');
    await hasExactly(customer.page, [['log', 'Session log']]);
    await customer.openPart('Files');
    await hasExactly(customer.page, [['button', 'Send file']]);
  });

  it('D6 D7 the large X stands upper left, the small X upper right', async () => {
    const large = await customer.button('Revoke all permissions').boundingBox();
    const small = await customer.button('End session').boundingBox();
    const width = await customer.page.evaluate<number>('innerWidth');
    expect(large?.x).toBeLessThan(width / 4);
    expect((small?.x ?? 0) + (small?.width ?? 0)).toBeGreaterThan((3 * width) / 4);
    for (const box of [large, small]) expect(box?.y).toBeLessThan(60);
    expect((large?.width ?? 0) * (large?.height ?? 0)).toBeGreaterThan((small?.width ?? 0) * (small?.height ?? 0));
  });

  it('are as large as a finger in the applet', async () => {
    for (const button of await customer.page.getByRole('button').all()) {
      const box = await button.boundingBox();
      if (box === null) continue;
      expect(Math.min(box.width, box.height), (await button.textContent()) ?? '').toBeGreaterThanOrEqual(44);
    }
  });
});
