import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifyLog } from '#shared/std/log/export/verify-log.ts';
import {
  appletWhere,
  askAndAnswer,
  sessionWhere,
  startedSession,
  startLoopback,
  type Loopback,
} from '#tests/support/loopback-session.ts';

let loopback: Loopback;

beforeEach(async () => {
  loopback = await startLoopback();
});

afterEach(async () => {
  await loopback.close();
});

/** Plays the applet's window: says that the whole screen is being captured whenever it is told to capture. */
function playWindow({ applet }: Loopback): void {
  applet.on('captureStart', ({ generation }) =>
    queueMicrotask(() => applet.handlers.notices['capture/started']({ generation, wholeScreen: true })),
  );
  applet.on('captureStop', ({ generation }) =>
    queueMicrotask(() => applet.handlers.notices['capture/stopped']({ generation })),
  );
}

it('a session runs from PIN to a log that both sides signed', async () => {
  playWindow(loopback);
  const { desk, applet, driver, database } = loopback;
  const id = await startedSession(loopback);

  await askAndAnswer(loopback, id, 'viewScreen', true);
  await sessionWhere(desk, id, ({ screen }) => screen.state === 'live');
  await askAndAnswer(loopback, id, 'control', true);
  desk.session(id)?.tools?.input?.button('left', true, 0.5, 0.5);
  desk.session(id)?.tools?.input?.button('left', false, 0.5, 0.5);
  desk.session(id)?.tools?.input?.text('l');
  await driver.whenDone(5);
  expect(driver.acts).toEqual(['move 960 540', 'left down', 'move 960 540', 'left up', 'text l']);

  desk.session(id)?.writeChat('Hello');
  await appletWhere(applet, ({ chat }) => chat.some(({ text }) => text === 'Hello'));
  await applet.handlers.calls['chat/send']({ text: 'Hello back' });
  await sessionWhere(
    desk,
    id,
    ({ chat }) => chat.every(({ delivery }) => delivery === 'delivered') && chat.length === 2,
  );

  await applet.handlers.calls['permission/revokeAll']({});
  await sessionWhere(desk, id, ({ permissions }) => permissions.control.state === 'revoked');
  expect(desk.session(id)?.tools?.input).toBeNull();

  desk.session(id)?.end();
  const { step } = await appletWhere(applet, (view) => view.step.name === 'ended');
  expect(step).toMatchObject({ name: 'ended', by: 'technician', reason: 'ended' });
  await desk.close();
  const log = database.readExport(id);
  const proof = log && verifyLog(log);
  expect(proof).toMatchObject({ ok: true, value: { closed: true } });
  expect(proof?.ok && proof.value.countersignedRows).toBe(log?.rows.length);
});

it('FT1 a file that the technician sends arrives whole under the customer’s folder', async () => {
  const { desk, applet, folder } = loopback;
  const id = await startedSession(loopback);
  const bytes = new TextEncoder().encode('driver settings\n'.repeat(50_000));
  const source = {
    name: 'settings.txt',
    sizeBytes: bytes.length,
    async *read(offset: number) {
      yield bytes.subarray(offset);
    },
    close() {},
  };
  desk.session(id)?.tools?.sendFiles([source]);
  const { prompt } = await appletWhere(applet, (view) => view.prompt?.kind === 'sendFile');
  await applet.handlers.calls['permission/answer']({ prompt: prompt?.id ?? '', allowed: true });
  await sessionWhere(desk, id, ({ transfers }) => transfers.some(({ state }) => state.name === 'done'));
  expect(readFileSync(join(folder, 'customer', 'settings.txt'))).toEqual(Buffer.from(bytes));
});
