import { describe, expect, it } from 'vitest';
import { deskAt } from '#tests/support/scripted-desk.ts';
import { encodeSignal } from '#tests/support/scripted-peer.ts';
import { turns } from '#tests/support/turns.ts';
import { toBase64Url } from '#shared/std/crypto/bytes.ts';
import { relayAnswerTimeoutMs } from '#shared/std/protocol/limits.ts';

type Desk = Awaited<ReturnType<typeof deskAt>>;

/** Whatever of these the relay makes up, it is not the customer's doing. */
const lies: readonly (readonly [string, (desk: Desk) => unknown])[] = [
  ['that a second customer joined', ({ customer }) => customer.state('joinedTwice')],
  ['that the customer joined again', ({ customer }) => customer.state('claimed')],
  ['that the customer is gone', ({ customer }) => customer.state('peerLost')],
  ['that it is over', ({ customer }) => customer.state('ended')],
  ['that it has expired', ({ customer }) => customer.state('expired')],
  [
    'that there is no such session',
    ({ customer, id }) => customer.relaySays({ v: 1, t: 'error', code: 'sessionGone', sentence: '', session: id }),
  ],
  ['a frame that is none', ({ customer }) => customer.sendSignalData('AAAA')],
  ['a box that does not open', ({ customer }) => customer.sendFrame({ t: 'sealed', box: 'A'.repeat(400) })],
  ['a handshake anew', ({ customer }) => customer.sendSignalData(encodeSignal(join))],
];

const join = {
  t: 'handshake/join',
  suite: 'x25519-secretbox-hkdf256-ed25519',
  publicKey: 'A'.repeat(43),
  nonce: 'A'.repeat(43),
  logPublicKey: 'A'.repeat(43),
} as const;

describe('a relay that lies to the console', () => {
  it.each(lies)('PRM4 HS1 cannot end a directly connected session by saying %s', async (_, lie) => {
    const desk = await deskAt('viewing');
    lie(desk);
    await turns(4);
    expect(desk.view().status).toEqual({ name: 'active' });
    // And it is still of use: not only shown as alive.
    desk.session()?.writeChat('Still there?');
    await turns();
    expect(desk.peer.heardPeer).toContainEqual(expect.objectContaining({ t: 'chat/message', text: 'Still there?' }));
  });

  it('PIN2 two on one PIN still end a session whose customer is not verified', async () => {
    const desk = await deskAt('connected');
    desk.customer.state('joinedTwice');
    await turns(2);
    expect(desk.view().status).toEqual({ name: 'closed', by: 'relay', reason: 'joinedTwice' });
  });

  it('HS1 a box that does not open ends a session that is not connected', async () => {
    const desk = await deskAt('waiting');
    desk.customer.sendFrame({ t: 'sealed', box: 'A'.repeat(400) });
    await turns(2);
    expect(desk.view().status).toEqual({ name: 'closed', by: 'handrail', reason: 'protocolBroken' });
  });

  it('RL2 cannot put a new session in the place of a running one', async () => {
    const desk = await deskAt('viewing');
    const before = desk.session();
    // The scripted relay gives every session the same id.
    const creating = desk.desk.createSession({ name: 'Another', type: 'remoteSupport', method: 'pin' });
    await turns();
    expect(await creating).toEqual({ ok: false, reason: 'relayIncompatible' });
    expect(desk.session()).toBe(before);
    expect(desk.desk.view.sessions.map(({ name }) => name)).toEqual(['Otto Beck']);
    expect(desk.view().status).toEqual({ name: 'active' });
  });

  it.each([
    ['link', '123456'],
    ['pin', null],
    ['message', null],
  ] as const)('PIN5 who asked for a %s is not given %j', async (method, pin) => {
    const desk = await deskAt('created');
    desk.customer.created = { session: toBase64Url(new Uint8Array(16).fill(9)), pin };
    const creating = desk.desk.createSession({ name: 'Another', type: 'remoteSupport', method });
    await turns();
    expect(await creating).toEqual({ ok: false, reason: 'relayIncompatible' });
    expect(desk.desk.view.sessions).toHaveLength(1);
  });

  it('PIN7 posing as the customer of a message, it cannot pass for one who holds the link', async () => {
    const desk = await deskAt('created', {}, 'message');
    // It runs the handshake with keys of its own, without the secret that it never had.
    desk.customer.claim('link');
    await turns(4);
    expect(desk.view().status).toEqual({ name: 'closed', by: 'handrail', reason: 'handshakeFailed' });
    expect(desk.rows()).not.toContain('verification/done');
  });

  it('PIN7 posing as one who came by PIN, it is shown as not verified, as in any session with a PIN', async () => {
    const desk = await deskAt('created', {}, 'message');
    desk.customer.claim('pin');
    await turns(4);
    expect(desk.view().verification.state).toBe('awaitingCode');
    expect(desk.rows()).not.toContain('verification/done');
  });

  it('PIN7 cannot have both: the handshake of the other way is a second one, and refused', async () => {
    for (const [first, second] of [
      ['pin', 'link'],
      ['link', 'pin'],
    ] as const) {
      const desk = await deskAt('created', {}, 'message');
      desk.customer.shakesHands = false;
      desk.customer.claim(first);
      desk.customer.claim(second);
      await turns(2);
      expect(desk.customer.toRelay.filter(({ t }) => t === 'signal/send')).toHaveLength(1);
      expect(desk.view().status).toEqual({ name: 'closed', by: 'handrail', reason: 'handshakeFailed' });
    }
  });

  it.each([
    ['link', 'pin'],
    ['pin', 'link'],
  ] as const)('PIN7 of a session by %s alone its word for the way is not heard', async (method, said) => {
    const session = toBase64Url(new Uint8Array(16).fill(7));
    const created = { session, pin: method === 'pin' ? '123456' : null };
    const desk = await deskAt('created', {}, method, created);
    desk.customer.claim(said);
    await turns(4);
    // The scripted customer has no link: by PIN they come in, and by link they cannot, whatever the relay says.
    expect(desk.view().status.name).toBe(method === 'pin' ? 'connecting' : 'closed');
    expect(desk.view().verification.state).toBe(method === 'pin' ? 'awaitingCode' : 'failed');
  });

  it.each([
    ['a script', 'javascript:alert(1)//'],
    ['a fragment of its own, which would swallow the link’s', 'https://relay.example/#'],
    ['another host in front of an @', 'https://relay.example@evil.example'],
    ['two lines', 'https://relay.example\nCall 555-0100'],
  ])('PIN5 links are never built on an address that is %s', async (_, joinUrl) => {
    const desk = await deskAt('created');
    desk.customer.relaySays({ v: 1, t: 'login/accepted', joinUrl, sessions: [] });
    await turns();
    expect(desk.desk.view.relay.joinUrl).toBe('https://relay.example');
  });

  it('RL2 cannot name a time that no calendar holds', async () => {
    const desk = await deskAt('created');
    const session = toBase64Url(new Uint8Array(16).fill(9));
    desk.customer.created = { session, expiresInMs: Number.MAX_SAFE_INTEGER };
    const creating = desk.desk.createSession({ name: 'For ever', type: 'remoteSupport', method: 'pin' });
    await desk.pass(relayAnswerTimeoutMs);
    expect(await creating).toEqual({ ok: false, reason: 'relayUnreachable' });
    expect(desk.desk.view.sessions).toHaveLength(1);
  });
});
