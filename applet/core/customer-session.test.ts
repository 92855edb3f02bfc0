import { describe, expect, it } from 'vitest';
import { appletAt } from '#tests/support/scripted-applet.ts';
import { encodeSignal } from '#tests/support/scripted-peer.ts';
import { turns } from '#tests/support/turns.ts';
import { toBase64Url, utf8 } from '#shared/std/crypto/bytes.ts';
import { readLogJsonl } from '#shared/std/log/export/log-jsonl.ts';
import { handshakeTimeoutMs } from '#shared/std/protocol/limits.ts';
import type { RelayErrorCode } from '#shared/std/protocol/relay-messages.ts';

const wrong = (code: string): string => (code === '000000' ? '000001' : '000000');
const ended = (by: string, reason: string): object => ({ name: 'ended', by, reason });

describe('joining', () => {
  it('C7 a PIN is taken with spaces, and what is none is told at once', async () => {
    const { applet, calls, technician } = await appletAt('new');
    expect(await calls['session/join']({ pin: '12 34' })).toEqual({ ok: false, reason: 'pinMalformed' });
    expect(applet.view.step).toEqual({ name: 'enterPin', pin: '12 34', failure: 'pinMalformed' });
    expect(await calls['session/join']({ pin: ' 123 456 ' })).toEqual({ ok: true, value: null });
    await turns();
    expect(technician.toRelay[0]).toEqual({ v: 1, t: 'session/claim', pin: '123456' });
  });

  it('C7 while one session is on its way no other can be joined', async () => {
    const { calls } = await appletAt('joined');
    expect(await calls['session/join']({ pin: '654321' })).toEqual({ ok: false, reason: 'sessionNotActive' });
    expect(await calls['session/reset']({})).toEqual({ ok: false, reason: 'sessionNotActive' });
  });

  it.each<[RelayErrorCode, string]>([
    ['entryRefused', 'pinRefused'],
    ['tooManyTries', 'pinTooManyTries'],
    ['relayFull', 'relayFull'],
  ])('PIN3 the relay’s %s is shown as %s, with the field empty', async (code, failure) => {
    const { applet, technician, calls } = await appletAt('new');
    technician.toRelay.length = 0;
    await calls['session/join']({ pin: '123456' });
    technician.relaySays({ v: 1, t: 'error', code, sentence: 'x' });
    await turns();
    expect(applet.view.step).toEqual({ name: 'enterPin', pin: '', failure });
    expect(applet.isBusy).toBe(false);
  });

  it('HS a technician who never answers is given up, in time, and nothing is left running', async () => {
    const { applet, clock, technician } = await appletAt('new');
    applet.join({ method: 'pin', pin: '123456' });
    technician.hangUp();
    expect(applet.view.step).toEqual({ name: 'enterPin', pin: '123456', failure: 'relayUnreachable' });
    const other = await appletAt('new', { ports: { openSocket: () => ({ send() {}, close() {} }) } });
    other.applet.join({ method: 'pin', pin: '123456' });
    other.clock.advance(handshakeTimeoutMs);
    expect(other.applet.view.step).toMatchObject({ name: 'enterPin', failure: 'relayUnreachable' });
    expect([clock.timerCount, other.clock.timerCount]).toEqual([0, 0]);
  });

  it.each([
    ['garbage', 'AAAA'],
    ['nothing', ''],
    ['a frame of another kind', encodeSignal({ t: 'handshake/confirm', mac: toBase64Url(new Uint8Array(32)) })],
    ['a sealed frame too early', encodeSignal({ t: 'sealed', box: 'AAAA' })],
    ['JSON of no kind', toBase64Url(utf8('{"t":"__proto__"}'))],
  ])('HS %s in place of the reveal ends it before anything was shared', async (_, data) => {
    const { applet, technician, clock } = await appletAt('new');
    technician.shakesHands = false;
    applet.join({ method: 'pin', pin: '123456' });
    await turns();
    technician.sendSignalData(data);
    await turns();
    expect(applet.view.step).toEqual({ name: 'enterPin', pin: '', failure: 'handshakeFailed' });
    expect(technician.peer.heardSealed).toEqual([]);
    expect(clock.timerCount).toBe(0);
  });

  it('HS a second claim, or a handshake frame, in a session that is secured does not start it anew', async () => {
    const { applet, technician } = await appletAt('joined');
    technician.relaySays({
      v: 1,
      t: 'session/claimed',
      session: technician.session,
      token: toBase64Url(new Uint8Array(32)),
    });
    await turns();
    expect(applet.view.step.name).toBe('terms');
    technician.sendFrame({ t: 'handshake/confirm', mac: toBase64Url(new Uint8Array(32)) });
    await turns();
    expect(applet.view.step).toMatchObject(ended('handrail', 'protocolBroken'));
  });

  it('HS messages about another session are not for us', async () => {
    const { applet, technician } = await appletAt('joined');
    technician.relaySays({ v: 1, t: 'signal/deliver', session: 'B'.repeat(22), data: 'AAAA' });
    await turns();
    expect(applet.view.step.name).toBe('terms');
  });

  it('PIN2 two on one PIN end with their own sentence, before the handshake and after', async () => {
    for (const stage of ['new', 'joined', 'connected'] as const) {
      const { applet, technician } = await appletAt(stage);
      if (stage === 'new') applet.join({ method: 'pin', pin: '123456' });
      technician.relaySays({ v: 1, t: 'session/state', session: technician.session, state: 'joinedTwice' });
      await turns(3);
      const { step } = applet.view;
      const shown = step.name === 'enterPin' ? step.failure : step.name === 'ended' ? step.reason : step.name;
      expect(shown, stage).toBe('joinedTwice');
    }
  });
});

