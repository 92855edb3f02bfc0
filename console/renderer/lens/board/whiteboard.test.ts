import { describe, expect, it } from 'vitest';
import { identityTransform } from '#shared/std/lens/board-geometry.ts';
import { maxMarks } from '#shared/std/lens/board-limits.ts';
import { emptyBoard, reduceBoard, type BoardEvent, type BoardMark } from '#shared/std/lens/board-view.ts';
import type { BoardPoint } from '#shared/std/lens/board.ts';
import type { MarkTransform } from '#shared/std/lens/tracked-frame.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { sampleSession } from '../../testing/sample-session.ts';
import { Whiteboard, type BoardEyes } from './whiteboard.ts';

const moved = (x: number): MarkTransform => [1, 0, x, 0, 1, 0, 0, 0, 1];

const seenSession: SessionView = {
  ...sampleSession,
  type: 'lens',
  permissions: { ...sampleSession.permissions, camera: { state: 'granted', sinceMs: 1 } },
};

type Notice = readonly [name: string, argument: Record<string, unknown>];

/** A whiteboard before a main that is as quick or slow as the test is. */
class Desk {
  readonly clock = new FakeClock();
  readonly sent: Notice[] = [];
  /** The frame on the screen; what frames count is when they were captured. */
  shownAtMs: number | null = null;
  hasPicture = true;
  jpeg = 'AAAA';
  session = seenSession;
  capturedAtMs: BoardEyes['capturedAtMs'] = (rtpTimestamp) => rtpTimestamp;
  readonly board: Whiteboard;

  constructor() {
    this.board = new Whiteboard(this.session, {
      session: this.session.id,
      clock: this.clock,
      notify: (name, argument) => this.sent.push([name, argument]),
    });
    const eyes: BoardEyes = {
      copy: () => this.copy(),
      shownRtpTimestamp: () => this.shownAtMs,
      capturedAtMs: (rtpTimestamp) => this.capturedAtMs(rtpTimestamp),
    };
    this.board.setEyes(eyes);
  }

  copy(): ReturnType<BoardEyes['copy']> {
    return this.hasPicture
      ? { image: {} as CanvasImageSource, width: 1_280, height: 720, encode: () => this.jpeg }
      : null;
  }

  tell(...events: readonly BoardEvent[]): void {
    this.follow({ board: events.reduce(reduceBoard, this.session.board) });
  }

  follow(change: Partial<SessionView>): void {
    this.session = { ...this.session, ...change };
    this.board.follow(this.session);
  }

  named(name: string): readonly Record<string, unknown>[] {
    return this.sent.filter(([each]) => each === name).map(([, argument]) => argument);
  }

  names(): readonly string[] {
    return this.sent.map(([name]) => name);
  }

  points(): readonly BoardPoint[] {
    return this.board.shown().flatMap(({ mark }) => mark.points);
  }

  draw(at: BoardPoint = [0.5, 0.3]): number {
    this.board.begin('pen', at)?.end();
    const mark = this.named('board/begin').at(-1)?.['mark'] as BoardMark;
    return mark.id;
  }
}

const mark = (id: number, change: Partial<BoardMark> = {}): BoardMark => ({
  id,
  picture: 1,
  tool: 'pen',
  colour: 'red',
  width: 0.01,
  text: '',
  number: 0,
  points: [[0.1, 0.1]],
  finished: true,
  hold: 'held',
  ...change,
});

