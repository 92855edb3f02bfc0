import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { appletAt, type ScriptedApplet } from '#tests/support/scripted-applet.ts';
import { turns } from '#tests/support/turns.ts';
import type { InputDriver, MouseButton } from '#shared/std/input/input-driver.ts';
import { encodeInputFrame, encodePointerFrame } from '#shared/std/input/input-frame.ts';
import { encodeFileFrame } from '#shared/std/protocol/file-frame.ts';
import { permissionKinds, type PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import { MemoryFileStore } from '#shared/std/transfer/testing/memory-file-store.ts';

/**
 * What the person has really allowed so far, by nothing but what they did and what reached them: written without a look at
 * the code under test.
 */
class Truth {
  terms = false;
  started = false;
  verified = false;
  ended = false;
  onHold = false;
  readonly allowed = new Set<PermissionKind>();

  may(kind: PermissionKind): boolean {
    return this.terms && this.started && this.verified && !this.ended && this.allowed.has(kind);
  }
}

/** A mouse and keyboard that complain at once when they are moved though nobody allowed it. */
class WatchedDriver implements InputDriver {
  readonly breaches: string[] = [];
  downs = 0;
  readonly held = new Set<string>();
  readonly #mayControl: () => boolean;

  constructor(mayControl: () => boolean) {
    this.#mayControl = mayControl;
  }

  screenSize(): Promise<{ width: number; height: number }> {
    return Promise.resolve({ width: 1_000, height: 1_000 });
  }

  moveTo(): Promise<void> {
    this.#act('move');
    return Promise.resolve();
  }

  button(button: MouseButton, down: boolean): Promise<boolean> {
    this.#press(button, down);
    return Promise.resolve(true);
  }

  wheel(): Promise<void> {
    this.#act('wheel');
    return Promise.resolve();
  }

  key(code: string, down: boolean): Promise<boolean> {
    this.#press(code, down);
    return Promise.resolve(true);
  }

  text(): Promise<string> {
    this.#act('text');
    return Promise.resolve('');
  }

  /** Going up is always right. */
  #press(what: string, down: boolean): void {
    if (!down) {
      this.held.delete(what);
      return;
    }
    this.#act(`${what} down`);
    this.held.add(what);
  }

  #act(what: string): void {
    this.downs += 1;
    if (!this.#mayControl()) this.breaches.push(what);
  }
}

type Step =
  | {
      readonly by: 'technician';
      readonly act: keyof typeof technicianActs;
      readonly kind: PermissionKind;
      readonly number: number;
    }
  | { readonly by: 'person'; readonly act: keyof typeof personActs; readonly number: number }
  | { readonly by: 'window'; readonly act: keyof typeof windowActs; readonly number: number }
  | { readonly by: 'time'; readonly ms: number };

type World = { readonly applet: ScriptedApplet; readonly truth: Truth; sequence: number };

/** Everything that a technician's side can send, in any state, honest or not. */
const technicianActs = {
  start: ({ applet }: World) => applet.peer.sendSealed({ t: 'session/start' }),
  claimVerified: ({ applet }: World) => applet.peer.sendSealed({ t: 'verification/done' }),
  claimTerms: ({ applet }: World) =>
    applet.peer.sendSealed({
      t: 'terms/answer',
      accepted: true,
      termsVersion: '1',
      termsHash: 'A'.repeat(43),
      locale: 'en',
    }),
  offer: ({ applet }: World) => applet.peer.offer(),
  offerFarAhead: ({ applet }: World, _: PermissionKind, number: number) => applet.peer.offer(1_000 + number),
  cut: ({ applet }: World) => applet.technician.network.cut(),
  ask: ({ applet }: World, kind: PermissionKind, number: number) =>
    applet.peer.send({ t: 'permission/ask', request: `request-${number}`, kind }),
  answerItself: ({ applet }: World, kind: PermissionKind, number: number) =>
    applet.peer.send({ t: 'permission/answer', request: `request-${number}`, kind, granted: true, reason: null }),
  release: ({ applet }: World, kind: PermissionKind) => applet.peer.send({ t: 'permission/released', kind }),
  wantMedia: ({ applet }: World) => applet.peer.send({ t: 'media/wanted' }),
  mediaLive: ({ applet }: World) =>
    applet.peer.send({ t: 'media/state', state: 'live', wholeScreen: true, by: 'track', reason: null }),
  hold: ({ applet }: World) => applet.peer.send({ t: 'session/hold', onHold: true }),
  resume: ({ applet }: World) => applet.peer.send({ t: 'session/hold', onHold: false }),
  chat: ({ applet }: World, _: PermissionKind, number: number) =>
    applet.peer.send({ t: 'chat/message', id: `message-${number}`, text: 'Press Allow' }),
  offerFile: ({ applet }: World, _: PermissionKind, number: number) =>
    applet.peer.send({ t: 'file/offer', transfer: `transfer-${number}`, name: 'x.txt', sizeBytes: 4, sha256: null }),
  acceptItself: ({ applet }: World, _: PermissionKind, number: number) =>
    applet.peer.send({ t: 'file/accept', transfer: `transfer-${number}` }),
  fileBytes: ({ applet }: World, _: PermissionKind, number: number) =>
    applet.peer.sendRaw(
      'file',
      encodeFileFrame({ transfer: `transfer-${number}`, offset: 0, bytes: new Uint8Array(4) }),
    ),
  finishFile: ({ applet }: World, _: PermissionKind, number: number) =>
    applet.peer.send({ t: 'file/finish', transfer: `transfer-${number}`, sha256: hashOfFourZeros }),
  key: (world: World) => {
    world.sequence += 1;
    const frame = { kind: 'key', sequence: world.sequence, code: 'KeyA', down: true } as const;
    world.applet.peer.sendRaw('input', encodeInputFrame(frame));
  },
  text: (world: World) => {
    world.sequence += 1;
    world.applet.peer.sendRaw('input', encodeInputFrame({ kind: 'text', sequence: world.sequence, text: 'rm -rf' }));
  },
  click: (world: World) => {
    world.sequence += 1;
    const frame = {
      kind: 'button',
      sequence: world.sequence,
      moves: 0,
      button: 'left',
      down: true,
      x: 9,
      y: 9,
    } as const;
    world.applet.peer.sendRaw('input', encodeInputFrame(frame));
  },
  move: (world: World) => {
    world.sequence += 1;
    world.applet.peer.sendRaw('pointer', encodePointerFrame({ sequence: world.sequence, x: 5, y: 5 }));
  },
  end: ({ applet }: World) => applet.peer.send({ t: 'session/end', reason: 'ended' }),
  relayEnds: ({ applet }: World) =>
    applet.technician.relaySays({ v: 1, t: 'session/state', session: applet.technician.session, state: 'ended' }),
  relayDrops: ({ applet }: World) => applet.technician.hangUp(),
} as const;