describe('links', () => {
  const linkSecret = new Uint8Array(32).fill(9);

  it('PIN5 a link verifies the technician without a code', async () => {
    const { applet, peer, grant } = await appletAt('connected', { linkSecret });
    expect(applet.view.verification).toEqual({ state: 'verified', by: 'link' });
    await grant('viewScreen');
    expect(applet.view.granted.map(({ kind }) => kind)).toEqual(['viewScreen']);
    expect(peer.heardSealed.map(({ t }) => t)).not.toContain('verification/done');
  });

  it('PIN5 a link with another secret, or for another device, ends before anything was shared', async () => {
    const otherSecret = await appletAt('joined', { linkSecret, link: { secret: new Uint8Array(32) } });
    // It is the technician's side that notices, and ends it; a relay that keeps that back gains time and nothing else.
    await otherSecret.pass(handshakeTimeoutMs);
    expect(otherSecret.applet.view.step).toEqual({ name: 'enterPin', pin: '', failure: 'handshakeFailed' });
    const otherDevice = await appletAt('joined', { linkSecret, link: { deviceFingerprint: new Uint8Array(32) } });
    expect(otherDevice.applet.view.step).toEqual({ name: 'enterPin', pin: '', failure: 'technicianNotVerified' });
    for (const { peer } of [otherSecret, otherDevice]) expect(peer.heardSealed).toEqual([]);
  });
});

describe('terms', () => {
  it('L3 declined, the session ends on both sides and nothing was connected', async () => {
    const { applet, calls, peer, technician, pass } = await appletAt('joined');
    await calls['terms/answer']({ accepted: false, locale: 'en' });
    await turns();
    expect(applet.view.step).toMatchObject(ended('customer', 'termsDeclined'));
    expect(peer.heardSealed.map(({ t }) => t)).toEqual(['customer/hello', 'terms/answer', 'session/end']);
    await pass(2_000);
    expect([technician.network.connections, applet.isBusy]).toEqual([[], false]);
  });

  it('L3 what was accepted is told by the hash of the text that was shown', async () => {
    const { peer, rows } = await appletAt('accepted');
    const answer = peer.heardSealed.find(({ t }) => t === 'terms/answer');
    expect(answer).toMatchObject({ accepted: true, termsVersion: '1', locale: 'en' });
    expect(rows()).toContain('terms/accepted');
  });

  it('L3 answered once is answered: a second word changes nothing', async () => {
    const { applet, calls, peer } = await appletAt('accepted');
    await calls['terms/answer']({ accepted: false, locale: 'en' });
    await turns();
    expect(applet.view.step.name).toBe('waiting');
    expect(peer.heardSealed.filter(({ t }) => t === 'terms/answer')).toHaveLength(1);
  });

  it('HS2 Start before the terms are accepted means nothing, and is not kept for later', async () => {
    const { applet, calls, peer } = await appletAt('joined');
    peer.sendSealed({ t: 'session/start' });
    await turns();
    expect(applet.view.step.name).toBe('terms');
    await calls['terms/answer']({ accepted: true, locale: 'en' });
    await turns();
    expect(applet.view.step.name).toBe('waiting');
  });
});

