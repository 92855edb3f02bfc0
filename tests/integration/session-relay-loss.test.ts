import { beforeEach, describe, expect, it } from 'vitest';
import { reconnectIntervalMs, relayReattachMs } from '#shared/std/protocol/limits.ts';
import {
  appletWhere,
  askAndAnswer,
  createSession,
  pinOf,
  playWindow,
  sessionWhere,
  startedSession,
} from '#tests/support/loopback-session.ts';
import { startMemorySession, type MemorySession } from '#tests/support/memory-session.ts';
import { turns } from '#tests/support/turns.ts';

let memory: MemorySession;

beforeEach(() => {
  memory = startMemorySession();
  playWindow(memory.applet);
});

const statusOf = (id: string): string | undefined =>
  memory.desk.view.sessions.find((each) => each.id === id)?.status.name;

/** Brings a session to where the customer waits for Start. */
async function waitingSession(): Promise<string> {
  const { desk, applet } = memory;
  const session = await createSession(desk);
  applet.join(pinOf(session));
  await appletWhere(applet, ({ step }) => step.name === 'terms');
  await applet.handlers.calls['terms/answer']({ accepted: true, locale: 'en' });
  await sessionWhere(desk, session.id, ({ status }) => status.name === 'waiting');
  return session.id;
}

// Sockets in the order of opening: the console's is the first, the applet's the second.
const consoleSocket = 0;
const appletSocket = 1;

describe('the way to the relay breaks', () => {
  it.each([
    ['the console’s', consoleSocket],
    ['the applet’s', appletSocket],
  ])('HS1 %s, and what was said meanwhile arrives once and in order', async (_, socket) => {
    const { desk, applet, relay } = memory;
    const id = await waitingSession();
    relay.breakSocket(socket);
    await turns();
    // Both say something that only the relay could carry.
    const { verification } = desk.view.sessions[0] ?? {};
    if (verification?.state !== 'awaitingCode') throw new Error('no code');
    await applet.handlers.calls['verification/enter']({ code: '0' });
    await applet.handlers.calls['verification/enter']({ code: verification.code });
    const started = await desk.session(id)?.start();
    // Without its own way to the relay the console does not start (LNS1), and says so.
    const reachable = socket === appletSocket;
    expect(started).toEqual(reachable ? { ok: true, value: null } : { ok: false, reason: 'relayUnreachable' });
    expect(desk.view.sessions[0]?.verification.state).toBe('awaitingCode');
    await memory.pass(5_000);
    if (!reachable) await desk.session(id)?.start();
    await sessionWhere(desk, id, ({ connection }) => connection.state === 'connected');
    expect(desk.view.sessions[0]?.verification).toEqual({ state: 'verified', by: 'code' });
    expect(applet.view.step.name).toBe('session');
    const rows = desk.view.sessions[0]?.log.map(({ type }) => type) ?? [];
    expect(rows.filter((type) => type === 'verification/wrong')).toHaveLength(1);
    expect(rows.filter((type) => type === 'verification/done')).toHaveLength(1);
  });

  it('HS1 a frame that overtakes those that were dropped waits for them instead of ending the session', async () => {
    const { desk, applet, relay } = memory;
    const id = await waitingSession();
    relay.breakSocket(appletSocket);
    await turns();
    // The first words of Start are dropped: nobody sits at the applet's end of the relay.
    await desk.session(id)?.start();
    await turns(2);
    // The applet is back, and the console says more before it hears of that.
    let overtakes = 0;
    relay.onToRelay = (text) => {
      if (!text.includes('session/reattach')) return;
      overtakes += 1;
      queueMicrotask(() => memory.network.connections[0]?.emitOffer());
    };
    await memory.pass(5_000);
    expect(overtakes).toBe(1);
    await sessionWhere(desk, id, ({ connection }) => connection.state === 'connected');
    expect([statusOf(id), applet.view.step.name]).toEqual(['active', 'session']);
  });

  it('DC4 a customer who comes back over another network is found, though the relay still believes in the old one', async () => {
    const { applet, relay, network } = memory;
    const id = await startedSession(memory);
    // The cable is pulled: applet and data connection notice, the relay's socket does not.
    relay.forsakeSocket(appletSocket);
    relay.outOfReach = true;
    network.silent = true;
    await memory.pass(20_000);
    expect(statusOf(id)).toBe('reconnecting');
    relay.outOfReach = false;
    network.silent = false;
    await memory.pass(40_000);
    expect([statusOf(id), applet.view.step.name, applet.view.connection.state]).toEqual([
      'active',
      'session',
      'connected',
    ]);
  });

  it('DC4 a console that comes back over another network finds its sessions', async () => {
    const { desk, applet, relay, network } = memory;
    const id = await startedSession(memory);
    relay.forsakeSocket(consoleSocket);
    relay.outOfReach = true;
    network.silent = true;
    await memory.pass(20_000);
    // What the applet says meanwhile goes to the socket that nobody reads any more.
    relay.outOfReach = false;
    network.silent = false;
    await memory.pass(40_000);
    await sessionWhere(desk, id, ({ status }) => status.name === 'active');
    expect([applet.view.step.name, applet.view.connection.state]).toEqual(['session', 'connected']);
  });

  it('DC4 both come back after four minutes without any network', async () => {
    const { desk, applet, relay, network } = memory;
    const id = await startedSession(memory);
    await askAndAnswer(memory, id, 'viewScreen', true);
    relay.forsakeSocket(consoleSocket);
    relay.forsakeSocket(appletSocket);
    relay.outOfReach = true;
    network.silent = true;
    await memory.pass(4 * 60_000, 1_000);
    desk.session(id)?.writeChat('meanwhile');
    relay.outOfReach = false;
    network.silent = false;
    await memory.pass(60_000, 500);
    await sessionWhere(desk, id, ({ status }) => status.name === 'active');
    expect(applet.view.granted.map(({ kind }) => kind)).toEqual(['viewScreen']);
    expect(applet.view.chat.map(({ text }) => text)).toEqual(['meanwhile']);
    expect(desk.view.sessions[0]?.chat).toMatchObject([{ delivery: 'delivered' }]);
  });
});

