import { describe, expect, it } from 'vitest';
import { FakeScreenStreamer } from '#tests/support/fake-screen-streamer.ts';
import { appletAt, type AppletStage, type ScriptedApplet } from '#tests/support/scripted-applet.ts';
import { turns } from '#tests/support/turns.ts';
import { encodeInputFrame } from '#shared/std/input/input-frame.ts';
import { laneStopTimeoutMs, mostHeldScreenBytes } from '#shared/std/screen/screen-limits.ts';
import { encodeScreenMessage } from '#shared/std/screen/screen-message.ts';
import { testMonitor } from '#shared/std/screen/testing/fake-screen-source.ts';

const frame = encodeScreenMessage({ kind: 'piece', lane: 0, first: true, last: true, bytes: new Uint8Array(8) });
const drawn = (sequence: number): Uint8Array => encodeScreenMessage({ kind: 'drawn', lane: 0, sequence });
const watch = { lanes: [0], codecs: [], preference: 'automatic', restart: true } as const;

/** An applet that captures by itself, and what of it reached the technician. */
async function laneAt(stage: AppletStage, streamer = new FakeScreenStreamer()) {
  const applet = await appletAt(stage, { ports: { screenStreamer: streamer } });
  const sent = (): number =>
    applet.technician.network.connections.flatMap((each) => each.sent).filter(({ channel }) => channel === 'screen')
      .length;
  return { ...applet, streamer, sent };
}

const granted = ({ applet }: Pick<ScriptedApplet, 'applet'>): readonly string[] =>
  applet.view.granted.map(({ kind }) => kind);

