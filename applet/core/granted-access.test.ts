import { describe, expect, it } from 'vitest';
import { appletAt, type ScriptedApplet } from '#tests/support/scripted-applet.ts';
import { turns } from '#tests/support/turns.ts';
import { encodeFileFrame } from '#shared/std/protocol/file-frame.ts';
import { captureStopTimeoutMs, permissionPromptTimeoutMs } from '#shared/std/protocol/limits.ts';
import { encodeInputFrame, encodePointerFrame } from '#shared/std/input/input-frame.ts';
import { MemoryFileSource } from '#shared/std/transfer/testing/memory-file-source.ts';

const granted = ({ applet }: ScriptedApplet): readonly string[] => applet.view.granted.map(({ kind }) => kind);

/** Numbered as the technician's side numbers them. */
class Keys {
  #sequence = 0;

  down(code: string): Uint8Array {
    this.#sequence += 1;
    return encodeInputFrame({ kind: 'key', sequence: this.#sequence, code, down: true });
  }

  text(text: string): Uint8Array {
    this.#sequence += 1;
    return encodeInputFrame({ kind: 'text', sequence: this.#sequence, text });
  }
}

/** A file on its way to the customer, whose first bytes are stored. */
async function receiveHalfAFile({ peer }: ScriptedApplet): Promise<void> {
  peer.send({ t: 'file/offer', transfer: 'transfer-1', name: 'half.bin', sizeBytes: 1_000_000, sha256: null });
  await turns(2);
  const bytes = new Uint8Array(100_000);
  peer.sendRaw('file', encodeFileFrame({ transfer: 'transfer-1', offset: 0, bytes }));
  await turns(2);
}

describe('the large X', () => {
  it('PRM4 takes everything back at once: input, capture and files, and the session goes on', async () => {
    const applet = await appletAt('controlled');
    const { peer, calls, driver, window, store, heard, rows, clock } = applet;
    await applet.grant('sendFile');
    const keys = new Keys();
    peer.sendRaw('input', keys.down('KeyA'));
    await receiveHalfAFile(applet);
    expect(driver.acts).toEqual(['KeyA down']);
    expect([store.parts.size, applet.view().activity]).toEqual([1, { screenSeen: true, controlled: true }]);

    const pressedMs = clock.monotonicMs();
    await calls['permission/revokeAll']({});
    // In the same turn: no time has passed, nobody else had a say.
    expect(new Set(driver.acts)).toEqual(new Set(['KeyA down', 'KeyA up']));
    expect(window).toEqual(['start 1', 'stop 1']);
    expect([granted(applet), applet.view().activity]).toEqual([[], { screenSeen: false, controlled: false }]);
    await turns(2);
    expect([store.parts.size, store.files.size, clock.monotonicMs() - pressedMs]).toEqual([0, 0, 0]);

    peer.sendRaw('input', keys.down('KeyB'));
    peer.sendRaw('pointer', encodePointerFrame({ sequence: 1, x: 1, y: 1 }));
    peer.sendRaw('file', encodeFileFrame({ transfer: 'transfer-1', offset: 100_000, bytes: new Uint8Array(100_000) }));
    peer.send({ t: 'media/wanted' });
    peer.send({ t: 'file/offer', transfer: 'transfer-2', name: 'x', sizeBytes: 1, sha256: null });
    await turns(2);
    expect(driver.acts.join()).not.toContain('KeyB');
    expect(driver.acts.join()).not.toContain('move');
    expect([window.length, store.created]).toEqual([2, 1]);
    expect(applet.view().step.name).toBe('session');
    expect(heard('permission/revoked')).toEqual([
      { t: 'permission/revoked', kinds: ['viewScreen', 'control', 'sendFile'] },
    ]);
    expect(rows()).toEqual(
      expect.arrayContaining(['permission/revoked', 'control/stopped', 'screen/stopped', 'file/failed']),
    );
  });

  it('PRM4 a window that does not stop capturing is killed, and one that does is not', async () => {
    for (const windowObeys of [true, false]) {
      const applet = await appletAt('verified', { windowObeys });
      await applet.grant('viewScreen');
      if (!windowObeys) applet.notices['capture/started']({ generation: 1, wholeScreen: true });
      await applet.calls['permission/revokeAll']({});
      await applet.pass(captureStopTimeoutMs + 1, 100);
      expect(applet.killed.length).toBe(windowObeys ? 0 : 1);
    }
  });

  it('PRM4 also the capture of a session that has ended must stop', async () => {
    const applet = await appletAt('verified', { windowObeys: false });
    await applet.grant('viewScreen');
    applet.notices['capture/started']({ generation: 1, wholeScreen: true });
    await applet.calls['session/end']({});
    expect(applet.window).toEqual(['start 1', 'stop 1']);
    await applet.pass(captureStopTimeoutMs + 1, 100);
    expect(applet.killed).toHaveLength(1);
  });

  it('PRM4 denies the open question and those that wait', async () => {
    const applet = await appletAt('verified');
    for (const kind of ['viewScreen', 'control', 'sendFile'] as const) {
      applet.peer.send({ t: 'permission/ask', request: `request-${kind}`, kind });
    }
    await turns();
    await applet.calls['permission/revokeAll']({});
    await turns();
    expect([applet.view().prompt, granted(applet)]).toEqual([null, []]);
    const answers = applet.heard('permission/answer');
    expect(answers).toHaveLength(3);
    for (const answer of answers) expect(answer).toMatchObject({ granted: false, reason: 'permissionDenied' });
  });

  it('PRM4 with nothing granted it is no event', async () => {
    const applet = await appletAt('verified');
    await applet.calls['permission/revokeAll']({});
    await turns();
    expect([applet.heard('permission/revoked'), applet.rows().includes('permission/revoked')]).toEqual([[], false]);
  });
});

describe('what is allowed', () => {
  it('PRM2 control alone moves nothing: it needs the whole screen to be seen', async () => {
    const applet = await appletAt('verified');
    await applet.grant('control');
    const keys = new Keys();
    applet.peer.sendRaw('input', keys.down('KeyA'));
    await turns(2);
    expect(applet.driver.acts).toEqual([]);
    await applet.grant('viewScreen');
    applet.peer.sendRaw('input', keys.down('KeyB'));
    await turns(2);
    expect(applet.driver.acts).toEqual(['KeyB down']);
  });

  it('PRM2 one window or tab can be seen, and not controlled', async () => {
    const applet = await appletAt('verified', { windowObeys: false });
    await applet.grant('viewScreen');
    await applet.grant('control');
    applet.notices['capture/started']({ generation: 1, wholeScreen: false });
    applet.peer.sendRaw('input', new Keys().down('KeyA'));
    await turns(2);
    expect(applet.driver.acts).toEqual([]);
    expect(applet.view().activity).toEqual({ screenSeen: true, controlled: false });
    expect(applet.heard('media/state').at(-1)).toMatchObject({ state: 'live', wholeScreen: false });
  });

  it('RL4 what the certificate does not list is refused unseen', async () => {
    const applet = await appletAt('verified', { certified: ['viewScreen'] });
    applet.peer.send({ t: 'permission/ask', request: 'request-1', kind: 'control' });
    await turns();
    expect(applet.view().prompt).toBeNull();
    expect(applet.heard('permission/answer')).toMatchObject([{ granted: false, reason: 'permissionNotGranted' }]);
    await applet.grant('viewScreen');
    expect(granted(applet)).toEqual(['viewScreen']);
  });

  it('CALL1 camera, talking and keeping the call are never asked for in a session whose window would not show them', async () => {
    for (const sessionType of [undefined, 'remoteSupport', 'chatOnly'] as const) {
      const { peer, view, heard, notices } = await appletAt('verified', sessionType && { sessionType });
      notices['call/prepared']({ camera: true, voice: true });
      for (const kind of ['camera', 'voice', 'recording'] as const) {
        peer.send({ t: 'permission/ask', request: `request-${kind}`, kind });
        await turns();
        expect(view().prompt).toBeNull();
      }
      expect(view().granted).toEqual([]);
      expect(heard('permission/answer')).toMatchObject([
        { kind: 'camera', granted: false, reason: 'permissionNotGranted' },
        { kind: 'voice', granted: false, reason: 'permissionNotGranted' },
        { kind: 'recording', granted: false, reason: 'permissionNotGranted' },
      ]);
    }
  });

  it('PRM2 a computer that cannot be controlled says so, and shows no question', async () => {
    const applet = await appletAt('verified', { ports: { driver: null } });
    applet.peer.send({ t: 'permission/ask', request: 'request-1', kind: 'control' });
    await turns();
    expect(applet.view()).toMatchObject({ prompt: null, canBeControlled: false });
    expect(applet.heard('permission/answer')).toMatchObject([{ reason: 'controlUnavailable' }]);
    applet.peer.sendRaw('input', new Keys().down('KeyA'));
    await turns();
    expect(applet.view().step.name).toBe('session');
  });

  it('PRM2 messages that only the customer’s side may say change nothing when a technician says them', async () => {
    const applet = await appletAt('verified');
    const { peer } = applet;
    peer.send({ t: 'permission/answer', request: 'request-1', kind: 'viewScreen', granted: true, reason: null });
    peer.send({ t: 'permission/revoked', kinds: ['control'] });
    peer.send({ t: 'media/state', state: 'live', wholeScreen: true, by: 'track', reason: null });
    peer.send({ t: 'media/wanted' });
    peer.send({ t: 'media/signal', signal: { generation: 1, data: 'x' } });
    await turns(2);
    expect([granted(applet), applet.window, applet.view().activity.screenSeen]).toEqual([[], [], false]);
  });

  it('PRM1 an unanswered question is denied at its time, and the next is shown', async () => {
    const applet = await appletAt('verified');
    for (const kind of ['viewScreen', 'sendFile'] as const) {
      applet.peer.send({ t: 'permission/ask', request: `request-${kind}`, kind });
    }
    await turns();
    await applet.pass(permissionPromptTimeoutMs, 2_000);
    expect(applet.view().prompt?.kind).toBe('sendFile');
    expect(applet.heard('permission/answer')).toMatchObject([{ kind: 'viewScreen', reason: 'permissionNotAnswered' }]);
    expect(applet.rows()).toContain('permission/denied');
  });

  it('PRM5 while a question is open nothing is done by remote input', async () => {
    const applet = await appletAt('controlled');
    const keys = new Keys();
    applet.peer.send({ t: 'permission/ask', request: 'request-9', kind: 'sendFile' });
    await turns();
    applet.peer.sendRaw('input', keys.down('Enter'));
    await turns(2);
    expect(applet.driver.acts).toEqual([]);
    await applet.calls['permission/answer']({ prompt: applet.view().prompt?.id ?? '', allowed: false });
    applet.peer.sendRaw('input', keys.down('KeyA'));
    await turns(2);
    expect(applet.driver.acts).toEqual(['KeyA down']);
  });

  it('PRM1 what is granted and asked for again is confirmed, and the log does not say that it was allowed twice', async () => {
    const applet = await appletAt('viewing');
    applet.peer.send({ t: 'permission/ask', request: 'request-again', kind: 'viewScreen' });
    await turns();
    expect(applet.heard('permission/answer').at(-1)).toMatchObject({ request: 'request-again', granted: true });
    expect(applet.rows().filter((type) => type === 'permission/allowed')).toHaveLength(1);
    expect(applet.window).toEqual(['start 1']);
  });

  it('PRM4 the browser’s own "Stop sharing" takes screen and control back, and both sides see it', async () => {
    const applet = await appletAt('controlled');
    applet.peer.sendRaw('input', new Keys().down('KeyA'));
    await turns(2);
    applet.notices['capture/stopped']({ generation: 1 });
    await turns(2);
    expect(granted(applet)).toEqual([]);
    expect(new Set(applet.driver.acts)).toEqual(new Set(['KeyA down', 'KeyA up']));
    expect(applet.heard('permission/revoked')).toEqual([{ t: 'permission/revoked', kinds: ['viewScreen', 'control'] }]);
    expect(applet.heard('media/state').at(-1)).toMatchObject({ state: 'failed', reason: 'screenNotChosen' });
    expect(applet.rows().slice(-3)).toEqual(['screen/stopped', 'permission/revoked', 'control/stopped']);
  });

  it('PRM4 a picker that was closed takes the permission back, and no screen is said to have stopped', async () => {
    const applet = await appletAt('verified', { windowObeys: false });
    await applet.grant('viewScreen');
    applet.notices['capture/failed']({ generation: 1, reason: 'screenNotChosen' });
    expect(granted(applet)).toEqual([]);
    expect(applet.rows()).not.toContain('screen/stopped');
  });

  it('PRM3 a window that reloads is asked again for the screen it showed, not the person for the permission', async () => {
    const applet = await appletAt('controlled');
    applet.applet.windowGone();
    expect([granted(applet), applet.view().activity.screenSeen]).toEqual([['viewScreen', 'control'], false]);
    applet.peer.sendRaw('input', new Keys().down('KeyA'));
    await turns(2);
    expect(applet.driver.acts).toEqual([]);
    applet.applet.windowReady();
    await turns();
    expect(applet.window).toEqual(['start 1', 'start 2']);
    expect(applet.view().activity).toEqual({ screenSeen: true, controlled: true });
  });

  it('PRM2 on hold nothing is done, what is held goes up, and the window does not say controlled', async () => {
    const applet = await appletAt('controlled');
    const keys = new Keys();
    applet.peer.sendRaw('input', keys.down('KeyA'));
    await turns(2);
    applet.peer.send({ t: 'session/hold', onHold: true });
    await turns(2);
    applet.peer.sendRaw('input', keys.down('KeyB'));
    await turns(2);
    expect(applet.driver.acts).toEqual(['KeyA down', 'KeyA up']);
    expect(applet.view().activity).toEqual({ screenSeen: true, controlled: false });
    applet.peer.send({ t: 'session/hold', onHold: false });
    await turns();
    applet.peer.sendRaw('input', keys.down('KeyC'));
    await turns(2);
    expect(applet.driver.acts.at(-1)).toBe('KeyC down');
    expect(applet.rows().slice(-2)).toEqual(['session/held', 'session/resumed']);
  });

  it('PRM3 a technician who gives the screen back gives control back with it', async () => {
    const applet = await appletAt('controlled');
    applet.peer.send({ t: 'permission/released', kind: 'viewScreen' });
    await turns(2);
    expect([granted(applet), applet.window]).toEqual([[], ['start 1', 'stop 1']]);
    expect(applet.rows().slice(-3)).toEqual(['permission/released', 'control/stopped', 'screen/stopped']);
    applet.peer.send({ t: 'permission/released', kind: 'viewScreen' });
    await turns();
    expect(applet.rows().at(-1)).toBe('screen/stopped');
  });

  it('DC2 what is held goes up when the connection is lost', async () => {
    const applet = await appletAt('controlled');
    applet.peer.sendRaw('input', new Keys().down('ControlLeft'));
    await turns(2);
    applet.technician.network.cut();
    await turns(2);
    expect(applet.driver.acts).toEqual(['ControlLeft down', 'ControlLeft up']);
  });

  it('DC2 a technician who falls silent holds nothing for longer than two seconds', async () => {
    const applet = await appletAt('controlled');
    applet.peer.sendRaw('input', new Keys().down('ControlLeft'));
    await turns(2);
    applet.technician.network.silent = true;
    await applet.pass(2_000, 100);
    expect(applet.driver.acts).toEqual(['ControlLeft down', 'ControlLeft up']);
  });

  it('FT1 the customer’s own files need a verified technician, and no permission of theirs', async () => {
    const source = new MemoryFileSource('mine.txt', new Uint8Array(10));
    const ports = { takeFile: () => source };
    const unverified = await appletAt('connected', { ports });
    expect(await unverified.calls['file/send']({ tickets: ['t'] })).toEqual({ ok: false, reason: 'notVerifiedYet' });
    expect(source.closed).toBe(true);
    const verified = await appletAt('verified', { ports });
    expect(await verified.calls['file/send']({ tickets: ['t'] })).toEqual({ ok: true, value: null });
    await turns();
    expect(verified.heard('file/offer')).toMatchObject([{ name: 'mine.txt', sizeBytes: 10 }]);
  });

  it('FT1 a ticket that nobody knows is told, and files without a session are closed', async () => {
    const applet = await appletAt('verified');
    expect(await applet.calls['file/send']({ tickets: ['unknown'] })).toEqual({ ok: false, reason: 'fileUnreadable' });
    const source = new MemoryFileSource('mine.txt', new Uint8Array(10));
    const idle = await appletAt('new', { ports: { takeFile: () => source } });
    expect(await idle.calls['file/send']({ tickets: ['t'] })).toEqual({ ok: false, reason: 'sessionNotActive' });
    expect(source.closed).toBe(true);
  });

  it('DC1 more input at once than any person makes ends the session', async () => {
    const applet = await appletAt('controlled');
    const keys = new Keys();
    for (let count = 0; count < 1_000; count += 1) applet.peer.sendRaw('input', keys.text('x'));
    await turns(3);
    expect(applet.view().step).toMatchObject({ name: 'ended', reason: 'protocolBroken' });
    expect(applet.driver.acts.length).toBeLessThan(1_000);
  });
});