describe('the relay itself goes', () => {
  it('DC4 chat, permissions and the picture go on without it', async () => {
    const { desk, applet, relay } = memory;
    const id = await startedSession(memory);
    relay.stop();
    await turns();
    expect([desk.view.relay.state, applet.view.relay.state]).toEqual(['lost', 'lost']);
    await askAndAnswer(memory, id, 'viewScreen', true);
    await sessionWhere(desk, id, ({ screen }) => screen.state === 'live');
    desk.session(id)?.writeChat('without the relay');
    await appletWhere(applet, ({ chat }) => chat.length === 1);
    await memory.pass(60_000, 1_000);
    expect(statusOf(id)).toBe('active');
    desk.session(id)?.end();
    await appletWhere(applet, ({ step }) => step.name === 'ended');
  });

  it('DC4 restarted, the console logs in again, unused PINs are void, and a connected session outlives it', async () => {
    const { desk, applet, relay } = memory;
    const connected = await startedSession(memory);
    const unused = await createSession(desk);
    relay.stop();
    await turns();
    expect(await desk.createSession({ name: 'x', type: 'remoteSupport', method: 'pin' })).toEqual({
      ok: false,
      reason: 'relayUnreachable',
    });
    relay.start();
    await memory.pass(20_000, 500);
    expect(desk.view.relay.state).toBe('connected');
    expect([statusOf(unused.id), statusOf(connected)]).toEqual(['closed', 'active']);
    expect(applet.view.step.name).toBe('session');
    const other = memory.makeApplet();
    other.join(pinOf(unused));
    await turns();
    memory.clock.advance(1_000);
    await appletWhere(other, ({ step }) => step.name === 'enterPin' && step.failure === 'pinRefused');
    expect((await createSession(desk)).status.name).toBe('connecting');
    // What only the relay could bring together again is over, for both, as soon as it comes apart.
    memory.network.cut();
    await memory.pass(reconnectIntervalMs * 3);
    expect(statusOf(connected)).toBe('closed');
    expect(applet.view.step).toMatchObject({ name: 'ended', reason: 'connectionFailed' });
  });

  it('DC4 a customer who waits for Start is told when the relay has forgotten the session', async () => {
    const { applet, relay } = memory;
    const id = await waitingSession();
    relay.stop();
    await turns();
    relay.start();
    await memory.pass(20_000, 500);
    expect(statusOf(id)).toBe('closed');
    expect(applet.view.step).toMatchObject({ name: 'ended', by: 'relay', reason: 'connectionFailed' });
  });

  it('DC4 a customer who never comes back is given up by the relay and the console, in time', async () => {
    const { desk, relay } = memory;
    const id = await waitingSession();
    await memory.applet.close();
    relay.breakSocket(appletSocket);
    expect(relayReattachMs).toBe(300_000);
    await memory.pass(10_000);
    expect(statusOf(id)).toBe('closed');
    expect(desk.session(id)?.tools).toBeNull();
  });
});
