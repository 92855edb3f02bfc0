import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deskAt, type DeskStage } from '#tests/support/scripted-desk.ts';
import { everyChannel } from '#tests/support/fake-data-connection.ts';
import { encodeSignal } from '#tests/support/scripted-peer.ts';
import { turns } from '#tests/support/turns.ts';
import { fromBase64Url, toBase64Url, utf8 } from '#shared/std/crypto/bytes.ts';
import { decodeFields } from '#shared/std/crypto/encode-fields.ts';
import { loginProof } from '#shared/std/protocol/login-proof.ts';
import { handshakeTimeoutMs, offlineAfterMs, reconnectIntervalMs } from '#shared/std/protocol/limits.ts';
import { permissionKinds } from '#shared/std/protocol/permission-kind.ts';
import { nodeVerifySignature } from '#shared/node/node-signer.ts';
import { MemoryFileSource } from '#shared/std/transfer/testing/memory-file-source.ts';

const closed = (by: string, reason: string): object => ({ name: 'closed', by, reason });

describe('logging in', () => {
  it('KEY3 the console signs its own setting for the host, whatever the relay calls itself', async () => {
    const { customer } = await deskAt('created', { relayHost: 'my-relay.example:7420' });
    const answer = customer.toRelay.find(({ t }) => t === 'login/answer');
    if (answer?.t !== 'login/answer') throw new Error('no answer');
    const bytes = (text: string): Uint8Array => fromBase64Url(text) ?? new Uint8Array();
    const [body] = decodeFields(bytes(answer.certificate), 3) ?? [];
    const key = decodeFields(body ?? new Uint8Array(), 8)?.[3] ?? new Uint8Array();
    const signed = (host: string): boolean =>
      nodeVerifySignature(key, loginProof(host, key, new Uint8Array(32), bytes(answer.nonce)), bytes(answer.signature));
    // The challenge said `relay.example`.
    expect([signed('my-relay.example:7420'), signed('relay.example')]).toEqual([true, false]);
  });

  it('KEY3 nothing about sessions is said to a relay before the log-in is through', async () => {
    const { customer, session, pass } = await deskAt('waiting');
    customer.toRelay.length = 0;
    customer.letsIn = false;
    customer.hangUp();
    await pass(5_000);
    session()?.end();
    await turns(2);
    // The socket is open; a stranger who speaks of sessions would be thrown out.
    expect(customer.toRelay.map(({ t }) => t)).toEqual(['login/start']);
  });
});

describe('the handshake', () => {
  it('HS a customer who never answers is given up in time', async () => {
    const { customer, clock, view, rows } = await deskAt('created');
    customer.shakesHands = false;
    customer.claim();
    await turns();
    clock.advance(handshakeTimeoutMs);
    await turns();
    expect(view().status).toEqual(closed('handrail', 'handshakeFailed'));
    expect(rows().slice(-2)).toEqual(['handshake/failed', 'session/ended']);
  });

  it('HS3 a second claim never opens a second commitment', async () => {
    const { customer, view } = await deskAt('created');
    customer.shakesHands = false;
    customer.claim();
    customer.claim();
    await turns(2);
    expect(customer.toRelay.filter(({ t }) => t === 'signal/send')).toHaveLength(1);
    expect(view().status).toEqual(closed('handrail', 'handshakeFailed'));
  });

  it.each([
    ['garbage', 'AAAA'],
    ['nothing', ''],
    ['a confirmation out of turn', encodeSignal({ t: 'handshake/confirm', mac: toBase64Url(new Uint8Array(32)) })],
    ['a sealed frame too early', encodeSignal({ t: 'sealed', box: 'AAAA' })],
  ])('HS %s ends it', async (_, data) => {
    const { customer, view, clock } = await deskAt('created');
    customer.shakesHands = false;
    customer.claim();
    customer.sendSignalData(data);
    await turns(2);
    expect(view().status.name).toBe('closed');
    expect(clock.timerCount).toBe(0);
  });

  it('PIN2 two on one PIN end it with its own reason', async () => {
    for (const stage of ['created', 'secured', 'connected'] as const) {
      const { customer, view } = await deskAt(stage);
      customer.state('joinedTwice');
      await turns(2);
      expect(view().status).toEqual(closed('relay', 'joinedTwice'));
    }
  });

  it('PIN1 a PIN that nobody used times out, with a log that is whole', async () => {
    const { customer, view, rows, clock, archive, id } = await deskAt('created');
    customer.state('expired');
    await turns();
    expect(view().status).toEqual({ name: 'timedOut' });
    expect(rows().at(-1)).toBe('entry/expired');
    expect([archive.readExport(id).checkpoints.at(-1)?.closed, clock.timerCount]).toEqual([true, 0]);
  });
});