describe('BRD1 a stroke', () => {
  it('does not wait for the picture that it is drawn on, which follows, and is seen at once', () => {
    const desk = new Desk();
    const stroke = desk.board.begin('pen', [0.1, 0.2]);
    expect(desk.names()).toEqual(['board/begin']);
    desk.clock.advance(60);
    expect(desk.names()).toEqual(['board/begin', 'board/picture']);
    const picture = desk.named('board/picture')[0]?.['picture'] as { readonly id: number };
    expect(desk.named('board/begin')[0]?.['mark']).toMatchObject({ picture: picture.id, tool: 'pen', at: [0.1, 0.2] });
    stroke?.move([[0.2, 0.2]]);
    expect(desk.points()).toEqual([
      [0.1, 0.2],
      [0.2, 0.2],
    ]);
    stroke?.end();
    expect(desk.names().slice(2)).toEqual(['board/extend', 'board/end']);
  });

  it('leaves once a frame, however fast the hand is, and loses no end', () => {
    const desk = new Desk();
    const stroke = desk.board.begin('pen', [0, 0]);
    for (let x = 1; x <= 100; x += 1) {
      stroke?.move([[x / 100, 0]]);
      desk.clock.advance(1);
    }
    stroke?.end();
    expect(desk.named('board/extend').length).toBeLessThanOrEqual(9);
    expect(desk.points().at(-1)).toEqual([1, 0]);
    stroke?.move([[3, 3]]);
    expect(desk.names().at(-1)).toBe('board/end');
    desk.clock.advance(60);
    expect(desk.clock.timerCount).toBe(1); // Only what forgets the echo.
  });

  it('uses one picture with strokes that follow at once, and a new one after that', () => {
    const desk = new Desk();
    desk.draw();
    desk.clock.advance(149);
    desk.draw();
    desk.clock.advance(60);
    expect(desk.named('board/picture')).toHaveLength(1);
    desk.clock.advance(150);
    desk.draw();
    desk.clock.advance(60);
    expect(desk.named('board/picture')).toHaveLength(2);
  });

  it('has an id that no other mark has', () => {
    const desk = new Desk();
    desk.tell({ name: 'board/marked', mark: mark(65_535) }, { name: 'board/marked', mark: mark(1) });
    expect(desk.draw()).toBe(2);
    expect(desk.draw()).toBe(3);
  });

  it('has another id than marks from before the window was loaded anew, which it does not know', () => {
    const desk = new Desk();
    const before = desk.draw();
    desk.clock.advance(3_000);
    const anew = new Whiteboard(desk.session, {
      session: desk.session.id,
      clock: desk.clock,
      notify: (name, argument) => desk.sent.push([name, argument]),
    });
    anew.setEyes({ copy: () => desk.copy(), shownRtpTimestamp: () => null, capturedAtMs: () => null });
    anew.begin('pen', [0, 0])?.end();
    const [first, second] = desk.named('board/begin').map(({ mark: begun }) => begun as BoardMark);
    expect(first?.id).toBe(before);
    expect(second?.id).not.toBe(before);
    expect(second?.picture).not.toBe(first?.picture);
  });

  it('is shown once, whatever main already knows of it, and with how it is held', () => {
    const desk = new Desk();
    const stroke = desk.board.begin('pen', [0, 0]);
    desk.clock.advance(20);
    stroke?.move([[0.5, 0]]);
    const [shown] = desk.board.shown();
    if (shown === undefined) throw new Error('nothing is shown');
    desk.tell({ name: 'board/marked', mark: { ...shown.mark, points: [[0, 0]], hold: 'held' } });
    expect(desk.board.shown()).toHaveLength(1);
    expect(desk.board.shown()[0]?.mark).toMatchObject({ hold: 'held', points: [[0, 0], [0.5, 0]] }); // prettier-ignore
  });

  it('that main never takes vanishes again', () => {
    const desk = new Desk();
    desk.draw();
    expect(desk.board.shown()).toHaveLength(1);
    desk.clock.advance(2_000);
    expect(desk.board.shown()).toEqual([]);
  });

  it('begins only with a picture, and not past the most marks; the reason is kept until one does', () => {
    const desk = new Desk();
    desk.hasPicture = false;
    expect(desk.board.begin('pen', [0, 0])).toBeNull();
    expect(desk.board.state.getState().problem).toBe('noPicture');
    desk.hasPicture = true;
    desk.tell(...Array.from({ length: maxMarks }, (_, id) => ({ name: 'board/marked', mark: mark(id + 1) }) as const));
    expect(desk.board.begin('pen', [0, 0])).toBeNull();
    expect(desk.board.state.getState().problem).toBe('full');
    expect(desk.sent).toEqual([]);
    desk.tell({ name: 'board/removed', ids: [4] });
    desk.draw();
    expect(desk.board.state.getState().problem).toBeNull();
  });

  it('says so when its picture cannot be encoded', () => {
    const desk = new Desk();
    desk.jpeg = '';
    desk.draw();
    desk.clock.advance(60);
    expect(desk.named('board/picture')).toEqual([]);
    expect(desk.board.state.getState().problem).toBe('noPicture');
    desk.board.freeze();
    expect(desk.board.state.getState().frozen).toBeNull();
  });

  it('numbers count on from the highest, and begin anew after the last', () => {
    const desk = new Desk();
    desk.tell({ name: 'board/marked', mark: mark(1, { tool: 'number', number: 7 }) });
    expect(desk.board.nextNumber()).toBe(8);
    desk.tell({ name: 'board/marked', mark: mark(2, { tool: 'number', number: 99 }) });
    expect(desk.board.nextNumber()).toBe(1);
  });
});