describe('the data connection', () => {
  it.each(['joined', 'accepted'] as const)(
    'HS2 no connection is made at %s, whatever a technician offers',
    async (stage) => {
      const { peer, technician, applet } = await appletAt(stage);
      for (let offers = 0; offers < 5; offers += 1) {
        peer.offer();
        await turns();
      }
      // Only those of the test itself; the applet opened none, so no address was looked up.
      expect(technician.network.connections.every(({ role }) => role === 'offerer')).toBe(true);
      expect(peer.heardSealed.some(({ t }) => t === 'data/description')).toBe(false);
      expect(applet.view.connection.state).toBe('none');
    },
  );

  it('HS2 terms and Start together open the way, and not before', async () => {
    const { peer, technician } = await appletAt('started');
    peer.offer();
    await turns(2);
    expect(technician.network.connections.map(({ role }) => role)).toEqual(['offerer', 'answerer']);
    expect(peer.bound).toBe(true);
  });

  it('HS4 a technician who does not prove the connection’s end ends the session', async () => {
    const { peer, applet } = await appletAt('started');
    peer.provesItself = false;
    peer.offer();
    await turns(2);
    peer.send({ t: 'permission/ask', request: 'request-1', kind: 'viewScreen' });
    await turns(2);
    expect(applet.view.step).toMatchObject(ended('handrail', 'protocolBroken'));
    expect(applet.view.prompt).toBeNull();
  });

  it('DC1 a message that does not decode ends the session on both sides, and is in the log', async () => {
    const { peer, applet, rows, pass, technician } = await appletAt('verified');
    peer.sendRaw('control', utf8('{'));
    await turns(2);
    expect(applet.view.step).toMatchObject(ended('handrail', 'protocolBroken'));
    expect(peer.heardSealed).toContainEqual({ t: 'session/end', reason: 'protocolBroken' });
    expect(rows().at(-1)).toBe('session/ended');
    await pass(2_000);
    expect(technician.network.openCount).toBe(0);
  });

  it('HS1 a frame that the relay made up ends the session', async () => {
    const { technician, applet } = await appletAt('accepted');
    technician.sendFrame({ t: 'sealed', box: toBase64Url(new Uint8Array(64)) });
    await turns(2);
    expect(applet.view.step).toMatchObject(ended('handrail', 'protocolBroken'));
  });

  it('DC4 after a lost connection grants and code still hold, the picture starts anew, chat goes once', async () => {
    const { peer, applet, technician, calls, window, heard } = await appletAt('viewing');
    technician.network.cut();
    await turns();
    expect(applet.view.connection.state).toBe('reconnecting');
    await calls['chat/send']({ text: 'meanwhile' });
    peer.heardPeer.length = 0;
    peer.offer();
    await turns(2);
    expect(applet.view.connection.state).not.toBe('reconnecting');
    expect(applet.view.verification).toEqual({ state: 'verified', by: 'code' });
    expect(applet.view.granted.map(({ kind }) => kind)).toEqual(['viewScreen']);
    expect(window).toEqual(['start 1', 'start 2']);
    expect(heard('chat/message')).toHaveLength(1);
    expect(heard('media/state')).toMatchObject([{ state: 'starting' }, { state: 'live' }]);
  });

  it('DC4 a relay that has forgotten the session ends it with its data connection, not before', async () => {
    const { technician, applet } = await appletAt('verified');
    technician.relaySays({ v: 1, t: 'error', code: 'sessionGone', sentence: 'x', session: technician.session });
    await turns();
    expect(applet.view.step.name).toBe('session');
    technician.network.cut();
    await turns();
    expect(applet.view.step).toMatchObject(ended('relay', 'connectionFailed'));
  });

  it('DC4 waiting for Start, a relay that has forgotten the session ends it', async () => {
    const { technician, applet } = await appletAt('accepted');
    technician.relaySays({ v: 1, t: 'error', code: 'sessionGone', sentence: 'x', session: technician.session });
    await turns();
    expect(applet.view.step).toMatchObject(ended('relay', 'connectionFailed'));
  });

  it('DC4 a connected session does not need the relay, nor is it the relay’s to end', async () => {
    const { technician, applet, calls, heard } = await appletAt('verified');
    for (const state of ['ended', 'expired', 'peerLost'] as const) {
      technician.relaySays({ v: 1, t: 'session/state', session: technician.session, state });
    }
    await turns();
    technician.hangUp();
    await turns();
    expect(applet.view).toMatchObject({ step: { name: 'session' }, relay: { state: 'lost' } });
    await calls['chat/send']({ text: 'still here' });
    await turns();
    expect(heard('chat/message')).toHaveLength(1);
  });
});

