import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { jpegHeader, sampleMark, samplePicture } from '#tests/support/board-samples.ts';
import { liveCall } from '#tests/support/lens-window.ts';
import { appletAt, type ScriptedApplet } from '#tests/support/scripted-applet.ts';
import { turns } from '#tests/support/turns.ts';
import { toBase64Url } from '#shared/std/crypto/bytes.ts';
import { maxBoardPictures, maxMarkPoints, maxMarks } from '#shared/std/lens/board-limits.ts';
import { noCall } from '#shared/std/lens/call-state.ts';
import { encodeTrackedFrame } from '#shared/std/lens/tracked-frame.ts';
import type { PeerMessage } from '#shared/std/protocol/peer-messages.ts';
import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import { sessionTypes, type SessionType } from '#shared/std/protocol/session-type.ts';

const lensKinds = ['camera', 'voice', 'recording'] as const;

/** What the person has really allowed: by their presses, or beforehand and once, in a camera session. */
class Truth {
  readonly allowed = new Set<PermissionKind>();
  readonly prepared = new Set<PermissionKind>();
  readonly spent = new Set<PermissionKind>();
  isLens = false;
  ended = false;

  /** All of these are for camera sessions alone. */
  may(kind: PermissionKind): boolean {
    return !this.ended && this.isLens && this.allowed.has(kind);
  }

  /** Something was granted without a press: it must have been agreed to. */
  grantedUnasked(kind: PermissionKind): void {
    if (!this.isLens || !this.prepared.has(kind) || this.spent.has(kind)) return;
    this.spent.add(kind);
    this.allowed.add(kind);
  }

  withdraw(): void {
    this.prepared.clear();
    for (const kind of lensKinds) this.spent.add(kind);
  }
}

type World = {
  readonly applet: ScriptedApplet;
  readonly truth: Truth;
  /** Of the newest call that the window was told of. */
  generation: number;
};
type Act = (world: World, number: number) => void | Promise<void>;

const say =
  (make: (number: number) => PeerMessage): Act =>
  ({ applet }, number) =>
    applet.peer.send(make(number));

const kindOf = (number: number): PermissionKind => lensKinds[number % 3] ?? 'camera';
const bomb = { width: 640, height: 480, jpeg: toBase64Url(jpegHeader(30_000, 30_000)) };

/** What a technician's side can say of camera, voice and whiteboard, honest or not. */
const technicianActs: Readonly<Record<string, Act>> = {
  sayLens: ({ applet }) => applet.peer.sendSealed({ t: 'technician/hello', sessionType: 'lens' }),
  ask: say((number) => ({ t: 'permission/ask', request: `request-${number}`, kind: kindOf(number) })),
  answerItself: say((number) => ({
    t: 'permission/answer',
    request: `request-${number}`,
    kind: kindOf(number),
    granted: true,
    reason: null,
  })),
  want: say(() => ({ t: 'call/wanted' })),
  signal: say((generation) => ({ t: 'call/signal', signal: { generation, data: 'x' } })),
  claimState: say(() => ({ t: 'call/state', state: liveCall })),
  speak: say(() => ({ t: 'call/voice', voice: 'live' })),
  request: say((number) => ({ t: 'camera/request', request: number % 2 === 0 ? 'front' : 'torchOn' })),
  answerRequest: say(() => ({ t: 'camera/answer', request: 'front', accepted: true })),
  record: say((number) => ({ t: 'recording/state', on: number % 2 === 0 })),
  hold: say((number) => ({ t: 'session/hold', onHold: number % 2 === 0 })),
  picture: say((number) => ({ t: 'board/picture', ...samplePicture(number + 1) })),
  bomb: say((number) => ({ t: 'board/picture', id: number + 100, ...bomb })),
  begin: say((number) => ({ t: 'board/begin', ...sampleMark(number + 1, { picture: 1 + (number % 3) }) })),
  extend: say((number) => ({ t: 'board/extend', id: number + 1, points: [[0.5, 0.5]] })),
  finish: say((number) => ({ t: 'board/end', id: number + 1 })),
  remove: say((number) => ({ t: 'board/remove', ids: [number + 1] })),
  still: say((number) => ({ t: 'board/still', picture: number + 1 })),
  held: say((number) => ({ t: 'board/held', id: number + 1, hold: 'held' })),
  frame: ({ applet }) =>
    applet.peer.sendRaw('pointer', encodeTrackedFrame({ capturedAtMs: 1, sentAtMs: 1, marks: [] })),
};

