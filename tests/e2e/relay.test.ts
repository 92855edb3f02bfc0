import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Program } from '#tests/support/program.ts';
import type { CustomerHands } from './customer-hands.ts';
import { RestartableRelay } from './restartable-relay.ts';
import { runToEnd } from './run-to-end.ts';
import { Scene } from './scene.ts';
import { seenSession } from './started-session.ts';
import type { TechnicianHands } from './technician-hands.ts';

/** Long enough to create a session by hand on a busy computer, short enough to wait for. */
const shortPinTtlMs = 4_000;
const longPinTtlMs = 900_000;

let scene: Scene;
let relay: RestartableRelay;
let dataFolder = '';
let program: Program;
let technician: TechnicianHands;
let customer: CustomerHands;

beforeAll(async () => {
  scene = await Scene.open();
  scene.alsoCloses(async () => relay?.stop());
});

afterAll(() => scene.close());

beforeEach(({ onTestFailed }) => {
  onTestFailed(({ task }) => scene.picture(task.name));
});

describe.runIf(process.platform === 'linux')('a relay that others run', () => {
  it('KEY2 takes a console that its administrator certified, by the commands of the manual', async () => {
    const organisationFolder = scene.newFolder('organisation');
    const made = await runToEnd('relay/main.ts', [
      'init',
      '--organisation',
      'Acme IT',
      '--data-dir',
      organisationFolder,
    ]);
    expect(made).toMatchObject({ code: 0 });
    const publicKey = /Public key:\s+(\S+)/.exec(made.output)?.[1] ?? '';
    const recoveryFile = /Recovery file:\s+(\S+)/.exec(made.output)?.[1] ?? '';
    relay = await RestartableRelay.start({ organisationKey: publicKey, pinTtlMs: shortPinTtlMs });

    // The console alone: says that it is not enrolled, and shows the key that the administrator needs.
    dataFolder = scene.newFolder('console-data');
    const refused = await runToEnd('console/main/main.ts', ['--relay', relay.url], { HANDRAIL_DATA: dataFolder });
    expect(refused.code).toBe(1);
    expect(refused.output).toContain('does not belong to an organisation yet');
    const device = refused.output.trim().split('\n').at(-1)?.trim() ?? '';

    const line = ['--root', recoveryFile, '--device', device, '--technician', 'Anna Weber'];
    const certified = await runToEnd('relay/main.ts', ['certify', ...line]);
    expect(certified.code).toBe(0);
    const certificate = join(scene.folder, 'certificate.txt');
    writeFileSync(certificate, certified.output);

    ({ program, technician } = await scene.openConsole({
      dataFolder,
      arguments: ['--relay', relay.url, '--certificate', certificate],
    }));
    await technician.page.getByText('Support server connected').waitFor();
    ({ customer } = await scene.openApplet(relay.url));
  });

  it('PIN3 gives an expired PIN the answer of a wrong one, and the technician sees that it timed out', async () => {
    const pin = await technician.createPin('Too late');
    await technician.row('Too late').getByText('Timed Out').waitFor();
    await technician.row('Too late').click();
    await technician.page.getByText('Nobody used the PIN code or link in time. Nothing was shared.').waitFor();
    await customer.enterPin(pin);
    await customer.text('This PIN code does not work. It may be mistyped, used already or too old.').waitFor();
  });

  it('is lost and found again without a session: both windows say so', async () => {
    await relay.stop();
    await technician.page.getByText('Support server lost, reconnecting').waitFor();
    expect(await technician.button('New Session').getAttribute('aria-disabled')).toBe('true');
    await customer.enterPin('123456');
    await customer.text('The support server cannot be reached.').waitFor();
    await relay.restart({ pinTtlMs: longPinTtlMs });
    await technician.page.getByText('Support server connected').waitFor();
    await technician.ready('New Session').waitFor();
  });

  it('is not needed by a session that runs: picture, chat and both ways out go on without it', async () => {
    await seenSession({ technician, customer }, 'Goes on');
    await relay.stop();
    await customer.text('The support server is out of reach at the moment. Your session goes on without it.').waitFor();
    await technician.page.getByText('Support server lost, reconnecting').waitFor();
    await technician.say('Can you read this?');
    await customer.chatLog.getByText('Can you read this?').waitFor();
    await customer.say('Yes, I can.');
    await technician.chatLog.getByText('Yes, I can.').waitFor();
    expect(await technician.row('Goes on').textContent()).toContain('Active');
    await technician.seesPicture();
    // The large X needs no relay either.
    await customer.button('Revoke all permissions').click();
    await technician.picture.waitFor({ state: 'hidden' });
    await technician.page.getByText('The customer took it back').first().waitFor();
    // Nor does the small one.
    await customer.button('End session').click();
    await customer.text('You ended the session.').waitFor();
    await technician.row('Goes on').getByText('Closed by customer').waitFor();
    await technician.sessionLog.getByText('The connection to the support server was lost.').waitFor();
  });

  it('comes back, and the next session begins as ever, without anything started anew', async () => {
    await relay.restart({ pinTtlMs: longPinTtlMs });
    await customer.startAgain();
    await technician.page.getByText('Support server connected').waitFor();
    await seenSession({ technician, customer }, 'Next one');
    await technician.end('Next one');
    await customer.text('Anna Weber ended the session.').waitFor();
  });

  it('KEY2 needs the certificate file only once', async () => {
    await program.close();
    ({ program, technician } = await scene.openConsole({ dataFolder, arguments: ['--relay', relay.url] }));
    await technician.page.getByText('Support server connected').waitFor();
  });
});
