import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleMark, samplePicture } from '#tests/support/board-samples.ts';
import { liveCall } from '#tests/support/lens-window.ts';
import { deskAt } from '#tests/support/scripted-desk.ts';
import { turns } from '#tests/support/turns.ts';
import { noCall } from '#shared/std/lens/call-state.ts';
import { encodeTrackedFrame, type TrackedFrame } from '#shared/std/lens/tracked-frame.ts';
import { callGenerationRate, messageRates, trackedFrameRate } from '#shared/std/protocol/limits.ts';
import type { PeerMessage } from '#shared/std/protocol/peer-messages.ts';
import { permissionKinds } from '#shared/std/protocol/permission-kind.ts';

type Desk = Awaited<ReturnType<typeof deskAt>>;

/** A camera session whose customer is the test's, with what the window would hear. */
async function lensDesk() {
  const desk = await deskAt('verified', {}, 'pin', {}, 'lens');
  const heard: string[] = [];
  const frames: TrackedFrame[] = [];
  desk.desk.on('callSignal', () => heard.push('signal'));
  desk.desk.on('boardTracked', ({ frame }) => frames.push(frame));
  const lens = desk.session()?.tools?.lens;
  if (lens === undefined) throw new Error('no session');
  return { ...desk, heard, frames, lens };
}

/** Says yes to what the console asked of itself. */
async function allowAll({ peer }: Desk): Promise<void> {
  await turns();
  for (const asked of peer.heardPeer.splice(0)) {
    if (asked.t !== 'permission/ask') continue;
    peer.send({ t: 'permission/answer', request: asked.request, kind: asked.kind, granted: true, reason: null });
  }
  await turns();
}

const heldFrame = (sentAtMs: number, id = 1): Uint8Array =>
  encodeTrackedFrame({ capturedAtMs: sentAtMs, sentAtMs, marks: [{ id, transform: null }] });