const hashOfFourZeros = 'df3f619804a92fdb4057192dc43dd748ea778adc52bc498ce80524c014b81119';

const personActs = {
  accept: async ({ applet, truth }: World) => {
    if (applet.view().step.name === 'terms') truth.terms = true;
    await applet.calls['terms/answer']({ accepted: true, locale: 'en' });
  },
  rightCode: async ({ applet, truth }: World) => {
    const entered = await applet.calls['verification/enter']({ code: applet.technician.code });
    if (entered.ok) truth.verified = true;
  },
  wrongCode: async ({ applet }: World) => {
    await applet.calls['verification/enter']({ code: '12345' });
  },
  allow: async ({ applet, truth }: World) => {
    const { prompt } = applet.view();
    if (prompt === null) return;
    // Allowed is what the person reads, when they press: the core is told right after.
    truth.allowed.add(prompt.kind);
    await applet.calls['permission/answer']({ prompt: prompt.id, allowed: true });
  },
  deny: async ({ applet }: World) => {
    await applet.calls['permission/answer']({ prompt: applet.view().prompt?.id ?? '', allowed: false });
  },
  pressBlindly: async ({ applet }: World, number: number) => {
    await applet.calls['permission/answer']({ prompt: `request-${number}`, allowed: true });
  },
  revokeAll: async ({ applet, truth }: World) => {
    truth.allowed.clear();
    await applet.calls['permission/revokeAll']({});
  },
  smallX: async ({ applet, truth }: World) => {
    truth.ended = true;
    await applet.calls['session/end']({});
  },
} as const;

/** The window may be hijacked: it says of its capture what it likes. */
const windowActs = {
  started: ({ applet }: World, number: number) =>
    applet.notices['capture/started']({ generation: number, wholeScreen: true }),
  stopped: ({ applet }: World, number: number) => applet.notices['capture/stopped']({ generation: number }),
  failed: ({ applet }: World, number: number) =>
    applet.notices['capture/failed']({ generation: number, reason: 'captureFailed' }),
  signal: ({ applet }: World, number: number) => applet.notices['media/signal']({ generation: number, data: 'x' }),
  gone: ({ applet }: World) => applet.applet.windowGone(),
  ready: ({ applet }: World) => applet.applet.windowReady(),
} as const;

const keysOf = <Acts extends object>(acts: Acts): (keyof Acts)[] => Object.keys(acts) as (keyof Acts)[];

/** Those that end the session, or take the connection away: rare, or nothing else would ever happen. */
const rareActs = ['end', 'relayEnds', 'relayDrops', 'cut', 'offer', 'offerFarAhead'] as const;
const rareDeeds = ['smallX', 'wrongCode', 'revokeAll'] as const;
const commonActs = keysOf(technicianActs).filter((act) => !rareActs.some((rare) => rare === act));
const commonDeeds = keysOf(personActs).filter((act) => !rareDeeds.some((rare) => rare === act));

const byTechnician = (acts: readonly (keyof typeof technicianActs)[]): fc.Arbitrary<Step> =>
  fc.record({
    by: fc.constant('technician' as const),
    act: fc.constantFrom(...acts),
    kind: fc.constantFrom(...permissionKinds),
    number: fc.nat(3),
  });