describe('ink', () => {
  it('stays under the pen while its object moves', () => {
    const desk = new Desk();
    const stroke = desk.board.begin('pen', [0.5, 0.3]);
    const id = desk.board.shown()[0]?.mark.id ?? 0;
    desk.board.tracked({ capturedAtMs: 100, sentAtMs: 110, marks: [{ id, transform: moved(0.25) }] }, 120);
    desk.clock.advance(20);
    stroke?.move([[0.85, 0.3]]);
    const [shown] = desk.board.shown();
    expect(shown?.mark.points[1]?.[0]).toBeCloseTo(0.6);
    expect((shown?.mark.points[1]?.[0] ?? 0) + (shown?.transform[2] ?? 0)).toBeCloseTo(0.85);
  });
});

describe('BRD5 where a mark is seen', () => {
  const frame = (capturedAtMs: number, transform: MarkTransform | null) => ({
    capturedAtMs,
    sentAtMs: capturedAtMs + 15,
    marks: [{ id: 1, transform }],
  });

  it('is the place in the frame that is on the screen, though newer ones are known', () => {
    const desk = new Desk();
    desk.tell({ name: 'board/marked', mark: mark(1) });
    // The phone's clock is 40 s ahead, the way takes 10 ms, half the round trip.
    desk.board.tracked(frame(41_000, moved(1)), 1_025);
    desk.board.tracked(frame(41_100, moved(2)), 1_125);
    desk.shownAtMs = 1_050;
    const [shown] = desk.board.shown();
    expect(shown?.transform[2]).toBeCloseTo(1.5);
    // Whoever has another frame than the one on the screen asks for that.
    expect(desk.board.shown(1_000)[0]?.transform[2]).toBeCloseTo(1);
    desk.shownAtMs = null;
    expect(desk.board.shown()[0]?.transform[2]).toBe(2);
  });

  it('is where it was drawn until it is tracked, and nowhere while its object is gone', () => {
    const desk = new Desk();
    desk.tell({ name: 'board/marked', mark: mark(1, { hold: 'pending' }) });
    expect(desk.board.shown()[0]?.transform).toEqual(identityTransform);
    desk.board.tracked(frame(100, null), 120);
    expect(desk.board.shown()).toEqual([]);
    desk.board.tracked(frame(133, moved(1)), 153);
    expect(desk.board.shown()).toHaveLength(1);
  });

  it('is where it was drawn, and said to be not held, where nothing holds it', () => {
    const desk = new Desk();
    desk.tell({ name: 'board/marked', mark: mark(1, { hold: 'cannotHold' }) });
    expect(desk.board.shown()[0]).toMatchObject({ transform: identityTransform, mark: { hold: 'cannotHold' } });
  });

  it('is forgotten with the mark: one that comes back by redo begins where it was drawn', () => {
    const desk = new Desk();
    desk.tell({ name: 'board/marked', mark: mark(1) });
    desk.board.tracked(frame(100, moved(3)), 120);
    desk.tell({ name: 'board/removed', ids: [1] });
    desk.tell({ name: 'board/marked', mark: mark(1, { hold: 'pending' }) });
    expect(desk.board.shown()[0]?.transform).toEqual(identityTransform);
  });
});

describe('BRD5 a frame of the camera', () => {
  /** The phone's clock is this one, and the way takes 10 ms, half the round trip. */
  function tracking(): Desk {
    const desk = new Desk();
    desk.tell({ name: 'board/marked', mark: mark(1) });
    desk.clock.advance(1_000);
    say(desk, 1_000);
    return desk;
  }

  function say(desk: Desk, capturedAtMs: number): void {
    const frame = { capturedAtMs, sentAtMs: capturedAtMs + 10, marks: [{ id: 1, transform: moved(1) }] };
    desk.board.tracked(frame, capturedAtMs + 20);
  }

  const waitMs = (desk: Desk, rtpTimestamp: number | null, heldForMs = 0): number =>
    Math.max(0, desk.board.waitMs(rtpTimestamp, heldForMs));

  it('waits for word of the marks in it, a blink at most', () => {
    const desk = tracking();
    expect(waitMs(desk, 1_000)).toBe(0);
    expect([0, 50, 120, 200].map((heldForMs) => waitMs(desk, 1_033, heldForMs))).toEqual([120, 70, 0, 0]);
    say(desk, 1_033);
    expect(waitMs(desk, 1_033)).toBe(0);
    // When it was captured nobody knows.
    expect(waitMs(desk, null)).toBe(0);
  });

  it('does not wait while no mark is tracked, nor for a phone that has gone silent, nor behind a picture that stands still', () => {
    const desk = tracking();
    desk.board.freeze();
    expect(waitMs(desk, 1_033)).toBe(0);
    desk.board.unfreeze();
    expect(waitMs(desk, 1_033)).toBe(120);
    desk.clock.advance(501);
    expect(waitMs(desk, 1_033)).toBe(0);
    say(desk, 1_033);
    expect(waitMs(desk, 1_066)).toBe(120);
    desk.tell({ name: 'board/removed', ids: [1] });
    expect(waitMs(desk, 1_066)).toBe(0);
    // Where nothing waits, the moment is not asked for: to find it out is dear.
    desk.capturedAtMs = () => expect.unreachable();
    expect(waitMs(desk, 1_066)).toBe(0);
  });
});

