import { afterEach, expect, it } from 'vitest';
import { RtcDataConnection } from '#shared/node/rtc-data-connection.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import type { DataConnection, OpenDataConnection } from '#shared/std/session/data-connection.ts';
import { utf8 } from '#shared/std/crypto/bytes.ts';
import { MemoryFileSource } from '#shared/std/transfer/testing/memory-file-source.ts';
import {
  appletWhere,
  askAndAnswer,
  loggedIn,
  playWindow,
  sessionWhere,
  startedSession,
  startLoopback,
  type Loopback,
} from '#tests/support/loopback-session.ts';

let loopback: Loopback | null = null;
const connections: { readonly by: string; readonly connection: DataConnection }[] = [];

afterEach(async () => {
  await loopback?.close();
  loopback = null;
  connections.length = 0;
});

const opener =
  (by: string): OpenDataConnection =>
  (role) => {
    const connection = new RtcDataConnection({ role, iceServers: [], logger: silentLogger });
    connections.push({ by, connection });
    return connection;
  };

async function start(): Promise<{ readonly loopback: Loopback; readonly id: string }> {
  loopback = await startLoopback({
    console: { openDataConnection: opener('console') },
    applet: { openDataConnection: opener('applet') },
  });
  playWindow(loopback.applet);
  return { loopback, id: await startedSession(loopback) };
}

it.each(['console', 'applet'])(
  'DC4 a data connection that the %s’s network ends comes back without PIN, code or question, and chat arrives once',
  async (by) => {
    const { loopback: world, id } = await start();
    const { desk, applet } = world;
    await askAndAnswer(world, id, 'viewScreen', true);
    const pin = desk.view.sessions[0]?.entry;
    connections.findLast((each) => each.by === by)?.connection.close();
    await appletWhere(applet, ({ connection }) => connection.state === 'reconnecting');
    await applet.handlers.calls['chat/send']({ text: 'from the customer' });
    desk.session(id)?.writeChat('from the technician');
    await sessionWhere(
      desk,
      id,
      ({ status, chat, connection }) =>
        status.name === 'active' &&
        connection.state === 'connected' &&
        chat.length === 2 &&
        chat.every(({ delivery }) => delivery === 'delivered'),
    );
    await appletWhere(
      applet,
      ({ chat }) => chat.length === 2 && chat.every(({ delivery }) => delivery === 'delivered'),
    );
    expect(applet.view).toMatchObject({ prompt: null, verification: { state: 'verified', by: 'code' } });
    expect(applet.view.granted.map(({ kind }) => kind)).toEqual(['viewScreen']);
    await sessionWhere(desk, id, ({ screen }) => screen.state === 'live');
    expect(desk.view.sessions[0]?.entry).toEqual(pin);
    const asked = applet.view.log.filter(({ type }) => type === 'permission/asked');
    expect(asked).toHaveLength(1);
  },
);

it('DC4 the relay stops in the middle, and permissions, chat and files go on; back again, the console logs in', async () => {
  const { loopback: world, id } = await start();
  const { desk, applet } = world;
  await world.stopRelay();
  await appletWhere(applet, ({ relay }) => relay.state === 'lost');
  await askAndAnswer(world, id, 'sendFile', true);
  desk.session(id)?.tools?.sendFiles([new MemoryFileSource('a.txt', utf8('without a relay'))]);
  desk.session(id)?.writeChat('Hello');
  await sessionWhere(desk, id, ({ transfers }) => transfers.some(({ state }) => state.name === 'done'));
  await appletWhere(applet, ({ chat }) => chat.length === 1);
  await world.restartRelay();
  await loggedIn(desk);
  expect(desk.view.sessions[0]?.status.name).toBe('active');
  desk.session(id)?.end();
  const { step } = await appletWhere(applet, (view) => view.step.name === 'ended');
  expect(step).toMatchObject({ by: 'technician', reason: 'ended' });
});