describe('a session', () => {
  it('T5 appears as waiting only when the terms are accepted, and starts only then', async () => {
    const { view, session, peer, customer } = await deskAt('secured');
    expect(view().status.name).toBe('connecting');
    expect(await session()?.start()).toEqual({ ok: false, reason: 'sessionNotActive' });
    peer.sendSealed({ t: 'terms/answer', accepted: false, termsVersion: '1', termsHash: 'A'.repeat(43), locale: 'en' });
    await turns();
    expect(await session()?.start()).toEqual({ ok: false, reason: 'sessionNotActive' });
    expect(customer.network.connections).toEqual([]);
  });

  it.each(['remoteSupport', 'lens', 'chatOnly'] as const)(
    'HS1 says right after the handshake, sealed and once, that a session is for %s',
    async (type) => {
      const desk = await deskAt('connected', {}, 'pin', {}, type);
      const [first, ...rest] = desk.peer.heardSealed;
      expect(first).toEqual({ t: 'technician/hello', sessionType: type });
      expect(rest.some(({ t }) => t === 'technician/hello')).toBe(false);
    },
  );

  it('HS2 no connection is made before Start', async () => {
    const { customer, session } = await deskAt('waiting');
    expect(customer.network.connections).toEqual([]);
    await session()?.start();
    await turns(3);
    expect(customer.network.connections.map(({ role }) => role)).toEqual(['offerer', 'answerer']);
    expect(await session()?.start()).toEqual({ ok: false, reason: 'sessionNotActive' });
  });

  it('HS2 the console answers no offer of a customer', async () => {
    const { peer, customer } = await deskAt('waiting');
    peer.offer();
    await turns(2);
    expect(customer.network.connections.map(({ role }) => role)).toEqual(['offerer']);
    expect(peer.heardSealed.some(({ t }) => t === 'data/description')).toBe(false);
  });

  it('HS3 nothing can be asked, sent or controlled before the customer has typed the code', async () => {
    const { session } = await deskAt('connected');
    const tools = session()?.tools;
    const source = new MemoryFileSource('a.txt', new Uint8Array(1));
    for (const kind of permissionKinds) expect(tools?.ask(kind)).toEqual({ ok: false, reason: 'notVerifiedYet' });
    expect(tools?.sendFiles([source])).toEqual({ ok: false, reason: 'notVerifiedYet' });
    expect([tools?.input, source.closed]).toEqual([null, true]);
  });

  it('DC4 a lost connection is offered again until one holds, without a new PIN or code', async () => {
    const { customer, view, pass, peer, rows } = await deskAt('viewing');
    customer.network.cut();
    await turns();
    expect(view()).toMatchObject({ status: { name: 'reconnecting' }, connection: { state: 'reconnecting' } });
    expect(view().permissions.viewScreen.state).toBe('granted');
    peer.heardSealed.length = 0;
    await pass(reconnectIntervalMs + 500);
    await turns(3);
    expect(view()).toMatchObject({ status: { name: 'active' }, connection: { state: 'connected' } });
    expect(view().verification).toEqual({ state: 'verified', by: 'code' });
    expect(rows().slice(-2)).toEqual(['connection/lost', 'connection/opened']);
  });

  it('DC4 lost for long shows as offline, and trying goes on', async () => {
    const { customer, view, pass } = await deskAt('verified');
    customer.network.cut();
    customer.network.silent = true;
    await pass(offlineAfterMs + 40_000, 1_000);
    expect(view().status.name).toBe('offline');
    const before = customer.network.connections.length;
    await pass(60_000, 1_000);
    expect(customer.network.connections.length).toBeGreaterThan(before);
    expect(customer.network.openCount).toBeLessThanOrEqual(2);
  });

  it('T8 a session on hold is on hold after a lost connection, too', async () => {
    const { customer, session, view, pass } = await deskAt('verified');
    expect(session()?.hold(true)).toEqual({ ok: true, value: null });
    customer.network.cut();
    await pass(reconnectIntervalMs + 500);
    await turns(3);
    expect(view().status.name).toBe('onHold');
    expect(session()?.hold(false)).toEqual({ ok: true, value: null });
    expect(view().status.name).toBe('active');
  });

  it('DC4 a relay that comes back without the session: unused is void, connected goes on, lost is over', async () => {
    const expected: readonly (readonly [DeskStage, string])[] = [
      ['created', 'closed'],
      ['secured', 'closed'],
      ['waiting', 'closed'],
      ['verified', 'active'],
    ];
    for (const [stage, status] of expected) {
      const { customer, view, pass } = await deskAt(stage);
      customer.alive = [];
      customer.hangUp();
      await pass(3_000);
      expect(view().status.name, stage).toBe(status);
      if (status !== 'active') continue;
      customer.network.cut();
      await turns(2);
      expect(view().status).toEqual(closed('relay', 'connectionFailed'));
    }
  });

  it('DC4 a connected session is not the relay’s to end', async () => {
    const { customer, view, session, peer } = await deskAt('verified');
    for (const state of ['ended', 'expired', 'peerLost', 'peerBack'] as const) customer.state(state);
    customer.hangUp();
    await turns(2);
    expect(view().status.name).toBe('active');
    session()?.writeChat('still here');
    await turns();
    expect(peer.heardPeer.filter(({ t }) => t === 'chat/message')).toHaveLength(1);
  });

  it('DC4 a customer whom the relay gave up while waiting is gone, and nothing is left running', async () => {
    const { customer, view, clock, rows, pass } = await deskAt('waiting');
    customer.state('expired');
    await pass(1_000);
    expect(view().status).toEqual(closed('relay', 'connectionFailed'));
    expect([rows().at(-1), clock.timerCount]).toEqual(['session/ended', 0]);
  });

  it('the end leaves no connection, no timer and no tool, whoever ends it', async () => {
    const ways: readonly (readonly [string, (desk: Awaited<ReturnType<typeof deskAt>>) => unknown])[] = [
      ['technician', ({ session }) => session()?.end()],
      ['customer', ({ peer }) => peer.send({ t: 'session/end', reason: 'ended' })],
      ['customer through the relay', ({ peer }) => peer.sendSealed({ t: 'session/end', reason: 'ended' })],
      ['broken', ({ peer }) => peer.sendRaw('control', utf8('{'))],
    ];
    for (const [way, end] of ways) {
      const desk = await deskAt('viewing');
      end(desk);
      await turns(2);
      expect(desk.view().status.name, way).toBe('closed');
      await desk.pass(2_000, 100);
      expect(desk.session()?.tools, way).toBeNull();
      expect([desk.customer.network.openCount, desk.clock.timerCount], way).toEqual([0, 0]);
      expect(desk.view()).toMatchObject({ connection: { state: 'none' }, screen: { state: 'none' } });
      expect(desk.rows().slice(-2), way).toEqual(['screen/stopped', 'session/ended']);
      expect(desk.archive.readExport(desk.id).checkpoints.at(-1)?.closed).toBe(true);
    }
  });

  it('an ended session can be taken off the list, a running one cannot', async () => {
    const { desk, id, session } = await deskAt('waiting');
    expect(desk.removeSession(id)).toEqual({ ok: false, reason: 'sessionNotActive' });
    session()?.end();
    expect(desk.removeSession(id)).toEqual({ ok: true, value: null });
    expect(desk.removeSession(id)).toEqual({ ok: false, reason: 'sessionNotFound' });
    expect(desk.view.sessions).toEqual([]);
  });
});