describe('a picture that stands still', () => {
  it('keeps marks where they were when it was frozen, and new ones where they are drawn', () => {
    const desk = new Desk();
    desk.tell({ name: 'board/marked', mark: mark(1) });
    const tracked = (capturedAtMs: number, x: number) =>
      desk.board.tracked(
        { capturedAtMs, sentAtMs: capturedAtMs, marks: [{ id: 1, transform: moved(x) }] },
        capturedAtMs,
      );
    tracked(100, 0.25);
    desk.board.freeze();
    tracked(133, 0.5);
    desk.draw([0.9, 0.1]);
    expect(desk.board.shown().map(({ transform }) => transform[2])).toEqual([0.25, 0]);
    expect(desk.named('board/still')).toEqual([]);
    desk.board.unfreeze();
    expect(desk.board.shown()[0]?.transform[2]).toBe(0.5);
  });

  it('uses its own picture for every mark, and leaves the phone’s camera alone unless asked', () => {
    const desk = new Desk();
    desk.board.freeze();
    desk.clock.advance(10_000);
    desk.draw();
    desk.draw();
    expect(desk.named('board/picture')).toHaveLength(1);
    const { picture } = desk.board.state.getState().frozen ?? {};
    desk.board.showOnPhone(true);
    expect(desk.named('board/still')).toEqual([{ session: desk.session.id, picture }]);
    desk.tell({ name: 'board/changed', change: { still: picture ?? null } });
    desk.board.unfreeze();
    expect(desk.named('board/still').at(-1)).toEqual({ session: desk.session.id, picture: null });
  });

  it('shows no mark that the customer does not see on it, once the phone shows it', () => {
    const desk = new Desk();
    desk.tell({ name: 'board/marked', mark: mark(1) });
    desk.board.freeze();
    expect(desk.board.shown()).toHaveLength(1);
    const { picture } = desk.board.state.getState().frozen ?? {};
    desk.tell({ name: 'board/changed', change: { still: picture ?? null } });
    expect(desk.board.shown()).toEqual([]);
    desk.draw();
    expect(desk.board.shown()).toMatchObject([{ mark: { picture } }]);
    desk.tell({ name: 'board/changed', change: { still: null } });
    expect(desk.board.shown()).toHaveLength(2);
  });

  it('comes by itself on a phone that cannot hold drawings, here and there', () => {
    const desk = new Desk();
    desk.follow({ board: { ...emptyBoard, tracking: 'freezeOnly' } });
    desk.draw();
    expect(desk.names()).toEqual(['board/picture', 'board/still', 'board/begin', 'board/end']);
    expect(desk.board.state.getState().frozen?.because).toBe('phoneCannotTrack');
    expect(desk.board.shown()).toHaveLength(1);
    desk.board.unfreeze();
    expect(desk.board.shown()).toEqual([]);
  });

  it('is not encoded any more when the permission is gone', () => {
    const desk = new Desk();
    desk.draw();
    desk.follow({ permissions: { ...desk.session.permissions, camera: { state: 'revoked' } } });
    desk.jpeg = '';
    desk.clock.advance(60);
    expect(desk.board.state.getState().problem).toBeNull();
    expect(desk.named('board/picture')).toEqual([]);
  });

  it('goes with the permission, and so do pen and tools', () => {
    const desk = new Desk();
    desk.board.setOpen(true);
    desk.board.freeze();
    desk.board.begin('pen', [0, 0]);
    desk.follow({ permissions: { ...desk.session.permissions, camera: { state: 'revoked' } } });
    expect(desk.board.state.getState()).toMatchObject({ frozen: null, tool: null, isOpen: false });
    expect(desk.board.shown()).toEqual([]);
  });

  it('is none without a picture', () => {
    const desk = new Desk();
    desk.hasPicture = false;
    desk.board.freeze();
    expect(desk.board.state.getState()).toMatchObject({ frozen: null, problem: 'noPicture' });
  });
});