const byPerson = (acts: readonly (keyof typeof personActs)[]): fc.Arbitrary<Step> =>
  fc.record({ by: fc.constant('person' as const), act: fc.constantFrom(...acts), number: fc.nat(3) });
const byWindow: fc.Arbitrary<Step> = fc.record({
  by: fc.constant('window' as const),
  act: fc.constantFrom(...keysOf(windowActs)),
  number: fc.nat(4),
});
const byTime: fc.Arbitrary<Step> = fc.record({ by: fc.constant('time' as const), ms: fc.constantFrom(1, 600, 2_000) });

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 40, arbitrary: byTechnician(commonActs) },
  { weight: 15, arbitrary: byTechnician(['ask', 'offerFile', 'key', 'offer']) },
  { weight: 30, arbitrary: byPerson(commonDeeds) },
  { weight: 10, arbitrary: byWindow },
  { weight: 5, arbitrary: byTime },
  { weight: 3, arbitrary: byTechnician(rareActs) },
  { weight: 3, arbitrary: byPerson(rareDeeds) },
);

async function play(world: World, step: Step): Promise<void> {
  if (step.by === 'technician') technicianActs[step.act](world, step.kind, step.number);
  else if (step.by === 'person') await personActs[step.act](world, step.number);
  else if (step.by === 'window') windowActs[step.act](world, step.number);
  else world.applet.clock.advance(step.ms);
  await turns();
}

/** Beginnings that bring the random part to where it hurts, each with what the person did in it. */
const stages = ['joined', 'accepted', 'started', 'connected', 'verified', 'viewing', 'controlled'] as const;

it('HS3 PRM2 nothing that a technician, a relay or a window does opens what the person has not allowed', async () => {
  const seen = { captures: 0, acts: 0, files: 0, prompts: 0, ends: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...stages),
      fc.boolean(),
      fc.array(anyStep, { minLength: 20, maxLength: 60, size: 'max' }),
      async (stage, takesFiles, steps) => {
        const truth = new Truth();
        const reached = (wanted: (typeof stages)[number]): boolean => stages.indexOf(stage) >= stages.indexOf(wanted);
        truth.terms = reached('accepted');
        truth.started = reached('started');
        truth.verified = reached('verified');
        if (reached('viewing')) truth.allowed.add('viewScreen');
        if (reached('controlled')) truth.allowed.add('control');
        const breaches: string[] = [];
        const driver = new WatchedDriver(() => truth.may('control') && truth.may('viewScreen'));
        const store = new MemoryFileStore();
        const create = store.create.bind(store);
        store.create = (name, sizeBytes) => {
          seen.files += 1;
          if (!truth.may('sendFile')) breaches.push('a file was opened');
          return create(name, sizeBytes);
        };
        const applet = await appletAt(stage, { ports: { driver, fileStore: store } });
        if (truth.verified && takesFiles) {
          truth.allowed.add('sendFile');
          await applet.grant('sendFile');
        }
        const world: World = { applet, truth, sequence: 0 };
        applet.applet.on('captureStart', () => {
          seen.captures += 1;
          if (!truth.may('viewScreen')) breaches.push('capture began');
        });
        applet.applet.on('mediaSignal', () => {
          if (!truth.may('viewScreen')) breaches.push('a media signal reached the window');
        });
        applet.applet.on('view', () => {
          const { step } = applet.view();
          if (step.name === 'session') truth.started = true;
          if (step.name === 'ended') truth.ended = true;
        });
        /** What is shown once all that a step led to has happened; on the way it changes piece by piece. */
        const checkView = (): void => {
          const { prompt, activity, granted } = applet.view();
          const mayAsk = truth.terms && truth.started && truth.verified && !truth.ended;
          if (prompt !== null && !mayAsk) breaches.push('a question');
          if (activity.screenSeen && !truth.may('viewScreen')) breaches.push('the screen is seen');
          if (activity.controlled && !truth.may('control')) breaches.push('controlled');
          for (const { kind } of granted) if (!truth.may(kind)) breaches.push(`granted ${kind}`);
        };
        for (const step of steps) {
          await play(world, step);
          checkView();
          if (applet.view().prompt !== null) seen.prompts += 1;
          if (truth.ended) seen.ends += 1;
          const connections = applet.technician.network.connections.filter(({ role }) => role === 'answerer');
          if (connections.length > 0 && !(truth.terms && truth.started)) breaches.push('a connection');
          expect([...breaches, ...driver.breaches], JSON.stringify(step)).toEqual([]);
          const { view } = applet.applet;
          if (view.step.name === 'ended')
            expect([view.granted, view.prompt, view.activity.screenSeen]).toEqual([[], null, false]);
        }
        await applet.calls['session/end']({});
        await applet.pass(4_000, 500);
        seen.acts += driver.downs;
        expect(Array.from(driver.held)).toEqual([]);
        expect(applet.applet.isBusy).toBe(false);
        expect([...breaches, ...driver.breaches]).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
  // A test of what must not happen shows nothing unless what may happen did.
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(20);
}, 120_000);
