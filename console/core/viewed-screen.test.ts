import { describe, expect, it } from 'vitest';
import { deskAt } from '#tests/support/scripted-desk.ts';
import { turns } from '#tests/support/turns.ts';
import { decodeScreenMessage, encodeScreenMessage } from '#shared/std/screen/screen-message.ts';
import type { ScreenWatch } from '#shared/std/screen/screen-watch.ts';
import { testMonitor } from '#shared/std/screen/testing/fake-screen-source.ts';

const watch: ScreenWatch = { lanes: [0], codecs: ['h264'], preference: 'sharper', restart: true };

function frame(sequence: number, sizeBytes = 8): Uint8Array {
  const bytes = new Uint8Array(sizeBytes);
  new DataView(bytes.buffer).setUint32(0, sequence);
  return encodeScreenMessage({ kind: 'piece', lane: 0, first: true, last: true, bytes });
}

/** A console that sees a lane, and what of it reached its window and the customer. */
async function viewing() {
  const desk = await deskAt('verified');
  const shown: Uint8Array[] = [];
  desk.desk.onScreenMessage(({ session, bytes }) => {
    expect(session).toBe(desk.id);
    shown.push(bytes);
  });
  const goLive = async (): Promise<void> => {
    desk.peer.send({ t: 'media/state', state: 'starting', wholeScreen: false, by: 'lane', reason: null });
    desk.peer.send({ t: 'screen/monitors', monitors: [testMonitor(0)] });
    desk.peer.send({ t: 'media/state', state: 'live', wholeScreen: true, by: 'lane', reason: null });
    await turns(2);
  };
  await desk.grant('viewScreen');
  await goLive();
  const screen = () => desk.session()?.tools?.screen;
  const heard = (t: string) => desk.peer.heardPeer.filter((message) => message.t === t);
  const drawnSent = (): readonly unknown[] =>
    desk.customer.network.connections
      .flatMap(({ sent }) => sent)
      .flatMap(({ channel, bytes }) => (channel === 'screen' ? [decodeScreenMessage(bytes)] : []))
      .filter((message) => message?.kind === 'drawn');
  return { ...desk, shown, goLive, screen, heard, drawnSent };
}

