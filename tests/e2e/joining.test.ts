import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { Scene, type AppletScene, type ConsoleScene } from './scene.ts';
import { startedSession } from './started-session.ts';
import type { CustomerHands } from './customer-hands.ts';
import type { TechnicianHands } from './technician-hands.ts';

let scene: Scene;
let console: ConsoleScene;
let applet: AppletScene;
let technician: TechnicianHands;
let customer: CustomerHands;

beforeAll(async () => {
  scene = await Scene.open();
  console = await scene.openConsole();
  applet = await scene.openApplet(console.relayUrl);
  ({ technician } = console);
  ({ customer } = applet);
});

afterAll(() => scene.close());

beforeEach(({ onTestFailed }) => {
  onTestFailed(({ task }) => scene.picture(task.name));
  return customer.startAgain();
});

describe.runIf(process.platform === 'linux')('joining', () => {
  it('tells a customer with half a PIN what a PIN looks like, before anything is sent', async () => {
    await customer.enterPin('12345');
    await customer.text('A PIN code has 6 digits').waitFor();
    await customer.text('Type the digits as your technician reads them out').waitFor();
    expect(await customer.pinField.getAttribute('aria-invalid')).toBe('true');
  });

  it('PIN3 tells a customer with a wrong PIN that it does not work, and that nothing was shared', async () => {
    const pin = await technician.createPin('Wrong PIN');
    await customer.enterPin(otherThan(pin));
    await customer.text('This PIN code does not work. It may be mistyped, used already or too old.').waitFor();
    await customer.text('Nothing on this computer was shared').waitFor();
    await customer.text('Check the digits with your technician, or ask for a new PIN code').waitFor();
    // The right one still works: the mistake cost nothing.
    await customer.join(pin);
    await technician.readCode('Wrong PIN');
    await technician.end('Wrong PIN');
    await customer.text('Anna Weber ended the session.').waitFor();
  });

  it('takes a PIN as people type it, with spaces', async () => {
    const pin = await technician.createPin('Spaces');
    await customer.pinField.pressSequentially(` ${pin.slice(0, 2)} ${pin.slice(2, 4)}  ${pin.slice(4)} `);
    await customer.pinField.press('Enter');
    await customer.terms.waitFor();
  });

  it('PIN2 gives a used PIN the answer of a wrong one', async () => {
    const pin = await technician.createPin('Used PIN');
    await customer.join(pin);
    await customer.typeCode(await technician.readCode('Used PIN'));
    await technician.page.getByText('Verified', { exact: true }).first().waitFor();
    await customer.startAgain();
    await customer.enterPin(pin);
    await customer.text('This PIN code does not work. It may be mistyped, used already or too old.').waitFor();
  });

  it('PIN2 stops a session that two people join with one PIN, and tells both sides why', async () => {
    const pin = await technician.createPin('Two people');
    await customer.join(pin);
    await technician.readCode('Two people');
    expect(await claim(console.relayUrl, pin)).toBe('entryRefused');
    await customer.text('Two people used the same PIN code, so the session was stopped.').waitFor();
    await customer.text('Nobody can see or control this computer').waitFor();
    await technician.row('Two people').getByText('Closed').waitFor();
    await technician.page
      .getByText(/two people/i)
      .first()
      .waitFor();
  });

  it('HS3 ends the session after three wrong codes, and says so to both', async () => {
    await customer.join(await technician.createPin('Wrong code'));
    const wrong = otherThan(await technician.readCode('Wrong code'));
    for (const left of ['2 tries left', '1 try left']) {
      await customer.typeCode(wrong);
      await customer.text(left).waitFor();
    }
    await customer.typeCode(wrong);
    await customer.text('The verification code was wrong three times.').waitFor();
    await customer.text('Nothing is shared any more').waitFor();
    await technician.row('Wrong code').getByText('Closed').waitFor();
    await technician.page.getByText('Verification failed').first().waitFor();
    await technician.sessionLog.getByText('typed a wrong verification code').first().waitFor();
  });

  it('ends before anything began when the terms are declined, with a record of it', async () => {
    await customer.enterPin(await technician.createPin('Declines'));
    await customer.terms.getByRole('button', { name: 'Decline' }).click();
    await customer.text('You did not accept the terms of use.').waitFor();
    await technician.row('Declines').getByText('Closed').waitFor();
    await technician.row('Declines').click();
    await technician.sessionLog.getByText('The customer declined the terms of use').waitFor();
    // The session never waited, so it cannot be started.
    expect(await technician.button('Start').getAttribute('aria-disabled')).toBe('true');
  });

  it('goes on as if nothing had happened after all of this', async () => {
    await startedSession({ technician, customer }, 'Good one');
    await technician.say('Hello');
    await customer.chatLog.getByText('Hello').waitFor();
    await technician.end('Good one');
    await customer.text('Anna Weber ended the session.').waitFor();
  });
});

describe.runIf(process.platform === 'linux')('a relay that is not there', () => {
  it('is told to the customer at once, and the PIN that was typed stays', async () => {
    // A port that was free a moment ago, and that nobody listens on.
    const alone = await scene.openApplet('http://127.0.0.1:9');
    await alone.customer.enterPin('123456');
    await alone.customer.text('The support server cannot be reached.').waitFor();
    await alone.customer.text('Nothing was lost or shared').waitFor();
    expect(await alone.customer.pinField.inputValue()).toBe('123 456');
    await alone.program.close();
  });
});

/** Another number of as many digits. */
function otherThan(digits: string): string {
  const last = (Number(digits.slice(-1)) + 1) % 10;
  return `${digits.slice(0, -1)}${last}`;
}

/** A second person with the same PIN, as far as the relay lets them come: its error, or `claimed`. */
async function claim(relayUrl: string, pin: string): Promise<string> {
  const socket = new WebSocket(`${relayUrl.replace('http', 'ws')}/ws`);
  try {
    return await new Promise<string>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('open', () => socket.send(JSON.stringify({ v: 1, t: 'session/claim', pin })));
      socket.on('message', (data: Buffer) => {
        const message = JSON.parse(data.toString()) as { t: string; code?: string };
        resolve(message.code ?? message.t);
      });
    });
  } finally {
    socket.terminate();
  }
}