describe('a customer’s side that lies about its camera', () => {
  it('CALL1 asks for camera and voice by itself, once, and shows nothing of either before there is a yes', async () => {
    const desk = await lensDesk();
    const asked = desk.peer.heardPeer.flatMap((message) => (message.t === 'permission/ask' ? [message.kind] : []));
    expect(asked).toEqual(['camera', 'voice']);
    desk.peer.send({ t: 'call/state', state: liveCall });
    desk.peer.send({ t: 'call/signal', signal: { generation: 1, data: 'x' } });
    desk.peer.send({ t: 'board/tracking', mode: 'tracking' });
    desk.peer.sendRaw('pointer', heldFrame(1));
    await turns(2);
    const { camera, board } = desk.view();
    expect([camera.call, board.tracking, desk.heard, desk.frames]).toEqual([noCall, 'off', [], []]);
    expect(desk.rows()).not.toContain('camera/started');
    expect(desk.view().status.name).toBe('active');
  });

  it('CALL1 one of both allowed is shown without the other', async () => {
    const desk = await lensDesk();
    const voice = desk.peer.heardPeer.find((message) => message.t === 'permission/ask' && message.kind === 'voice');
    if (voice?.t !== 'permission/ask') throw new Error('voice was not asked for');
    desk.peer.send({ t: 'permission/answer', request: voice.request, kind: 'voice', granted: true, reason: null });
    desk.peer.send({ t: 'call/state', state: liveCall });
    await turns(2);
    expect(desk.view().camera.call).toEqual({ ...noCall, microphone: 'live' });
  });

  it('PRM3 given back, it is not shown whatever comes', async () => {
    const desk = await lensDesk();
    await allowAll(desk);
    desk.peer.send({ t: 'call/state', state: liveCall });
    await turns();
    expect(desk.view().camera.call).toEqual(liveCall);
    desk.session()?.tools?.release('camera');
    desk.session()?.tools?.release('voice');
    desk.peer.send({ t: 'call/state', state: { ...liveCall, torch: 'on' } });
    desk.peer.send({ t: 'call/signal', signal: { generation: 9, data: 'x' } });
    await turns(2);
    expect([desk.view().camera.call, desk.heard]).toEqual([noCall, []]);
  });

  it('CALL2 calls that begin all the time reach the window as few as an honest side’s, and none of an older one', async () => {
    const desk = await lensDesk();
    await allowAll(desk);
    const seconds = 20;
    for (let generation = 1; generation <= seconds * messageRates.callSignal.perSecond; generation += 1) {
      desk.peer.send({ t: 'call/signal', signal: { generation, data: 'x' } });
      desk.clock.advance(1_000 / messageRates.callSignal.perSecond);
      await turns();
    }
    const { perSecond, burst } = callGenerationRate;
    expect(desk.view().status.name).toBe('active');
    expect(desk.heard.length).toBeGreaterThan(burst);
    expect(desk.heard.length).toBeLessThanOrEqual(burst + seconds * perSecond + 1);
    const before = desk.heard.length;
    desk.peer.send({ t: 'call/signal', signal: { generation: 1, data: 'x' } });
    await turns();
    expect(desk.heard).toHaveLength(before);
  });

  it('CALL4 an answer to what was not asked changes nothing', async () => {
    const desk = await lensDesk();
    await allowAll(desk);
    desk.peer.send({ t: 'camera/answer', request: 'front', accepted: false });
    await turns();
    expect([desk.view().camera.request, desk.rows().includes('camera/declined')]).toEqual([null, false]);
  });

  it('CALL1 what only the technician says means nothing from a customer', async () => {
    const desk = await lensDesk();
    await allowAll(desk);
    desk.peer.send({ t: 'recording/state', on: true });
    desk.peer.send({ t: 'call/voice', voice: 'live' });
    desk.peer.send({ t: 'camera/request', request: 'front' });
    desk.peer.send({ t: 'board/picture', ...samplePicture(1) });
    desk.peer.send({ t: 'board/begin', ...sampleMark(1) });
    desk.peer.send({ t: 'board/still', picture: 1 });
    desk.peer.sendSealed({ t: 'technician/hello', sessionType: 'remoteSupport' });
    await turns(2);
    const { camera, board, type } = desk.view();
    expect([camera.recordingSinceMs, camera.voice, camera.request]).toEqual([null, 'none', null]);
    expect([board.marks, board.pictures, type, desk.view().status.name]).toEqual([[], [], 'lens', 'active']);
  });

  it('BRD4 BRD5 word of marks that there are not goes nowhere', async () => {
    const desk = await lensDesk();
    await allowAll(desk);
    desk.peer.send({ t: 'board/held', id: 5, hold: 'held' });
    desk.peer.sendRaw('pointer', heldFrame(1_000, 5));
    await turns();
    expect([desk.view().board.marks, desk.frames]).toEqual([[], []]);
    desk.lens.board.addPicture(samplePicture(1));
    desk.lens.board.begin(sampleMark(5));
    desk.peer.send({ t: 'board/held', id: 5, hold: 'held' });
    desk.peer.sendRaw('pointer', heldFrame(1_040, 5));
    await turns();
    expect([desk.view().board.marks[0]?.hold, desk.frames.length]).toEqual(['held', 1]);
  });

  it('BRD5 a frame of marks that is none ends the session', async () => {
    const desk = await lensDesk();
    await allowAll(desk);
    desk.peer.sendRaw('pointer', Uint8Array.from([1, 2, 3]));
    await turns(2);
    expect(desk.view().status).toEqual({ name: 'closed', by: 'handrail', reason: 'protocolBroken' });
  });

  it('BRD5 a flood of frames costs the window no more than a fast phone', async () => {
    const desk = await lensDesk();
    await allowAll(desk);
    desk.lens.board.addPicture(samplePicture(1));
    desk.lens.board.begin(sampleMark(1));
    for (let n = 0; n < 2_000; n += 1) desk.peer.sendRaw('pointer', heldFrame(n));
    await turns(2);
    expect(desk.frames.length).toBeLessThanOrEqual(trackedFrameRate.burst);
    expect(desk.view().status.name).toBe('active');
  });

  it('CALL1 BRD1 whatever it says in whatever order, nothing is shown that was not allowed', async () => {
    const said = fc.constantFrom<PeerMessage>(
      { t: 'call/state', state: liveCall },
      { t: 'call/state', state: noCall },
      { t: 'call/state', state: { ...liveCall, camera: { state: 'failed', reason: 'cameraLost' } } },
      { t: 'call/signal', signal: { generation: 1, data: 'x' } },
      { t: 'camera/answer', request: 'front', accepted: true },
      { t: 'board/held', id: 1, hold: 'held' },
      { t: 'board/tracking', mode: 'freezeOnly' },
      { t: 'recording/state', on: true },
    );
    const kinds = fc.constantFrom(...permissionKinds);
    const revoked = kinds.map((kind): PeerMessage => ({ t: 'permission/revoked', kinds: [kind] }));
    const answered = fc.tuple(kinds, fc.boolean()).map(([kind, granted]): PeerMessage => ({
      t: 'permission/answer',
      request: 'request-1',
      kind,
      granted,
      reason: null,
    }));
    const message = fc.oneof(
      { weight: 20, arbitrary: said },
      { weight: 1, arbitrary: revoked },
      { weight: 4, arbitrary: answered },
    );
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(message, { minLength: 10, maxLength: 30, size: 'max' }),
        async (allows, messages) => {
          const desk = await lensDesk();
          if (allows) await allowAll(desk);
          desk.lens.board.addPicture(samplePicture(1));
          desk.lens.board.begin(sampleMark(1));
          for (const each of messages) {
            desk.peer.send(each);
            await turns();
            const { permissions, camera, board } = desk.view();
            const isCamera = permissions.camera.state === 'granted';
            expect(camera.call.camera.state === 'off' || isCamera).toBe(true);
            expect(camera.call.microphone === 'none' || permissions.voice.state === 'granted').toBe(true);
            expect(board.marks.length === 0 || isCamera).toBe(true);
            // Nobody was asked for these.
            expect([permissions.recording.state, camera.recordingSinceMs]).toEqual(['off', null]);
            if (camera.call.camera.state === 'live') shown += 1;
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(shown).toBeGreaterThan(10);
  }, 60_000);
});
