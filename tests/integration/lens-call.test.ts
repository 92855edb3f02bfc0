import { describe, expect, it } from 'vitest';
import { LensWindow, liveCall } from '#tests/support/lens-window.ts';
import {
  appletWhere,
  askAndAnswer,
  createSession,
  pinOf,
  sessionWhere,
  startedSession,
} from '#tests/support/loopback-session.ts';
import { startMemorySession, type MemorySession } from '#tests/support/memory-session.ts';
import { turns } from '#tests/support/turns.ts';
import { noCall } from '#shared/std/lens/call-state.ts';
import { captureStopTimeoutMs, permissionPromptTimeoutMs } from '#shared/std/protocol/limits.ts';
import type { AppletView } from '#shared/std/view/applet-view.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';

type Lens = Awaited<ReturnType<typeof startLens>>;

/** A camera session that has started, whose person agreed to `prepared` beforehand. */
async function startLens(
  prepared: { readonly camera: boolean; readonly voice: boolean } | null = { camera: true, voice: true },
  memory: MemorySession = startMemorySession(),
) {
  const { desk, applet } = memory;
  const window = new LensWindow(applet);
  const signals: string[] = [];
  desk.on('callSignal', ({ signal }) => signals.push(`to console ${signal.generation} ${signal.data}`));
  desk.on('callEnd', () => signals.push('end'));
  applet.on('callSignal', (signal) => signals.push(`to phone ${signal.generation} ${signal.data}`));
  if (prepared !== null) applet.handlers.notices['call/prepared'](prepared);
  const id = await startedSession(memory, 'lens');
  await turns(4);
  const session = desk.session(id);
  const lens = session?.tools?.lens;
  if (session === null || lens === undefined) throw new Error('no session');
  return {
    ...memory,
    id,
    session,
    lens,
    window,
    signals,
    notices: applet.handlers.notices,
    calls: applet.handlers.calls,
    view: (): SessionView => {
      const view = desk.view.sessions.find((each) => each.id === id);
      if (view === undefined) throw new Error('no session');
      return view;
    },
    phone: (): AppletView => applet.view,
    rows: (): readonly string[] => memory.archive.readExport(id).rows.map(({ type }) => type),
    customerRows: (): readonly string[] => applet.view.log.map(({ type }) => type),
  };
}

const granted = ({ phone }: Lens): readonly string[] => phone().granted.map(({ kind }) => kind);

/** The network breaks, and the technician's side comes back. */
async function reconnect({ desk, applet, network, id, pass }: Lens): Promise<void> {
  network.cut();
  await pass(5_000);
  await sessionWhere(desk, id, ({ connection }) => connection.state === 'connected');
  await appletWhere(applet, ({ connection }) => connection.state === 'connected');
  await turns(4);
}

