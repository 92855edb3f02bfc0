import { describe, expect, it } from 'vitest';
import { deskAt, type DeskStage } from '#tests/support/scripted-desk.ts';
import { turns } from '#tests/support/turns.ts';
import { toBase64Url } from '#shared/std/crypto/bytes.ts';
import { checkpointBytes } from '#shared/std/log/chain.ts';

type Desk = Awaited<ReturnType<typeof deskAt>>;

const ended = { name: 'closed', by: 'handrail', reason: 'logUnwritable' };
const accepted = { accepted: true, termsVersion: '1', termsHash: toBase64Url(new Uint8Array(32)), locale: 'en' };

/** Each thing that needs a row, what brings it about, and from which stage. */
const acts: readonly (readonly [string, DeskStage, (desk: Desk) => unknown])[] = [
  ['the customer introduces themselves', 'created', ({ customer }) => customer.claim()],
  ['the terms are accepted', 'secured', ({ peer }) => peer.sendSealed({ t: 'terms/answer', ...accepted })],
  ['the technician presses Start', 'waiting', ({ session }) => session()?.start()],
  ['a code was wrong', 'waiting', ({ peer }) => peer.sendSealed({ t: 'verification/wrong', triesLeft: 2 })],
  ['the code was right', 'connected', ({ peer }) => peer.sendSealed({ t: 'verification/done' })],
  ['the data connection comes up', 'started', () => undefined],
  ['the data connection is lost', 'verified', ({ customer }) => customer.network.cut()],
  ['the technician asks for a permission', 'verified', ({ session }) => session()?.tools?.ask('viewScreen')],
  ['the technician holds', 'verified', ({ session }) => session()?.hold(true)],
  ['the technician writes', 'verified', ({ session }) => session()?.writeChat('Hello')],
  ['the customer writes', 'verified', ({ peer }) => peer.send({ t: 'chat/message', id: 'abcdefgh', text: 'Hello' })],
  [
    'the customer takes the screen back',
    'viewing',
    ({ peer }) => peer.send({ t: 'permission/revoked', kinds: ['viewScreen'] }),
  ],
  ['the technician gives the screen back', 'viewing', ({ session }) => session()?.tools?.release('viewScreen')],
  [
    'the picture stops',
    'viewing',
    ({ peer }) => peer.send({ t: 'media/state', state: 'stopped', wholeScreen: false, by: 'track', reason: null }),
  ],
  ['the relay is lost', 'viewing', ({ customer }) => customer.hangUp()],
  [
    'a file is offered',
    'viewing',
    ({ peer }) => peer.send({ t: 'file/offer', transfer: 'abcdefgh', name: 'a.txt', sizeBytes: 1, sha256: null }),
  ],
];

describe('a log that can no longer be written', () => {
  it.each(acts)('LOG4 ends the session when %s', async (_, stage, act) => {
    const desk = await deskAt(stage);
    desk.archive.full = true;
    act(desk);
    await turns(4);
    expect(desk.view().status).toEqual(ended);
    // Ended means ended: not by the next thing that happens either.
    await desk.pass(10_000);
    expect(desk.view().status).toEqual(ended);
    expect(desk.view().connection).toEqual({ state: 'none' });
    expect(desk.session()?.tools).toBeNull();
    expect(desk.customer.network.openCount).toBe(0);
  });

  it('LOG4 the other side is told why', async () => {
    const desk = await deskAt('viewing');
    desk.archive.full = true;
    desk.session()?.writeChat('Hello');
    await turns(4);
    expect(desk.peer.heardSealed).toContainEqual({ t: 'session/end', reason: 'logUnwritable' });
  });

  it('LOG4 what the technician wrote is not sent, and is told as ended', async () => {
    const desk = await deskAt('verified');
    desk.archive.full = true;
    expect(() => desk.session()?.writeChat('Hello')).not.toThrow();
    await turns(2);
    expect(desk.peer.heardPeer.filter(({ t }) => t === 'chat/message')).toEqual([]);
    expect(desk.view().chat).toEqual([]);
  });

  it('LOG4 what the customer wrote is not acknowledged', async () => {
    const desk = await deskAt('verified');
    desk.archive.full = true;
    desk.peer.send({ t: 'chat/message', id: 'abcdefgh', text: 'Hello' });
    await turns(2);
    expect(desk.peer.heardPeer.filter(({ t }) => t === 'chat/received')).toEqual([]);
  });

  it('LOG4 a question that could not be logged was not asked', async () => {
    const desk = await deskAt('verified');
    desk.archive.full = true;
    desk.session()?.tools?.ask('viewScreen');
    await turns(2);
    expect(desk.peer.heardPeer.filter(({ t }) => t === 'permission/ask')).toEqual([]);
  });

  it('LOG4 a start that could not be logged did not happen', async () => {
    const desk = await deskAt('waiting');
    desk.archive.full = true;
    expect(await desk.session()?.start()).toEqual({ ok: false, reason: 'logUnwritable' });
    await desk.pass(5_000);
    expect(desk.peer.heardSealed.map(({ t }) => t)).not.toContain('session/start');
    // The relay had said yes: the end gives the place back.
    expect(desk.customer.toRelay.at(-1)).toMatchObject({ t: 'session/end', session: desk.id });
    expect(desk.customer.network.connections).toEqual([]);
  });

  it('LOG4 a checkpoint of the customer that cannot be kept ends it as well', async () => {
    const desk = await deskAt('viewing');
    desk.archive.full = true;
    const statement = { rows: 1, head: new Uint8Array(32), wallMs: 0, closed: false };
    const signed = checkpointBytes(desk.id, 'customer', statement);
    const message = { ...statement, t: 'log/checkpoint', head: toBase64Url(statement.head) } as const;
    desk.peer.send({ ...message, signature: toBase64Url(new Uint8Array(64)) });
    await turns(2);
    // A wrong signature needs no room.
    expect(desk.view().status.name).toBe('active');
    desk.peer.send({ ...message, signature: toBase64Url(desk.customer.logSigner.sign(signed)) });
    await turns(2);
    expect(desk.view().status).toEqual(ended);
  });

  it('LOG4 a new session is refused, and leaves nothing in the list or at the relay', async () => {
    const desk = await deskAt('created');
    desk.session()?.end();
    await turns();
    desk.desk.removeSession(desk.id);
    desk.archive.full = true;
    desk.customer.toRelay.length = 0;
    const created = desk.desk.createSession({ name: 'Otto Beck', type: 'remoteSupport', method: 'pin' });
    await turns();
    expect(await created).toEqual({ ok: false, reason: 'logUnwritable' });
    expect(desk.customer.toRelay.at(-1)).toMatchObject({ t: 'session/end' });
  });

  it('LOG4 once there is room again, sessions are possible again', async () => {
    const desk = await deskAt('created');
    desk.archive.full = true;
    desk.session()?.end();
    await turns();
    expect(desk.session()?.isOver).toBe(true);
    desk.desk.removeSession(desk.id);
    desk.archive.full = false;
    const created = desk.desk.createSession({ name: 'Otto Beck', type: 'remoteSupport', method: 'pin' });
    await turns();
    expect((await created).ok).toBe(true);
  });
});