describe('the code', () => {
  it('HS3 the right code at the third try is good, with spaces and dashes', async () => {
    const { applet, calls, technician, peer } = await appletAt('connected');
    const { code } = technician;
    expect(await calls['verification/enter']({ code: wrong(code) })).toEqual({ ok: false, reason: 'codeWrong' });
    expect(applet.view.verification).toEqual({ state: 'codeNeeded', triesLeft: 2, wrong: true });
    expect(await calls['verification/enter']({ code: '' })).toEqual({ ok: false, reason: 'codeWrong' });
    const spaced = ` ${code.slice(0, 2)} ${code.slice(2, 4)}-${code.slice(4)} `;
    expect(await calls['verification/enter']({ code: spaced })).toEqual({ ok: true, value: null });
    await turns();
    expect(applet.view.verification).toEqual({ state: 'verified', by: 'code' });
    expect(peer.heardSealed.slice(-3)).toEqual([
      { t: 'verification/wrong', triesLeft: 2 },
      { t: 'verification/wrong', triesLeft: 1 },
      { t: 'verification/done' },
    ]);
  });

  it('HS3 three wrong codes end the session for both', async () => {
    const { applet, calls, technician, peer } = await appletAt('connected');
    const results = [];
    for (let tries = 0; tries < 3; tries += 1)
      results.push(await calls['verification/enter']({ code: wrong(technician.code) }));
    await turns();
    expect(results.at(-1)).toEqual({ ok: false, reason: 'codeWrongTooOften' });
    expect(applet.view.step).toMatchObject(ended('handrail', 'wrongCodes'));
    expect(peer.heardSealed.at(-1)).toEqual({ t: 'session/end', reason: 'wrongCodes' });
    expect(await calls['verification/enter']({ code: technician.code })).toMatchObject({ ok: false });
  });

  it('HS3 nearly right is wrong', async () => {
    const { code } = (await appletAt('connected')).technician;
    for (const near of [code.slice(1), `${code}0`, `${code}${code}`, code.replace(/.$/, ''), `${code}\u0000`]) {
      const { calls } = await appletAt('connected');
      expect(await calls['verification/enter']({ code: near })).toEqual({ ok: false, reason: 'codeWrong' });
    }
  });

  it('HS3 before the code is right every question is refused unseen, and the customer’s own files stay', async () => {
    const { peer, applet, heard, calls } = await appletAt('connected');
    for (const kind of ['viewScreen', 'control', 'sendFile', 'takeFile'] as const) {
      peer.send({ t: 'permission/ask', request: `request-${kind}`, kind });
    }
    await turns();
    expect(applet.view.prompt).toBeNull();
    expect(heard('permission/answer')).toHaveLength(4);
    for (const answer of heard('permission/answer'))
      expect(answer).toMatchObject({ granted: false, reason: 'notVerifiedYet' });
    expect(await calls['file/send']({ tickets: [] })).toEqual({ ok: true, value: null });
    expect(heard('file/offer')).toEqual([]);
  });

  it('HS3 a technician cannot say that the code was right', async () => {
    const { peer, applet } = await appletAt('connected');
    peer.sendSealed({ t: 'verification/done' });
    await turns();
    expect(applet.view.verification.state).toBe('codeNeeded');
  });

  it('HS3 the code can be typed before Start, and chat goes without it', async () => {
    const { calls, technician, peer, applet, heard } = await appletAt('accepted');
    expect(await calls['verification/enter']({ code: technician.code })).toEqual({ ok: true, value: null });
    peer.sendSealed({ t: 'session/start' });
    await turns();
    peer.offer();
    await turns(2);
    expect(applet.view.verification.state).toBe('verified');
    const unverified = await appletAt('connected');
    await unverified.calls['chat/send']({ text: 'Hello' });
    await turns();
    expect(unverified.heard('chat/message')).toHaveLength(1);
    expect(heard('chat/message')).toEqual([]);
  });
});