describe('camera and voice', () => {
  it('CALL1 PRM1 in a camera session both are asked for at once, and what was agreed to before starts without a question', async () => {
    const lens = await startLens();
    expect([granted(lens), lens.phone().prompt, lens.phone().sessionType]).toEqual([['camera', 'voice'], null, 'lens']);
    expect(lens.window.asked.at(-1)).toBe('start 1: camera voice');
    expect([lens.view().camera.call, lens.phone().call]).toEqual([liveCall, liveCall]);
    expect(lens.view().permissions.camera.state).toBe('granted');
    for (const rows of [lens.rows(), lens.customerRows()]) {
      expect(rows).toEqual(
        expect.arrayContaining(['permission/asked', 'permission/allowed', 'camera/started', 'microphone/started']),
      );
    }
    const allowed = lens.phone().log.filter(({ type }) => type === 'permission/allowed');
    expect(allowed.map(({ actor }) => actor)).toEqual(['customer', 'customer']);
  });

  it('CALL1 PRM1 what was not agreed to before is asked for, one question at a time, and either goes without the other', async () => {
    const lens = await startLens({ camera: false, voice: true });
    expect([granted(lens), lens.phone().prompt?.kind]).toEqual([['voice'], 'camera']);
    expect(lens.window.asked).toEqual(['start 1: voice']);
    await lens.calls['permission/answer']({ prompt: lens.phone().prompt?.id ?? '', allowed: false });
    await turns(4);
    expect([lens.view().camera.call, lens.view().permissions.camera.state]).toEqual([
      { ...noCall, microphone: 'live' },
      'denied',
    ]);
    // Answered is answered: a new connection does not ask again.
    await reconnect(lens);
    expect(lens.phone().prompt).toBeNull();
  });

  it('CALL1 what nobody answered before the connection was lost is asked again on the next', async () => {
    const lens = await startLens(null);
    expect(lens.phone().prompt?.kind).toBe('camera');
    await reconnect(lens);
    expect([lens.phone().prompt?.kind, lens.view().permissions.camera.state]).toEqual(['camera', 'asked']);
    await lens.calls['permission/answer']({ prompt: lens.phone().prompt?.id ?? '', allowed: true });
    await turns(4);
    expect(lens.view().permissions.camera.state).toBe('granted');
  });

  it('L3 HS2 before Start nothing is asked, nothing begins and no connection is made', async () => {
    const memory = startMemorySession();
    const { desk, applet, network } = memory;
    const window = new LensWindow(applet);
    applet.handlers.notices['call/prepared']({ camera: true, voice: true });
    const session = await createSession(desk, 'pin', 'lens');
    applet.join(pinOf(session));
    await appletWhere(applet, ({ step }) => step.name === 'terms');
    await applet.handlers.calls['terms/answer']({ accepted: true, locale: 'en' });
    const { verification } = await sessionWhere(desk, session.id, ({ status }) => status.name === 'waiting');
    const code = verification.state === 'awaitingCode' ? verification.code : '';
    await applet.handlers.calls['verification/enter']({ code });
    await memory.pass(30_000);
    expect(applet.view).toMatchObject({ sessionType: 'lens', step: { name: 'waiting' }, verification: { by: 'code' } });
    expect([network.connections.length, window.asked, applet.view.granted]).toEqual([0, [], []]);
    await desk.session(session.id)?.start();
    await appletWhere(applet, ({ call }) => call.camera.state === 'live');
    expect(window.asked[0]).toMatch(/^start 1/);
  });

  it('CALL1 HS3 Start before the code: nothing is asked until the technician is verified, then all is', async () => {
    const memory = startMemorySession();
    const { desk, applet } = memory;
    const window = new LensWindow(applet);
    applet.handlers.notices['call/prepared']({ camera: true, voice: true });
    const session = await createSession(desk, 'pin', 'lens');
    applet.join(pinOf(session));
    await appletWhere(applet, ({ step }) => step.name === 'terms');
    await applet.handlers.calls['terms/answer']({ accepted: true, locale: 'en' });
    const { verification } = await sessionWhere(desk, session.id, ({ status }) => status.name === 'waiting');
    await desk.session(session.id)?.start();
    await appletWhere(applet, ({ connection }) => connection.state === 'connected');
    await turns(4);
    expect([applet.view.granted, window.asked]).toEqual([[], []]);
    const code = verification.state === 'awaitingCode' ? verification.code : '';
    await applet.handlers.calls['verification/enter']({ code });
    await appletWhere(applet, ({ call }) => call.camera.state === 'live');
    expect(applet.view.granted.map(({ kind }) => kind)).toEqual(['camera', 'voice']);
  });

  it('PRM1 in a session that is for something else, nothing is asked for, and nothing prepared counts', async () => {
    const memory = startMemorySession();
    const window = new LensWindow(memory.applet);
    memory.applet.handlers.notices['call/prepared']({ camera: true, voice: true });
    const id = await startedSession(memory);
    await turns(4);
    expect([memory.applet.view.sessionType, memory.applet.view.granted]).toEqual(['remoteSupport', []]);
    memory.desk.session(id)?.tools?.ask('camera');
    const { permissions } = await sessionWhere(
      memory.desk,
      id,
      (session) => session.permissions.camera.state === 'denied',
    );
    expect(permissions.camera).toEqual({ state: 'denied', reason: 'permissionNotGranted' });
    expect([memory.applet.view.prompt, window.asked]).toEqual([null, []]);
  });

  it('PRM2 what the certificate does not list is not asked of the person, prepared or not', async () => {
    const memory = startMemorySession({ certified: ['viewScreen', 'camera'] });
    const lens = await startLens({ camera: true, voice: true }, memory);
    expect([granted(lens), lens.phone().prompt]).toEqual([['camera'], null]);
    expect(lens.view().permissions.voice).toEqual({ state: 'denied', reason: 'permissionNotGranted' });
    expect(lens.window.asked).toEqual(['start 1: camera']);
  });

  it('PRM4 the large X ends the call in the same turn, on both sides, and nothing prepared comes back', async () => {
    const lens = await startLens();
    lens.lens.board.addPicture({ id: 1, width: 640, height: 480, jpeg: 'x' });
    const pressed = lens.calls['permission/revokeAll']({});
    expect([lens.window.asked.at(-1), lens.phone().call, granted(lens)]).toEqual(['stop 1', noCall, []]);
    await pressed;
    await turns(4);
    expect([lens.view().camera.call, lens.signals]).toEqual([noCall, ['end']]);
    for (const rows of [lens.rows(), lens.customerRows()]) {
      expect(rows).toEqual(expect.arrayContaining(['permission/revoked', 'camera/stopped', 'microphone/stopped']));
    }
    expect(lens.phone().step.name).toBe('session');
    lens.notices['call/prepared']({ camera: true, voice: true });
    lens.session.tools?.ask('camera');
    await turns(2);
    expect([granted(lens), lens.phone().prompt?.kind]).toEqual([[], 'camera']);
    await lens.pass(captureStopTimeoutMs * 2);
    expect(lens.killed).toEqual([]);
  });

  it('PRM4 what is taken back without a connection is known to the technician on the next', async () => {
    const lens = await startLens();
    lens.network.silent = true;
    await lens.pass(8_000);
    await lens.calls['permission/revokeAll']({});
    expect(lens.window.asked.at(-1)).toBe('stop 1');
    lens.network.silent = false;
    await reconnect(lens);
    expect([lens.view().permissions.camera.state, lens.view().camera.call]).toEqual(['revoked', noCall]);
    expect(lens.window.asked.at(-1)).toBe('stop 1');
  });

  it('PRM3 what the technician gives back without a connection stops on the phone with the next', async () => {
    const lens = await startLens();
    lens.network.silent = true;
    await lens.pass(8_000);
    lens.session.tools?.release('camera');
    lens.session.tools?.release('voice');
    lens.network.silent = false;
    await reconnect(lens);
    expect([granted(lens), lens.window.asked.at(-1)]).toEqual([[], 'stop 2']);
  });

  it('CALL2 signals go both ways, of the newest generation, and a lost connection begins another without a question', async () => {
    const lens = await startLens();
    lens.notices['call/signal']({ generation: 1, data: 'offer' });
    await turns();
    lens.lens.camera.sendSignal({ generation: 1, data: 'answer' });
    await turns();
    expect(lens.signals).toEqual(['to console 1 offer', 'to phone 1 answer']);
    await reconnect(lens);
    expect(lens.window.asked).toEqual([
      'start 1: camera',
      'start 1: camera voice',
      'start 1: camera voice hold',
      'start 2: camera voice',
    ]);
    expect([granted(lens), lens.phone().prompt]).toEqual([['camera', 'voice'], null]);
    lens.notices['call/signal']({ generation: 1, data: 'late' });
    lens.notices['call/signal']({ generation: 2, data: 'offer' });
    await turns();
    expect(lens.signals.slice(2)).toEqual(['end', 'to console 2 offer']);
    expect(lens.view().camera.call).toEqual(liveCall);
  });

  it('CALL2 a window without a call gets a new one, as often as a window that works needs it', async () => {
    const lens = await startLens();
    lens.lens.camera.wantCall();
    await turns();
    expect(lens.window.asked.at(-1)).toBe('start 2: camera voice');
    for (let count = 0; count < 500; count += 1) lens.lens.camera.wantCall();
    await turns(4);
    expect(lens.window.generation).toBeLessThan(15);
    expect(lens.view().status.name).toBe('active');
  });

  it('CALL3 T6 on hold the camera is paused, and going on it is seen again', async () => {
    const lens = await startLens();
    lens.session.hold(true);
    await turns(4);
    expect([lens.window.asked.at(-1), lens.view().camera.call.camera]).toEqual([
      'start 1: camera voice hold',
      { state: 'paused', by: 'hold' },
    ]);
    lens.session.hold(false);
    await turns(4);
    expect([lens.window.asked.at(-1), lens.view().camera.call]).toEqual(['start 1: camera voice', liveCall]);
    expect(lens.customerRows()).toEqual(expect.arrayContaining(['camera/paused', 'camera/resumed']));
  });

  it('CALL4 the technician asks for the other camera, the person says yes or no, and both logs know', async () => {
    const lens = await startLens();
    expect(lens.lens.camera.request('front')).toEqual({ ok: true, value: null });
    await turns();
    expect([lens.phone().cameraRequest, lens.view().camera.request]).toEqual([
      'front',
      { request: 'front', state: 'asked' },
    ]);
    lens.window.become({ facing: 'front' });
    expect(await lens.calls['camera/answer']({ accepted: true })).toEqual({ ok: true, value: null });
    await turns();
    expect([lens.phone().cameraRequest, lens.view().camera.request, lens.view().camera.call.facing]).toEqual([
      null,
      null,
      'front',
    ]);
    lens.lens.camera.request('torchOn');
    await turns();
    await lens.calls['camera/answer']({ accepted: false });
    await turns();
    expect(lens.view().camera.request).toEqual({ request: 'torchOn', state: 'declined' });
    for (const rows of [lens.rows(), lens.customerRows()]) {
      expect(rows).toEqual(expect.arrayContaining(['camera/requested', 'camera/switched', 'camera/declined']));
    }
    expect((await lens.calls['camera/answer']({ accepted: true })).ok).toBe(false);
  });

  it('CALL4 what the camera cannot do is refused at once, and silence in time', async () => {
    const lens = await startLens();
    lens.window.become({ canSwitch: false, torch: 'none' });
    await turns();
    lens.lens.camera.request('torchOn');
    await turns();
    expect([lens.phone().cameraRequest, lens.view().camera.request?.state]).toEqual([null, 'declined']);
    lens.window.become({ torch: 'off' });
    await turns();
    lens.lens.camera.request('torchOn');
    await turns();
    await lens.pass(permissionPromptTimeoutMs);
    expect([lens.phone().cameraRequest, lens.view().camera.request?.state]).toEqual([null, 'declined']);
    lens.session.tools?.release('camera');
    expect(lens.lens.camera.request('front')).toEqual({ ok: false, reason: 'permissionNotGranted' });
  });

  it('CALL5 what camera and microphone do is known and logged on both sides, with who did it', async () => {
    const lens = await startLens();
    lens.window.become({ camera: { state: 'paused', by: 'customer' }, microphone: 'taken', torch: 'none' });
    lens.window.become({ camera: { state: 'live' }, microphone: 'muted', torch: 'on' });
    lens.window.become({ camera: { state: 'failed', reason: 'cameraLost' }, microphone: 'live', torch: 'none' });
    await turns();
    expect(lens.view().camera.call).toMatchObject({
      camera: { state: 'failed', reason: 'cameraLost' },
      microphone: 'live',
    });
    const said = (actor: string, type: string): boolean =>
      [lens.archive.readExport(lens.id).rows, lens.phone().log].every((rows) =>
        rows.some((row) => row.actor === actor && row.type === type),
      );
    expect(said('customer', 'camera/paused')).toBe(true);
    expect(said('customer', 'camera/resumed')).toBe(true);
    expect(said('handrail', 'microphone/muted')).toBe(true);
    expect(said('customer', 'microphone/muted')).toBe(true);
    expect(said('customer', 'microphone/unmuted')).toBe(true);
    expect(said('customer', 'torch/changed')).toBe(true);
    expect(said('handrail', 'camera/failed')).toBe(true);
  });

  it('CALL6 the technician’s microphone is shown to the customer while voice is allowed', async () => {
    const lens = await startLens({ camera: true, voice: false });
    lens.lens.camera.speak('live');
    await turns();
    expect([lens.phone().technicianVoice, lens.view().camera.voice]).toEqual(['none', 'none']);
    await lens.calls['permission/answer']({ prompt: lens.phone().prompt?.id ?? '', allowed: true });
    await turns(2);
    expect([lens.phone().technicianVoice, lens.view().camera.voice]).toEqual(['live', 'live']);
    lens.lens.camera.speak('muted');
    await reconnect(lens);
    expect(lens.phone().technicianVoice).toBe('muted');
    await lens.calls['permission/revokeAll']({});
    await turns();
    expect([lens.phone().technicianVoice, lens.view().camera.voice]).toEqual(['none', 'none']);
  });

  it('CALL6 recording needs its own permission, is shown on both sides, outlives a lost connection and ends with a revoke', async () => {
    const lens = await startLens();
    expect(lens.lens.camera.startRecording()).toEqual({ ok: false, reason: 'permissionNotGranted' });
    await askAndAnswer(lens, lens.id, 'recording', true);
    expect(lens.lens.camera.startRecording()).toEqual({ ok: true, value: null });
    expect(lens.lens.camera.startRecording()).toEqual({ ok: true, value: null });
    await turns();
    expect([lens.phone().recorded, lens.view().camera.recordingSinceMs]).toEqual([true, lens.clock.wallMs()]);
    await reconnect(lens);
    expect(lens.phone().recorded).toBe(true);
    lens.lens.camera.stopRecording();
    await turns();
    expect([lens.phone().recorded, lens.view().camera.recordingSinceMs]).toEqual([false, null]);
    lens.lens.camera.startRecording();
    await turns();
    await lens.calls['permission/revokeAll']({});
    expect(lens.phone().recorded).toBe(false);
    await turns();
    expect(lens.view().camera.recordingSinceMs).toBeNull();
    for (const rows of [lens.rows(), lens.customerRows()]) {
      expect(rows.filter((type) => type === 'recording/started')).toHaveLength(2);
      expect(rows.filter((type) => type === 'recording/stopped')).toHaveLength(2);
    }
  });

  it('LOG1 a picture that the technician saved is named in their log', async () => {
    const lens = await startLens();
    const sha256 = '0'.repeat(64);
    lens.lens.pictureSaved({ of: 'camera', name: 'fuse\u202e box.png', sizeBytes: 12, sha256 });
    const saved = lens.archive.readExport(lens.id).rows.find(({ type }) => type === 'picture/saved');
    expect(JSON.parse(saved?.body ?? '{}')).toEqual({ of: 'camera', name: 'fuse box.png', sizeBytes: 12, sha256 });
  });

  it('L11 the end stops the call at once, and says what the session has cost, also what is counted a moment later', async () => {
    const lens = await startLens();
    lens.notices['call/usage']({ sentBytes: 1_000_000, receivedBytes: 5_000 });
    await lens.pass(2_000);
    expect(lens.phone().dataUsed).toBeNull();
    const ended = lens.calls['session/end']({});
    expect([lens.window.asked.at(-1), lens.phone().call]).toEqual(['stop 1', noCall]);
    await ended;
    await lens.pass(2_000, 100);
    const used = lens.phone().dataUsed;
    expect(used?.sentBytes).toBeGreaterThan(1_000_000);
    expect(used?.receivedBytes).toBeGreaterThan(5_000);
    lens.notices['call/usage']({ sentBytes: 1_000_500, receivedBytes: 5_100 });
    const { sentBytes = 0, receivedBytes = 0 } = used ?? {};
    expect(lens.phone().dataUsed).toEqual({ sentBytes: sentBytes + 500, receivedBytes: receivedBytes + 100 });
    expect([lens.view().camera.call, lens.signals.at(-1)]).toEqual([noCall, 'end']);
    expect(lens.killed).toEqual([]);
  });

  it('L11 what lost connections have carried counts too', async () => {
    const lens = await startLens();
    await lens.pass(20_000);
    const lost = lens.network.connections.find(({ role }) => role === 'answerer');
    const carried = await lost?.usage();
    await reconnect(lens);
    await lens.pass(3_000);
    await lens.calls['session/end']({});
    await lens.pass(2_000, 100);
    const last = lens.network.connections.findLast(({ role }) => role === 'answerer');
    const bytes = last?.sent.reduce((sum, each) => sum + each.bytes.length, 0) ?? 0;
    expect(carried?.sentBytes).toBeGreaterThan(500);
    expect(lens.phone().dataUsed?.sentBytes).toBeGreaterThan((carried?.sentBytes ?? 0) + bytes / 2);
  });
});
