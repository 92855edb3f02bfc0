import { describe, expect, it } from 'vitest';
import { ConsoleCore } from '#console/core/console-core.ts';
import { nodeSignerFromSeed } from '#shared/node/node-signer.ts';
import { issueCertificate } from '#shared/std/crypto/certificate.ts';
import { appletWhere, loggedIn, sessionWhere, startLoopback, type TwoEnds } from '#tests/support/loopback-session.ts';
import { MemoryArchive } from '#tests/support/memory-archive.ts';
import { startMemorySession } from '#tests/support/memory-session.ts';

const started = { ok: true, value: null };
const refused = { ok: false, reason: 'lensAlreadyActive' };

/** A customer of a Lens session who has joined, accepted the terms, and waits for Start. */
async function waitingLens({ desk, applet }: TwoEnds): Promise<string> {
  await loggedIn(desk);
  const created = await desk.createSession({ name: 'Otto Beck', type: 'lens', method: 'pin' });
  if (!created.ok) throw new Error(created.reason);
  const id = created.value.session;
  const { entry } = await sessionWhere(desk, id, () => true);
  if (entry.method !== 'pin') throw new Error('no PIN');
  applet.join({ method: 'pin', pin: entry.pin });
  await appletWhere(applet, ({ step }) => step.name === 'terms');
  await applet.handlers.calls['terms/answer']({ accepted: true, locale: 'en' });
  await sessionWhere(desk, id, ({ status }) => status.name === 'waiting');
  return id;
}

describe('one active Lens session a technician', () => {
  it('T6 LNS1 a second one is refused while the first runs or is on hold, waits, and starts when it is over', async () => {
    const memory = startMemorySession();
    const { desk } = memory;
    const first = await waitingLens(memory);
    const applet = memory.makeApplet();
    const second = await waitingLens({ desk, applet });
    const start = (id: string) => desk.session(id)?.start();
    expect(await start(first)).toEqual(started);
    await sessionWhere(desk, first, ({ connection }) => connection.state === 'connected');
    expect(await start(second)).toEqual(refused);
    expect(desk.session(first)?.hold(true)).toEqual(started);
    expect(await start(second)).toEqual(refused);
    expect(applet.view.step.name).toBe('waiting');
    desk.session(first)?.end();
    await memory.pass(2_000, 100);
    expect(await start(second)).toEqual(started);
    await appletWhere(applet, ({ step }) => step.name === 'session');
  });

  it('T6 LNS1 a console that was started anew gives the place of its forgotten session back', async () => {
    const archive = new MemoryArchive();
    const memory = startMemorySession();
    const { desk, ports } = memory;
    const forgotten = await waitingLens(memory);
    expect(await desk.session(forgotten)?.start()).toEqual(started);
    await sessionWhere(desk, forgotten, ({ connection }) => connection.state === 'connected');
    // The program dies without a word; its successor has the same device key, and none of its sessions.
    memory.relay.forsakeSocket(0);
    memory.network.cut();
    const successor = new ConsoleCore({ ...ports, archive });
    const applet = memory.makeApplet();
    const next = await waitingLens({ desk: successor, applet });
    expect(await successor.session(next)?.start()).toEqual(started);
    await appletWhere(memory.applet, ({ step }) => step.name === 'ended');
  });

  it('T6 LNS1 over real sockets, also on another console of the same technician, and not on another technician’s', async () => {
    const loopback = await startLoopback();
    const others: ConsoleCore[] = [];
    const consoleOf = (seed: number, technician: string): ConsoleCore => {
      const signer = nodeSignerFromSeed(new Uint8Array(32).fill(seed));
      const { permissions, ...dates } = loopback.device.certificate;
      const certificate = { ...dates, permissions, technician, devicePublicKey: signer.publicKey };
      const device = { signer, certificate, signedCertificate: issueCertificate(loopback.root, certificate) };
      const other = new ConsoleCore({ ...loopback.consolePorts, device, archive: new MemoryArchive() });
      others.push(other);
      return other;
    };
    try {
      const { desk, makeApplet } = loopback;
      const [atHome, ben] = [consoleOf(5, 'Anna Weber'), consoleOf(6, 'Ben Okoye')];
      const first = await waitingLens(loopback);
      const second = await waitingLens({ desk: atHome, applet: makeApplet() });
      const third = await waitingLens({ desk: ben, applet: makeApplet() });
      expect(await desk.session(first)?.start()).toEqual(started);
      expect(await atHome.session(second)?.start()).toEqual(refused);
      expect(await ben.session(third)?.start()).toEqual(started);
      await sessionWhere(desk, first, ({ connection }) => connection.state === 'connected');
      await desk.session(first)?.close();
      expect(await atHome.session(second)?.start()).toEqual(started);
      await sessionWhere(atHome, second, ({ connection }) => connection.state === 'connected');
    } finally {
      await Promise.all(others.map((other) => other.close()));
      await loopback.close();
    }
  });
});