describe('the end', () => {
  it('PRM4 the small X ends it at once, without relay and network too, and nothing is left running', async () => {
    for (const world of ['whole', 'relay gone', 'network gone', 'all gone'] as const) {
      const { technician, applet, calls, clock, pass, driver } = await appletAt('controlled');
      if (world !== 'whole' && world !== 'network gone') technician.hangUp();
      if (world === 'network gone' || world === 'all gone') technician.network.silent = true;
      const startedMs = clock.monotonicMs();
      await calls['session/end']({});
      expect(applet.view.step, world).toMatchObject(ended('customer', 'ended'));
      expect(applet.view.activity).toEqual({ screenSeen: false, controlled: false });
      await pass(1_000, 50);
      expect(clock.monotonicMs() - startedMs).toBe(1_000);
      expect([clock.timerCount, technician.network.connections.at(-1)?.isClosed, applet.isBusy], world).toEqual([
        0,
        true,
        false,
      ]);
      expect(driver.acts).toEqual([]);
    }
  });

  it('LOG3 the customer can keep the log after the end, and again', async () => {
    const { calls, kept, pass } = await appletAt('viewing');
    await calls['session/end']({});
    await pass(2_000);
    await calls['log/keep']({});
    await calls['log/keep']({});
    expect(kept).toHaveLength(2);
    const log = readLogJsonl(kept[0] ?? '');
    expect(log.ok && log.value.rows.map(({ type }) => type).slice(-4)).toEqual([
      'permission/allowed',
      'screen/started',
      'screen/stopped',
      'session/ended',
    ]);
  });

  it('the next session’s window is not disturbed by what the last one still has to do', async () => {
    const { calls, applet, pass, technician } = await appletAt('verified');
    await calls['session/end']({});
    await calls['session/reset']({});
    await calls['session/join']({ pin: '654321' });
    await turns();
    expect(applet.view.relay.state).toBe('connected');
    const before = applet.view;
    technician.network.cut();
    await pass(1_000, 100);
    expect(applet.view.relay.state).toBe('connected');
    expect([applet.view.log, applet.view.chat, applet.view.connection]).toEqual([
      before.log,
      before.chat,
      before.connection,
    ]);
  });

  it('HS1 what the session is for is said once, sealed, and a session in which it is not said goes on as ever', async () => {
    const said = await appletAt('joined', { sessionType: 'lens' });
    expect(said.view().sessionType).toBe('lens');
    said.peer.sendSealed({ t: 'technician/hello', sessionType: 'remoteSupport' });
    await turns();
    expect(said.view().sessionType).toBe('lens');
    const unsaid = await appletAt('viewing');
    expect([unsaid.view().sessionType, unsaid.view().activity.screenSeen]).toEqual([null, true]);
  });

  it('PRM4 after the end nothing that still comes is looked at', async () => {
    const { calls, peer, applet, driver, store } = await appletAt('controlled');
    await calls['session/end']({});
    const { log } = applet.view;
    peer.send({ t: 'permission/ask', request: 'request-9', kind: 'viewScreen' });
    peer.send({ t: 'chat/message', id: 'abcdefgh', text: 'x' });
    peer.send({ t: 'file/offer', transfer: 'abcdefgh', name: 'x', sizeBytes: 1, sha256: null });
    peer.sendSealed({ t: 'session/start' });
    await turns(2);
    expect(applet.view.prompt).toBeNull();
    expect([applet.view.log, applet.view.chat, driver.acts, store.created]).toEqual([log, [], [], 0]);
  });
});
