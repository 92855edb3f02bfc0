import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { X11Connection } from '#applet/main/input/x11-connection.ts';
import { queryKeymap } from '#applet/main/input/x11-requests.ts';
import { until } from '#tests/support/x-display.ts';
import { Scene, type AppletScene, type ConsoleScene } from './scene.ts';
import { controlledSession } from './started-session.ts';
import { patienceMs } from './technician-hands.ts';

let scene: Scene;
let desk: ConsoleScene;
let applet: AppletScene;

beforeEach(async ({ onTestFailed }) => {
  scene = await Scene.open();
  onTestFailed(({ task }) => scene.picture(task.name));
});

afterEach(() => scene.close());

describe('a program that dies in the middle', () => {
  it('DC2 leaves no key held: with the console gone, keys go up, and the customer reads that it is interrupted', async () => {
    const xterm = await scene.openXterm();
    desk = await scene.openConsole();
    applet = await scene.openApplet(desk.relayUrl);
    const { technician } = desk;
    const { customer } = applet;
    await scene.moveAppletAside();
    await controlledSession({ technician, customer }, 'Otto Beck');
    const observer = await X11Connection.open(scene.customerScreen.display, process.env);
    if (!observer.ok) throw new Error(`no observer: ${observer.reason}`);
    try {
      const at = await technician.onPicture({ x: 150, y: 150 }, scene.screenWidth);
      await technician.page.mouse.click(at.x, at.y);
      await technician.page.keyboard.type('touch before-the-end\n');
      await until(async () => existsSync(join(xterm.folder, 'before-the-end')), patienceMs);
      await technician.page.keyboard.down('ArrowDown');
      await until(async () => (await queryKeymap(observer.value)).length > 0, patienceMs);
      const died = once(desk.program.process, 'exit');
      desk.program.process.kill('SIGKILL');
      await died;
      await until(async () => (await queryKeymap(observer.value)).length === 0, patienceMs);
    } finally {
      observer.value.close();
    }
    await customer.text('The connection was interrupted. It comes back by itself').waitFor();
    // What was allowed is not forgotten, but nothing can be done with it; both ways out are there.
    await customer.button('End session').click();
    await customer.text('You ended the session.').waitFor();
  });

  it('DC4 shows as Reconnecting at the technician when it is the applet, and can be ended', async () => {
    desk = await scene.openConsole();
    applet = await scene.openApplet(desk.relayUrl);
    const { technician } = desk;
    await controlledSession({ technician, customer: applet.customer }, 'Otto Beck');
    const died = once(applet.program.process, 'exit');
    applet.program.process.kill('SIGKILL');
    await died;
    await technician.row('Otto Beck').getByText('Reconnecting').waitFor();
    await technician.page.getByText('The connection was lost. Handrail keeps trying').waitFor();
    await technician.picture.waitFor({ state: 'hidden' });
    expect(await technician.button('Remote control').getAttribute('aria-disabled')).toBe('true');
    // The window that is left knows that nobody can take anything back through it, and shows no screen.
    await applet.customer.text('This window lost touch with the rest of Handrail.').waitFor();
    await technician.end('Otto Beck');
    await technician.sessionLog.getByText('The connection between the two computers was lost.').first().waitFor();
  });
});
