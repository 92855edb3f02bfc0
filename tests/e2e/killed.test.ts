import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { X11Connection } from '#applet/main/x11/x11-connection.ts';
import { queryKeymap } from '#applet/main/input/x11-requests.ts';
import type { Program } from '#tests/support/program.ts';
import { until } from '#tests/support/x-display.ts';
import { Scene, type ConsoleScene } from './scene.ts';
import { controlledSession } from './started-session.ts';
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

/** Ends a program as a crash or a power cut does. */
async function killAtOnce(program: Program): Promise<void> {
  const died = once(program.process, 'exit');
  program.process.kill('SIGKILL');
  await died;
}

describe.runIf(process.platform === 'linux')('a program that dies in the middle', () => {
  it('DC4 shows as Reconnecting at the technician when it is the applet, and can be ended', async () => {
    const { program, customer } = await scene.openApplet(console.relayUrl);
    await controlledSession({ technician, customer }, 'Otto Beck');
    await killAtOnce(program);
    await technician.row('Otto Beck').getByText('Reconnecting').waitFor();
    await technician.page.getByText('The connection was lost. Handrail keeps trying').waitFor();
    await technician.picture.waitFor({ state: 'hidden' });
    expect(await technician.button('Remote control').getAttribute('aria-disabled')).toBe('true');
    // The window that is left knows that nobody can take anything back through it, and shows no screen.
    await customer.text('This window lost touch with the rest of Handrail.').waitFor();
    await technician.end('Otto Beck');
    await technician.sessionLog.getByText('The connection between the two devices was lost.').first().waitFor();
    await customer.page.close();
  });

  it('DC2 leaves no key held when it is the console, and the customer reads that it is interrupted', async () => {
    const xterm = await scene.openXterm();
    const { customer } = await scene.openApplet(console.relayUrl);
    await scene.moveAppletAside();
    await controlledSession({ technician, customer }, 'Rosa Klein');
    const observer = await X11Connection.open(scene.customerScreen.display, process.env);
    if (!observer.ok) throw new Error(`no observer: ${observer.reason}`);
    try {
      const at = await technician.onPicture({ x: 150, y: 150 }, scene.screenWidth);
      await technician.page.mouse.click(at.x, at.y);
      await technician.page.keyboard.type('touch before-the-end\n');
      await until(async () => existsSync(join(xterm.folder, 'before-the-end')), patienceMs);
      await technician.page.keyboard.down('ArrowDown');
      await until(async () => (await queryKeymap(observer.value)).length > 0, patienceMs);
      await killAtOnce(console.program);
      await until(async () => (await queryKeymap(observer.value)).length === 0, patienceMs);
    } finally {
      observer.value.close();
    }
    await customer.text('The connection was interrupted. It comes back by itself').waitFor();
    // What was allowed is not forgotten, but nothing can be done with it, and both ways out are there.
    await customer.button('End session').click();
    await customer.text('You ended the session.').waitFor();
  });
});