const personActs: Readonly<Record<string, Act>> = {
  prepare: ({ applet, truth }, number) => {
    const camera = number % 2 === 0;
    truth.prepared.clear();
    truth.prepared.add('voice');
    if (camera) truth.prepared.add('camera');
    applet.notices['call/prepared']({ camera, voice: true });
  },
  allow: async ({ applet, truth }) => {
    const { prompt } = applet.view();
    if (prompt === null) return;
    truth.allowed.add(prompt.kind);
    await applet.calls['permission/answer']({ prompt: prompt.id, allowed: true });
  },
  doIt: async ({ applet }) => {
    await applet.calls['camera/answer']({ accepted: true });
  },
};

const rareActs: Readonly<Record<string, Act>> = {
  release: say((number) => ({ t: 'permission/released', kind: kindOf(number) })),
  revokeAll: async ({ applet, truth }) => {
    truth.allowed.clear();
    truth.withdraw();
    await applet.calls['permission/revokeAll']({});
  },
  deny: async ({ applet, truth }) => {
    const { prompt } = applet.view();
    if (prompt !== null) truth.withdraw();
    await applet.calls['permission/answer']({ prompt: prompt?.id ?? '', allowed: false });
  },
  reconnect: ({ applet }) => applet.peer.offer(),
};

const lastActs: Readonly<Record<string, Act>> = {
  end: async ({ applet, truth }) => {
    truth.ended = true;
    await applet.calls['session/end']({});
  },
};

/** The window may be hijacked: it says of its devices and of the marks what it likes. */
const windowActs: Readonly<Record<string, Act>> = {
  liveNow: ({ applet, generation }) => applet.notices['call/state']({ generation, state: liveCall }),
  live: ({ applet }, generation) => applet.notices['call/state']({ generation, state: liveCall }),
  off: ({ applet }, generation) => applet.notices['call/state']({ generation, state: noCall }),
  stopped: ({ applet }, generation) => applet.notices['call/stopped']({ generation }),
  signal: ({ applet }, generation) => applet.notices['call/signal']({ generation, data: 'x' }),
  held: ({ applet }, number) => applet.notices['board/held']({ id: number + 1, hold: 'held' }),
  tracking: ({ applet }) => applet.notices['board/tracking']({ mode: 'tracking' }),
  tracked: ({ applet }, number) =>
    applet.notices['board/tracked']({
      capturedAtMs: number,
      sentAtMs: number,
      marks: [{ id: number + 1, transform: null }],
    }),
  gone: ({ applet }) => applet.applet.windowGone(),
  ready: ({ applet }) => applet.applet.windowReady(),
};

/** Those that bring a session to where it hurts. */
const usualActs: Readonly<Record<string, Act>> = Object.fromEntries(
  Object.entries({ ...technicianActs, ...personActs, ...windowActs }).filter(([name]) =>
    ['ask', 'allow', 'picture', 'begin', 'liveNow', 'tracked', 'request', 'record'].includes(name),
  ),
);

const oneOf = (acts: Readonly<Record<string, Act>>): fc.Arbitrary<readonly [string, Act]> =>
  fc.constantFrom(...Object.entries(acts));
const step = fc.record({
  act: fc.oneof(
    { weight: 50, arbitrary: oneOf(technicianActs) },
    { weight: 20, arbitrary: oneOf(personActs) },
    { weight: 15, arbitrary: oneOf(windowActs) },
    { weight: 20, arbitrary: oneOf(usualActs) },
    { weight: 3, arbitrary: oneOf(rareActs) },
    { weight: 1, arbitrary: oneOf(lastActs) },
  ),
  number: fc.nat(5),
  ms: fc.constantFrom(0, 0, 0, 50, 700),
});

/** A session in which a camera is seen and drawn on. */
async function beginDrawing(world: World): Promise<void> {
  const { applet, truth } = world;
  for (const kind of lensKinds) {
    truth.allowed.add(kind);
    await applet.grant(kind);
  }
  applet.notices['call/state']({ generation: world.generation, state: liveCall });
  applet.peer.send({ t: 'board/picture', ...samplePicture(1) });
  applet.peer.send({ t: 'board/begin', ...sampleMark(1) });
  await turns();
}