describe('a screen that comes by the lane', () => {
  it('SL1 is shown with its monitors, passed on to the window as it came, and word goes back', async () => {
    const desk = await viewing();
    expect(desk.view().screen).toEqual({ state: 'live', controllable: true, by: 'lane', monitors: [testMonitor(0)] });
    desk.screen()?.watch(watch);
    await turns();
    expect(desk.heard('screen/watch')).toEqual([{ t: 'screen/watch', ...watch }]);
    desk.peer.sendRaw('screen', frame(5));
    await turns();
    expect(desk.shown).toEqual([frame(5)]);
    desk.screen()?.drawn(0, 5);
    await turns();
    expect(desk.drawnSent()).toEqual([{ kind: 'drawn', lane: 0, sequence: 5 }]);
  });

  it('SL3 a window that asks for a new picture without end is not passed on as it asks, and the last word counts', async () => {
    const desk = await viewing();
    for (let lane = 0; lane < 16; lane += 1) {
      desk.screen()?.watch({ ...watch, lanes: [lane], restart: lane === 3 });
      await desk.pass(10, 10);
    }
    expect(desk.heard('screen/watch')).toHaveLength(1);
    await desk.pass(2_000, 100);
    expect(desk.heard('screen/watch')).toMatchObject([
      { lanes: [0], restart: false },
      { lanes: [15], restart: true },
    ]);
    desk.screen()?.watch({ ...watch, restart: false });
    await turns();
    expect(desk.heard('screen/watch').at(-1)).toMatchObject({ lanes: [0], restart: false });
  });

  it('SL4 monitors that come and go are shown, by names without tricks', async () => {
    const desk = await viewing();
    desk.peer.send({ t: 'screen/monitors', monitors: [testMonitor(0), testMonitor(3, { name: ' \u202eTV\n ' })] });
    await turns();
    expect(desk.view().screen).toMatchObject({ monitors: [testMonitor(0), testMonitor(3, { name: 'TV' })] });
  });

  it('SL4 a lane that was closed and opened again before anybody was told begins anew', async () => {
    const desk = await viewing();
    for (const lane of [0, 1, 0]) desk.screen()?.watch({ ...watch, lanes: [lane], restart: false });
    await desk.pass(1_000, 100);
    expect(desk.heard('screen/watch').at(-1)).toMatchObject({ lanes: [0], restart: true });
  });

  it('SL3 a window says only that drawn is what it was given', async () => {
    const desk = await viewing();
    desk.peer.sendRaw('screen', frame(5));
    await turns();
    for (const sequence of [4, 5, 5, 6]) desk.screen()?.drawn(0, sequence);
    desk.screen()?.drawn(1, 5);
    await turns();
    expect(desk.drawnSent()).toHaveLength(1);
  });

  it('PRM3 SL4 after a lost connection the same is watched again, and word of the old one’s frames is not sent', async () => {
    const desk = await viewing();
    desk.screen()?.watch(watch);
    desk.peer.sendRaw('screen', frame(5));
    await turns();
    desk.customer.network.cut();
    await desk.pass(4_000, 500);
    await turns(4);
    desk.peer.heardPeer.length = 0;
    await desk.goLive();
    expect(desk.heard('screen/watch')).toEqual([{ t: 'screen/watch', ...watch, restart: true }]);
    desk.screen()?.drawn(0, 5);
    await turns();
    expect(desk.drawnSent()).toEqual([]);
    expect(desk.view().status.name).toBe('active');
  });

  it('PRM2 what is not allowed, or not any more, is not shown, and is nobody’s fault', async () => {
    const desk = await viewing();
    desk.screen()?.watch(watch);
    desk.session()?.tools?.release('viewScreen');
    desk.peer.sendRaw('screen', frame(1));
    desk.peer.send({ t: 'screen/monitors', monitors: [testMonitor(0)] });
    await turns();
    desk.screen()?.watch(watch);
    desk.screen()?.drawn(0, 1);
    await turns();
    expect([desk.shown, desk.view().screen, desk.view().status.name]).toEqual([[], { state: 'none' }, 'active']);
    expect([desk.heard('screen/watch').length, desk.drawnSent()]).toEqual([1, []]);
  });

  it('SL3 a customer’s side that sends more than is drawn is cut off, and the window was spared', async () => {
    const desk = await viewing();
    for (let sequence = 0; sequence < 1_000 && desk.view().status.name === 'active'; sequence += 1) {
      desk.peer.sendRaw('screen', frame(sequence, 60_000));
      await turns();
    }
    expect(desk.view().status).toEqual({ name: 'closed', by: 'handrail', reason: 'protocolBroken' });
    expect(desk.shown.length).toBeLessThan(30);
  });

  it('SL5 of a pointer that is everywhere at once the window is told little, and the session goes on', async () => {
    const desk = await viewing();
    for (let x = 0; x < 5_000; x += 1) {
      desk.peer.sendRaw('screen', encodeScreenMessage({ kind: 'cursorAt', lane: 0, at: { x, y: 0 } }));
      if (x % 50 === 0) await desk.pass(10, 10);
    }
    expect(desk.view().status.name).toBe('active');
    expect(desk.shown.length).toBeLessThan(1_000);
  });

  it.each([
    ['word of what is drawn', encodeScreenMessage({ kind: 'drawn', lane: 0, sequence: 1 })],
    ['no message', Uint8Array.of(1, 16, 3, 0)],
    ['too much', new Uint8Array(100_000).fill(1)],
  ])('SL1 a customer’s side that sends %s ends the session', async (_, bytes) => {
    const desk = await viewing();
    desk.peer.sendRaw('screen', bytes);
    await turns(2);
    expect(desk.view().status).toMatchObject({ name: 'closed', reason: 'protocolBroken' });
  });

  it.each([
    ['none', []],
    ['two of one number', [testMonitor(0), testMonitor(0)]],
    ['one too large to be held', [testMonitor(0, { width: 16_384, height: 16_384 })]],
    ['one that is nowhere', [testMonitor(0, { x: 1e9 })]],
    ['seventeen', Array.from({ length: 17 }, (_, id) => testMonitor(id))],
  ])('SL1 monitors that no computer has (%s) end the session', async (_, monitors) => {
    const desk = await viewing();
    desk.peer.send({ t: 'screen/monitors', monitors });
    await turns(2);
    expect(desk.view().status).toMatchObject({ name: 'closed', reason: 'protocolBroken' });
  });

  it('SL1 a lane without monitors is none', async () => {
    const desk = await deskAt('verified');
    await desk.grant('viewScreen');
    desk.peer.send({ t: 'media/state', state: 'live', wholeScreen: true, by: 'lane', reason: null });
    await turns(2);
    expect(desk.view().status).toMatchObject({ name: 'closed', reason: 'protocolBroken' });
  });

  it('SL1 a lane is not asked for another media connection; a track is', async () => {
    const desk = await viewing();
    desk.screen()?.wantMedia();
    desk.peer.send({ t: 'media/state', state: 'live', wholeScreen: true, by: 'track', reason: null });
    await turns();
    desk.screen()?.wantMedia();
    await turns();
    expect(desk.heard('media/wanted')).toHaveLength(1);
    expect(desk.view().screen).toMatchObject({ by: 'track', monitors: [] });
  });
});
