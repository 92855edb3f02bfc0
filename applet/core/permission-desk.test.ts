import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { deniedQuietMs, maxDenialsInARow, permissionPromptTimeoutMs } from '#shared/std/protocol/limits.ts';
import { permissionKinds, type PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import type { PromptView } from '#shared/std/view/applet-view.ts';
import { PermissionDesk } from './permission-desk.ts';
import { PreparedConsent } from './prepared-consent.ts';

let clock: FakeClock;
let refusal: FailureCode | null;
let prompt: PromptView | null;
let answers: string[];
let desk: PermissionDesk;
let prepared: PreparedConsent;
let isLens: boolean;

beforeEach(() => {
  clock = new FakeClock();
  refusal = null;
  prompt = null;
  answers = [];
  prepared = new PreparedConsent();
  isLens = true;
  desk = new PermissionDesk({
    clock,
    mayBeAsked: () => refusal,
    prepared,
    isPrepared: () => isLens,
    onPrompt: (next) => {
      prompt = next;
    },
    onAnswer: ({ request, kind, granted, reason }) => answers.push(`${request} ${kind} ${granted ? 'yes' : reason}`),
  });
});

const shown = (): PromptView => {
  if (prompt === null) throw new Error('no question is open');
  return prompt;
};

const granted = (): readonly PermissionKind[] => desk.granted.map(({ kind }) => kind);

describe('PermissionDesk', () => {
  it('PRM1 nothing is granted until the person says so', () => {
    expect(granted()).toEqual([]);
    desk.ask('r1', 'viewScreen');
    expect([granted(), answers]).toEqual([[], []]);
    expect(desk.answer(shown().id, true)).toBe(true);
    expect([granted(), answers, prompt]).toEqual([['viewScreen'], ['r1 viewScreen yes'], null]);
    expect(desk.granted[0]?.sinceMs).toBe(clock.wallMs());
  });

  it('PRM1 Deny grants nothing', () => {
    desk.ask('r1', 'control');
    desk.answer(shown().id, false);
    expect([granted(), answers]).toEqual([[], ['r1 control permissionDenied']]);
  });

  it('PRM1 who is denied three times in a row cannot bring the same question up again for a while', () => {
    for (let count = 0; count < maxDenialsInARow; count += 1) {
      desk.ask('again', 'control');
      desk.answer(shown().id, false);
    }
    answers.length = 0;
    desk.ask('nagging', 'control');
    expect([prompt, answers]).toEqual([null, ['nagging control permissionNotAnswered']]);
    // Another question may be asked, and this one again after a while.
    desk.ask('other', 'viewScreen');
    desk.answer(shown().id, true);
    clock.advance(deniedQuietMs);
    desk.ask('later', 'control');
    expect(desk.answer(shown().id, true)).toBe(true);
    expect(granted()).toEqual(['viewScreen', 'control']);
  });

  it('PRM1 no answer is Deny, at its time and not before', () => {
    desk.ask('r1', 'control');
    expect(shown().answerByMs).toBe(clock.wallMs() + permissionPromptTimeoutMs);
    clock.advance(permissionPromptTimeoutMs - 1);
    expect(prompt).not.toBeNull();
    clock.advance(1);
    expect([granted(), answers, prompt, clock.timerCount]).toEqual([[], ['r1 control permissionNotAnswered'], null, 0]);
  });

  it('PRM1 an answer that comes too late, or to another question, changes nothing', () => {
    desk.ask('r1', 'control');
    const late = shown().id;
    clock.advance(permissionPromptTimeoutMs);
    expect(desk.answer(late, true)).toBe(false);
    desk.ask('r2', 'viewScreen');
    expect([desk.answer(late, true), desk.answer('', true), granted()]).toEqual([false, false, []]);
    expect(prompt).not.toBeNull();
  });

  it('PRM1 one question at a time; the others wait their turn, each with its whole time', () => {
    desk.ask('r1', 'viewScreen');
    desk.ask('r2', 'control');
    desk.ask('r3', 'sendFile');
    expect(shown().kind).toBe('viewScreen');
    clock.advance(permissionPromptTimeoutMs - 1);
    desk.answer(shown().id, true);
    expect(shown()).toMatchObject({ kind: 'control', answerByMs: clock.wallMs() + permissionPromptTimeoutMs });
    clock.advance(permissionPromptTimeoutMs - 1);
    expect(shown().kind).toBe('control');
    desk.answer(shown().id, false);
    expect(shown().kind).toBe('sendFile');
  });

  it('PRM1 one press answers one question: a technician who gives two the same name gains nothing', () => {
    desk.ask('same-request', 'viewScreen');
    desk.ask('same-request', 'control');
    const first = shown().id;
    desk.answer(first, true);
    // A second press, meant for the question that has just gone.
    expect(desk.answer(first, true)).toBe(false);
    expect(granted()).toEqual(['viewScreen']);
    // The same over time: the id of an old question never opens a new one.
    desk.answer(shown().id, false);
    desk.ask('same-request', 'control');
    expect(desk.answer(first, true)).toBe(false);
    expect(granted()).toEqual(['viewScreen']);
  });

  it('PRM1 the same question again, after a lost connection, is shown once and answers the newest', () => {
    desk.ask('r1', 'viewScreen');
    const { id } = shown();
    desk.ask('r2', 'viewScreen');
    expect(shown().id).toBe(id);
    desk.answer(id, true);
    expect(answers).toEqual(['r2 viewScreen yes']);
    expect(prompt).toBeNull();
  });

  it('PRM1 what is granted is confirmed without asking again', () => {
    desk.ask('r1', 'viewScreen');
    desk.answer(shown().id, true);
    desk.ask('r2', 'viewScreen');
    expect([answers.at(-1), prompt]).toEqual(['r2 viewScreen yes', null]);
  });

  it('PRM2 what may not be asked is refused with its reason, unseen', () => {
    for (const code of ['notVerifiedYet', 'permissionNotGranted', 'controlUnavailable'] as const) {
      refusal = code;
      desk.ask('r1', 'control');
      expect([answers.at(-1), prompt, granted()]).toEqual([`r1 control ${code}`, null, []]);
    }
  });

  it('PRM4 the large X takes all back, denies the open question and all that wait', () => {
    desk.ask('r1', 'viewScreen');
    desk.answer(shown().id, true);
    desk.ask('r2', 'control');
    desk.ask('r3', 'sendFile');
    const open = shown().id;
    expect(desk.revokeAll()).toEqual(['viewScreen']);
    expect([granted(), prompt, clock.timerCount]).toEqual([[], null, 0]);
    expect(answers.toSorted()).toEqual(
      ['r1 viewScreen yes', 'r2 control permissionDenied', 'r3 sendFile permissionDenied'].toSorted(),
    );
    expect(desk.answer(open, true)).toBe(false);
    expect(granted()).toEqual([]);
  });

  it('PRM4 at the end no question, no grant and no timer is left', () => {
    desk.ask('r1', 'viewScreen');
    desk.answer(shown().id, true);
    desk.ask('r2', 'control');
    const open = shown().id;
    desk.close();
    expect([granted(), prompt, clock.timerCount, desk.answer(open, true)]).toEqual([[], null, 0, false]);
  });

  it('PRM1 ask once: what the person agreed to beforehand is granted without a second question, and logged as theirs', () => {
    prepared.prepare({ camera: true, voice: false });
    desk.ask('r1', 'camera');
    expect([granted(), prompt, answers]).toEqual([['camera'], null, ['r1 camera yes']]);
    desk.ask('r2', 'voice');
    expect([granted(), shown().kind]).toEqual([['camera'], 'voice']);
  });

  it('PRM1 ask once is for a camera session, and for camera and voice', () => {
    prepared.prepare({ camera: true, voice: true });
    for (const kind of permissionKinds) if (kind !== 'camera' && kind !== 'voice') desk.ask('r1', kind);
    expect(granted()).toEqual([]);
    isLens = false;
    desk.ask('r1', 'camera');
    expect(granted()).toEqual([]);
  });

  it('PRM1 PRM2 ask once waits for verification and certificate like every other question', () => {
    prepared.prepare({ camera: true, voice: true });
    refusal = 'notVerifiedYet';
    desk.ask('r1', 'camera');
    expect([granted(), answers]).toEqual([[], ['r1 camera notVerifiedYet']]);
    refusal = null;
    desk.ask('r2', 'camera');
    expect(granted()).toEqual(['camera']);
  });

  it('PRM1 ask once answers one question: given back and asked for again, the person decides', () => {
    prepared.prepare({ camera: true, voice: true });
    desk.ask('r1', 'camera');
    desk.revoke(['camera']);
    prepared.prepare({ camera: true, voice: true });
    desk.ask('r2', 'camera');
    expect([granted(), shown().kind]).toEqual([[], 'camera']);
  });

  it.each<readonly [string, () => void]>([
    ['the large X', () => desk.revokeAll()],
    [
      'a no to anything',
      () => {
        desk.ask('other', 'viewScreen');
        desk.answer(shown().id, false);
      },
    ],
  ])('PRM1 PRM4 after %s nothing counts that was agreed to beforehand, also if a window says it again', (_, act) => {
    prepared.prepare({ camera: true, voice: true });
    act();
    prepared.prepare({ camera: true, voice: true });
    desk.ask('r1', 'camera');
    expect([granted(), shown().kind]).toEqual([[], 'camera']);
  });

  it('PRM1 what was agreed to for one session is no word about the next, which may be agreed to anew', () => {
    prepared.prepare({ camera: true, voice: true });
    desk.close();
    desk.ask('r1', 'camera');
    expect(granted()).toEqual([]);
    desk.close();
    prepared.prepare({ camera: true, voice: true });
    desk.ask('r2', 'camera');
    expect(granted()).toEqual(['camera']);
  });

  it('PRM1 a question that the person sees already is theirs to answer', () => {
    desk.ask('r1', 'camera');
    prepared.prepare({ camera: true, voice: true });
    desk.ask('r2', 'camera');
    expect([granted(), shown().kind]).toEqual([[], 'camera']);
  });

  it('PRM1 however a technician asks, only what the person allowed is granted', () => {
    const step = fc.oneof(
      fc.record({
        act: fc.constant('ask' as const),
        request: fc.constantFrom('r1', 'r2', 'r3'),
        kind: fc.constantFrom(...permissionKinds),
      }),
      fc.record({ act: fc.constant('answer' as const), allowed: fc.boolean(), stale: fc.boolean() }),
      fc.record({ act: fc.constant('wait' as const), ms: fc.constantFrom(1, 30_000, 60_000) }),
      fc.record({ act: fc.constant('revokeAll' as const) }),
      fc.record({ act: fc.constant('revoke' as const), kind: fc.constantFrom(...permissionKinds) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        desk.close();
        const allowed = new Set<PermissionKind>();
        let last = 'none';
        let asked = 0;
        answers = [];
        for (const each of steps) {
          if (each.act === 'ask') {
            asked += 1;
            desk.ask(each.request, each.kind);
          } else if (each.act === 'answer') {
            const seen = prompt;
            const done = desk.answer(each.stale ? last : (seen?.id ?? 'none'), each.allowed);
            if (done && each.allowed && seen !== null) allowed.add(seen.kind);
            last = seen?.id ?? last;
          } else if (each.act === 'wait') clock.advance(each.ms);
          else if (each.act === 'revokeAll') {
            desk.revokeAll();
            allowed.clear();
          } else {
            desk.revoke([each.kind]);
            allowed.delete(each.kind);
          }
          expect(new Set(granted())).toEqual(allowed);
          expect(answers.length).toBeLessThanOrEqual(asked);
          expect(clock.timerCount).toBe(prompt === null ? 0 : 1);
        }
      }),
      { numRuns: 500 },
    );
  });
});