describe('a hostile customer', () => {
  it('PRM2 an answer to nothing, a grant of what was not asked, a revoke of everything: nothing is believed', async () => {
    const { peer, view, session } = await deskAt('verified');
    for (const kind of permissionKinds) {
      peer.send({ t: 'permission/answer', request: 'invented', kind, granted: true, reason: null });
    }
    peer.send({ t: 'media/state', state: 'live', wholeScreen: true, by: 'track', reason: null });
    peer.send({ t: 'permission/revoked', kinds: [...permissionKinds] });
    await turns(2);
    for (const kind of permissionKinds) expect(view().permissions[kind].state).toBe('off');
    expect(session()?.tools?.input).toBeNull();
  });

  it('LOG1 a list of taken permissions longer than there are kinds ends it instead of filling the log', async () => {
    const { peer, view, rows } = await deskAt('viewing');
    const kinds = Array.from({ length: 4_000 }, () => 'viewScreen' as const);
    peer.send({ t: 'permission/revoked', kinds });
    await turns(2);
    expect(view().status).toEqual(closed('handrail', 'protocolBroken'));
    expect(rows().filter((type) => type === 'permission/revoked')).toEqual([]);
  });

  it('FT1 a file is stored only when the technician takes it', async () => {
    const { peer, store, session, view } = await deskAt('verified');
    peer.send({ t: 'file/offer', transfer: 'transfer-1', name: '../../evil.exe', sizeBytes: 3, sha256: null });
    await turns(2);
    expect(store.created).toBe(0);
    expect(view().transfers).toMatchObject([{ name: 'evil.exe', state: { name: 'offered' } }]);
    session()?.tools?.acceptTransfer('transfer-1');
    await turns(2);
    expect(store.created).toBe(1);
  });

  it('DC1 no bytes on any channel, in any order, throw or leave anything running', async () => {
    const delivery = fc.tuple(
      fc.constantFrom(...everyChannel),
      fc.oneof(
        fc.uint8Array({ maxLength: 60 }),
        fc.json({ maxDepth: 3 }).map((text) => utf8(text)),
        fc
          .constantFrom(
            '{"t":"session/hold","onHold":true}',
            '{"t":"permission/ask","request":"request-1","kind":"control"}',
            '{"t":"permission/released","kind":"viewScreen"}',
            '{"t":"media/wanted"}',
            '{"t":"media/signal","signal":{"generation":9,"data":"x"}}',
            '{"t":"file/stored","transfer":"transfer-1","bytes":281474976710656}',
            '{"t":"file/finish","transfer":"transfer-1","sha256":"' + '0'.repeat(64) + '"}',
            '{"t":"file/offer","transfer":"transfer-1","name":"","sizeBytes":0,"sha256":null}',
            '{"t":"log/countersign","rows":1,"head":"","signature":""}',
            '{"t":"log/checkpoint","rows":9007199254740993,"head":"","wallMs":1e300,"closed":true,"signature":""}',
            '{"t":"chat/received","id":"abcdefgh"}',
            '{"t":"chat/message","id":"abcdefgh","text":"\\ud800"}',
          )
          .map((text) => utf8(text)),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(delivery, { maxLength: 15 }), async (deliveries) => {
        const desk = await deskAt('viewing');
        for (const [channel, bytes] of deliveries) desk.peer.sendRaw(channel, bytes);
        await turns(2);
        desk.session()?.end();
        await desk.pass(1_000, 200);
        expect(desk.view().status.name).toBe('closed');
        expect([desk.customer.network.openCount, desk.clock.timerCount]).toEqual([0, 0]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('HS1 no sealed message, in any order, throws', async () => {
    const sealed = fc.constantFrom(
      { t: 'customer/hello', platform: 'x', canBeControlled: false } as const,
      { t: 'terms/answer', accepted: true, termsVersion: '1', termsHash: '-'.repeat(43), locale: '' } as const,
      { t: 'terms/answer', accepted: false, termsVersion: '', termsHash: 'A'.repeat(43), locale: 'en' } as const,
      { t: 'verification/done' } as const,
      { t: 'verification/wrong', triesLeft: 1e300 } as const,
      { t: 'session/start' } as const,
      { t: 'data/description', type: 'answer', generation: 0, sdp: 'x' } as const,
      { t: 'data/description', type: 'offer', generation: 1e300, sdp: '' } as const,
      { t: 'data/candidate', generation: 0, candidate: '', mid: '' } as const,
      { t: 'session/end', reason: 'windowClosed' } as const,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<DeskStage[]>('secured', 'waiting', 'connected'),
        fc.array(sealed, { maxLength: 12 }),
        async (stage, messages) => {
          const desk = await deskAt(stage);
          for (const message of messages) desk.peer.sendSealed(message);
          await turns(2);
          desk.session()?.end();
          await desk.pass(1_000, 200);
          expect(desk.view().status.name).toBe('closed');
          expect(desk.clock.timerCount).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});