it('CALL1 BRD1 PRM2 nothing that a technician or a window does shows or sends what the person has not allowed', async () => {
  const seen = { calls: 0, live: 0, marks: 0, frames: 0, recorded: 0, requests: 0, unasked: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<SessionType | undefined>(...sessionTypes, 'lens', 'lens', 'lens', undefined),
      fc.boolean(),
      fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }),
      async (sessionType, isDrawing, steps) => {
        const applet = await appletAt('verified', sessionType === undefined ? {} : { sessionType });
        const truth = new Truth();
        const breaches: string[] = [];
        const world: World = { applet, truth, generation: 0 };
        applet.applet.on('callStart', ({ generation, camera, voice }) => {
          seen.calls += 1;
          world.generation = generation;
          for (const { kind } of applet.view().granted) if (!truth.allowed.has(kind)) truth.grantedUnasked(kind);
          if (camera && !truth.may('camera')) truth.grantedUnasked('camera');
          if (voice && !truth.may('voice')) truth.grantedUnasked('voice');
          if (camera && !truth.may('camera')) breaches.push('the camera begins');
          if (voice && !truth.may('voice')) breaches.push('the microphone begins');
        });
        applet.applet.on('callSignal', () => {
          if (!truth.may('camera') && !truth.may('voice')) breaches.push('a signal reached the window');
        });
        applet.applet.on('view', (event) => {
          if (applet.view().step.name === 'ended') truth.ended = true;
          if (event.name !== 'board/event') return;
          const shows = event.event.name === 'board/marked' || event.event.name === 'board/pictured';
          if (shows && !truth.may('camera')) breaches.push('a drawing appears');
        });
        const check = (): void => {
          const { granted, call, board, recorded, cameraRequest, technicianVoice } = applet.view();
          for (const { kind } of granted) if (!truth.may(kind)) breaches.push(`granted ${kind}`);
          if (call.camera.state !== 'off' && !truth.may('camera')) breaches.push('the camera is told of');
          if (call.microphone !== 'none' && !truth.may('voice')) breaches.push('the microphone is told of');
          if (recorded && !truth.may('recording')) breaches.push('recorded');
          if (technicianVoice !== 'none' && !truth.may('voice')) breaches.push('the technician speaks');
          if ((cameraRequest !== null || board.marks.length > 0 || board.still !== null) && !truth.may('camera'))
            breaches.push('a drawing or a request stays');
          if (board.marks.length > maxMarks || board.pictures.length > maxBoardPictures) breaches.push('too much');
          if (board.marks.some(({ points }) => points.length > maxMarkPoints)) breaches.push('too long');
          if (board.pictures.some(({ jpeg }) => jpeg === bomb.jpeg)) breaches.push('a bomb');
          seen.live += Number(call.camera.state === 'live');
          seen.marks += board.marks.length;
          seen.recorded += Number(recorded);
          seen.requests += Number(cameraRequest !== null);
        };
        truth.isLens = sessionType === 'lens';
        if (isDrawing && truth.isLens) await beginDrawing(world);
        else await personActs['prepare']?.(world, 0);
        for (const {
          act: [name, act],
          number,
          ms,
        } of steps) {
          if (name === 'sayLens' && sessionType === undefined) truth.isLens = true;
          await act(world, number);
          applet.clock.advance(ms);
          await turns();
          check();
          expect(breaches, name).toEqual([]);
        }
        seen.unasked += Array.from(truth.spent).filter((kind) => truth.allowed.has(kind)).length;
        const frames = applet.technician.network.connections.flatMap(({ role, sent }) =>
          role === 'answerer' ? sent.filter(({ channel }) => channel === 'pointer') : [],
        );
        seen.frames += frames.length;
        await applet.calls['session/end']({});
        await applet.pass(4_000, 500);
        expect(applet.view().call).toEqual(noCall);
        expect(applet.clock.timerCount).toBe(0);
      },
    ),
    { numRuns: 100 },
  );
  // A test of what must not happen shows nothing unless what may happen did.
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(10);
}, 120_000);