describe('a screen that the applet captures by itself', () => {
  it('SL1 begins in main after Allow, without the window’s picker, and shows everything', async () => {
    const lane = await laneAt('verified');
    expect([lane.streamer.streams.length, lane.view().windowCaptures]).toEqual([0, false]);
    await lane.grant('viewScreen');
    expect([lane.streamer.streams.length, lane.window]).toEqual([1, []]);
    expect(lane.heard('screen/monitors')).toEqual([{ t: 'screen/monitors', monitors: [testMonitor(0)] }]);
    expect(lane.heard('media/state')).toEqual([
      { t: 'media/state', state: 'starting', wholeScreen: false, by: 'lane', reason: null },
      { t: 'media/state', state: 'live', wholeScreen: true, by: 'lane', reason: null },
    ]);
    expect(lane.view().activity.screenSeen).toBe(true);
    expect(lane.rows()).toContain('screen/started');
    await lane.grant('control');
    lane.peer.sendRaw('input', encodeInputFrame({ kind: 'key', sequence: 1, code: 'KeyA', down: true }));
    await turns(2);
    expect(lane.driver.acts).toEqual(['KeyA down']);
  });

  it('SL1 what the technician watches reaches the capture, what it makes reaches the technician, and word comes back', async () => {
    const lane = await laneAt('viewing');
    lane.peer.send({ t: 'screen/watch', ...watch, lanes: [...watch.lanes], codecs: [] });
    await turns();
    expect(lane.streamer.stream.watches).toMatchObject([watch]);
    lane.streamer.stream.events.onMessage(frame);
    lane.streamer.stream.events.onMonitors([testMonitor(0), testMonitor(1)]);
    lane.streamer.stream.events.onMonitors([testMonitor(1)]);
    await turns();
    expect(lane.sent()).toBe(1);
    // A guest's screen that is being resized changes ten times a second: the newest is told, three times a second.
    expect(lane.heard('screen/monitors')).toHaveLength(1);
    await lane.pass(1_000, 50);
    expect(lane.heard('screen/monitors').slice(1)).toEqual([{ t: 'screen/monitors', monitors: [testMonitor(1)] }]);
    lane.peer.sendRaw('screen', drawn(0));
    await turns();
    expect(lane.streamer.stream.received).toEqual([drawn(0)]);
  });

  it('SL3 DC3 a technician’s side that takes none of it, whatever it says was drawn, ends the session', async () => {
    const lane = await laneAt('viewing');
    for (const connection of lane.technician.network.connections) connection.buffered.screen = mostHeldScreenBytes + 1;
    lane.streamer.stream.events.onMessage(frame);
    await turns();
    expect(lane.sent()).toBe(0);
    await lane.pass(2_000, 100);
    expect(lane.view().step.name).toBe('ended');
  });

  it.each([
    ['the large X', ({ calls }: ScriptedApplet) => calls['permission/revokeAll']({})],
    ['the end', ({ calls }: ScriptedApplet) => calls['session/end']({})],
  ])('PRM4 after %s nothing of it leaves, also while the capture is still stopping', async (_, act) => {
    const lane = await laneAt('viewing');
    const { stream } = lane.streamer;
    stream.stops = false;
    await act(lane);
    expect(stream.isStopping).toBe(true);
    for (let count = 0; count < 20; count += 1) {
      stream.events.onMessage(frame);
      stream.events.onMonitors([testMonitor(0), testMonitor(1)]);
      stream.events.onStarted([testMonitor(0)]);
      await lane.pass(10, 10);
    }
    expect([lane.sent(), lane.heard('screen/monitors').length]).toEqual([0, 1]);
    expect([lane.view().activity.screenSeen, granted(lane)]).toEqual([false, []]);
    expect(lane.rows()).toContain('screen/stopped');
  });

  it('PRM4 a technician who gives the screen back sees no more of it', async () => {
    const lane = await laneAt('viewing');
    lane.peer.send({ t: 'permission/released', kind: 'viewScreen' });
    await turns();
    lane.streamer.stream.events.onMessage(frame);
    expect([lane.streamer.stream.isStopping, lane.sent()]).toEqual([true, 0]);
    expect(lane.heard('media/state').at(-1)).toMatchObject({ state: 'stopped', by: 'lane' });
  });

  it('PRM4 the next capture begins when the one before has stopped, or after its time', async () => {
    for (const stopsInTime of [true, false]) {
      const lane = await laneAt('viewing');
      const { stream } = lane.streamer;
      stream.stops = false;
      await lane.calls['permission/revokeAll']({});
      await lane.grant('viewScreen');
      expect(lane.streamer.streams).toHaveLength(1);
      if (stopsInTime) stream.stopped();
      else await lane.pass(laneStopTimeoutMs, 10);
      await turns();
      expect(lane.streamer.streams).toHaveLength(2);
      expect(lane.view().activity.screenSeen).toBe(true);
      // What the old one still says is not heard.
      stream.events.onMessage(frame);
      stream.events.onEnded('internal');
      expect([lane.sent(), granted(lane)]).toEqual([0, ['viewScreen']]);
    }
  });

  it('PRM4 allowed and taken back while the one before stops, none begins', async () => {
    const lane = await laneAt('viewing');
    lane.streamer.stream.stops = false;
    await lane.calls['permission/revokeAll']({});
    await lane.grant('viewScreen');
    await lane.calls['permission/revokeAll']({});
    lane.streamer.stream.stopped();
    await lane.pass(1_000, 100);
    expect(lane.streamer.streams).toHaveLength(1);
  });

  it('PRM2 on hold nothing is captured, and it goes on by itself afterwards', async () => {
    const lane = await laneAt('controlled');
    lane.peer.send({ t: 'session/hold', onHold: true });
    await turns();
    expect([lane.streamer.stream.isStopping, lane.view().activity.screenSeen]).toEqual([true, false]);
    lane.peer.send({ t: 'media/wanted' });
    lane.applet.windowReady();
    await turns();
    expect(lane.streamer.streams).toHaveLength(1);
    lane.peer.send({ t: 'session/hold', onHold: false });
    await turns();
    expect([lane.streamer.streams.length, lane.view().activity]).toEqual([2, { screenSeen: true, controlled: true }]);
  });

  it('PRM2 on hold also what was allowed meanwhile waits', async () => {
    const lane = await laneAt('verified');
    lane.peer.send({ t: 'session/hold', onHold: true });
    await lane.grant('viewScreen');
    expect(lane.streamer.streams).toHaveLength(0);
    lane.peer.send({ t: 'session/hold', onHold: false });
    await turns();
    expect(lane.streamer.streams).toHaveLength(1);
  });

  it('PRM3 a lost connection stops it, and the next one starts it anew without a question', async () => {
    const lane = await laneAt('viewing');
    lane.streamer.stream.events.onMessage(frame);
    lane.technician.network.cut();
    await turns(2);
    expect([lane.streamer.stream.isStopping, lane.view().activity.screenSeen]).toEqual([true, false]);
    lane.peer.offer();
    await turns(4);
    expect([lane.streamer.streams.length, granted(lane), lane.view().prompt]).toEqual([2, ['viewScreen'], null]);
    expect(lane.view().activity.screenSeen).toBe(true);
    expect(lane.rows().filter((row) => row.startsWith('screen/'))).toEqual([
      'screen/started',
      'screen/stopped',
      'screen/started',
    ]);
  });

  it('SL1 neither the window nor a wish for another picture disturbs it', async () => {
    const lane = await laneAt('viewing');
    lane.applet.windowGone();
    lane.applet.windowReady();
    lane.peer.send({ t: 'media/wanted' });
    await turns();
    expect([lane.streamer.streams.length, lane.window, lane.view().activity.screenSeen]).toEqual([1, [], true]);
  });

  it('SL1 a computer without such a way falls back to its window, and asks the person nothing twice', async () => {
    const streamer = new FakeScreenStreamer();
    streamer.begins = false;
    const lane = await laneAt('verified', streamer);
    await lane.grant('viewScreen');
    streamer.stream.events.onEnded('screenSourceUnavailable');
    await turns();
    expect([lane.window, granted(lane), lane.rows().includes('permission/revoked')]).toEqual([
      ['start 1'],
      ['viewScreen'],
      false,
    ]);
    expect(lane.heard('media/state').at(-1)).toMatchObject({ state: 'live', by: 'track' });
    expect(lane.view().windowCaptures).toBe(true);
    lane.technician.network.cut();
    await turns(2);
    lane.peer.offer();
    await turns(4);
    expect([streamer.streams.length, lane.window]).toEqual([1, ['start 1', 'start 2']]);
  });

  it.each(['captureFailed', 'screenSourceUnavailable'] as const)(
    'PRM4 screens that are taken away (%s) take the permission back, and what was held goes up',
    async (reason) => {
      const lane = await laneAt('controlled');
      lane.peer.sendRaw('input', encodeInputFrame({ kind: 'key', sequence: 1, code: 'KeyA', down: true }));
      await turns(2);
      lane.streamer.stream.events.onEnded(reason);
      await turns(2);
      expect(granted(lane)).toEqual([]);
      expect(new Set(lane.driver.acts)).toEqual(new Set(['KeyA down', 'KeyA up']));
      expect(lane.heard('media/state').at(-1)).toMatchObject({ state: 'failed', by: 'lane', reason });
      expect([lane.window, lane.streamer.stream.isStopping]).toEqual([[], true]);
    },
  );

  it('SL3 word of more frames than were sent ends the session', async () => {
    const lane = await laneAt('viewing');
    for (let count = 0; count < 3; count += 1) lane.streamer.stream.events.onMessage(frame);
    for (let count = 0; count < 3; count += 1) lane.peer.sendRaw('screen', drawn(4_000_000_000));
    await turns();
    expect(lane.view().step.name).toBe('session');
    lane.peer.sendRaw('screen', drawn(0));
    await turns(2);
    expect(lane.view().step).toMatchObject({ name: 'ended', reason: 'protocolBroken' });
    expect(lane.streamer.stream.received).toHaveLength(3);
  });

  it.each([
    ['a picture', frame],
    ['a cursor', encodeScreenMessage({ kind: 'cursorAt', lane: 0, at: null })],
    ['no message', Uint8Array.of(99, 0, 0, 0)],
    ['too much', new Uint8Array(100_000)],
  ])('SL1 a technician’s side that sends %s ends the session', async (_, bytes) => {
    const lane = await laneAt('viewing');
    lane.peer.sendRaw('screen', bytes);
    await turns(2);
    expect(lane.view().step).toMatchObject({ name: 'ended', reason: 'protocolBroken' });
    expect(lane.streamer.stream.isStopping).toBe(true);
  });

  it('SL3 a technician’s side that watches anew without end is cut off', async () => {
    const lane = await laneAt('viewing');
    for (let count = 0; count < 500 && lane.view().step.name === 'session'; count += 1) {
      lane.peer.send({ t: 'screen/watch', ...watch, lanes: [...watch.lanes], codecs: [] });
      await lane.pass(10, 10);
    }
    expect(lane.view().step).toMatchObject({ name: 'ended', reason: 'protocolBroken' });
    expect(lane.streamer.stream.watches.length).toBeLessThan(100);
  });

  it('PRM2 a wish to watch opens nothing that is not allowed', async () => {
    const lane = await laneAt('verified');
    lane.peer.send({ t: 'screen/watch', ...watch, lanes: [...watch.lanes], codecs: [] });
    await turns();
    expect([lane.streamer.streams.length, lane.sent()]).toEqual([0, 0]);
  });
});
