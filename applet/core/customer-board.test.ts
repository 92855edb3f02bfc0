import { beforeEach, describe, expect, it } from 'vitest';
import { jpegHeader, sampleMark, samplePicture } from '#tests/support/board-samples.ts';
import { toBase64Url } from '#shared/std/crypto/bytes.ts';
import { maxBoardPictures, maxMarkPoints, maxMarks, maxTrackedFramesPerSecond } from '#shared/std/lens/board-limits.ts';
import { emptyBoard, reduceBoard, type BoardView } from '#shared/std/lens/board-view.ts';
import type { BoardPoint, MarkStart } from '#shared/std/lens/board.ts';
import type { BoardMessage } from '#shared/std/lens/lens-message.ts';
import { decodeTrackedFrame, type TrackedFrame } from '#shared/std/lens/tracked-frame.ts';
import { holdsToldAtOnce, markHoldIntervalMs, messageRates, pointerBacklogBytes } from '#shared/std/protocol/limits.ts';
import type { PeerMessage } from '#shared/std/protocol/peer-messages.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { CustomerBoard } from './customer-board.ts';

let clock: FakeClock;
let mayDraw: boolean;
let view: BoardView;
let events: string[];
let rows: string[];
let sent: PeerMessage[];
let frames: TrackedFrame[];
let buffered: number;
let board: CustomerBoard;

beforeEach(() => {
  clock = new FakeClock();
  mayDraw = true;
  view = emptyBoard;
  events = [];
  rows = [];
  sent = [];
  frames = [];
  buffered = 0;
  board = new CustomerBoard({
    clock,
    channel: {
      sendMessage: (message) => sent.push(message) > 0,
      sendInputFrame: (_, bytes) => {
        const frame = decodeTrackedFrame(bytes);
        if (frame !== null) frames.push(frame);
        return true;
      },
      inputBufferedBytes: () => buffered,
    },
    mayDraw: () => mayDraw,
    record: (actor, type, body) => rows.push(`${actor} ${type} ${Object.values(body).join(' ')}`.trim()),
    onEvent: (event) => {
      events.push(event.name);
      view = reduceBoard(view, event);
    },
  });
});

const say = (...messages: readonly BoardMessage[]): void => {
  for (const message of messages) board.receive(message);
};

const picture = (id: number): BoardMessage => ({ t: 'board/picture', ...samplePicture(id) });
const begin = (id: number, change: Partial<MarkStart> = {}): BoardMessage => ({
  t: 'board/begin',
  ...sampleMark(id, change),
});
const points = (count: number, from = 0): BoardPoint[] =>
  Array.from({ length: count }, (_, n) => [(from + n) / 4_000, 0.5]);
const extend = (id: number, some: BoardPoint[]): BoardMessage => ({ t: 'board/extend', id, points: some });
const ids = (): readonly number[] => view.marks.map(({ id }) => id);
const held = (id: number): TrackedFrame['marks'][number] => ({ id, transform: [1, 0, 0, 0, 1, 0, 0, 0, 1] });

describe('CustomerBoard', () => {
  it('BRD1 a mark is drawn point by point, and logged when it is whole', () => {
    say(picture(1), begin(7, { tool: 'arrow' }), extend(7, points(3)));
    expect(view.marks).toMatchObject([{ id: 7, finished: false, hold: 'pending' }]);
    expect([view.marks[0]?.points.length, rows]).toEqual([4, []]);
    say({ t: 'board/end', id: 7 }, { t: 'board/end', id: 7 }, extend(7, points(3)));
    expect([view.marks[0]?.finished, view.marks[0]?.points.length]).toEqual([true, 4]);
    expect(rows).toEqual(['technician mark/drawn arrow']);
  });

  it('BRD1 while the camera is not allowed nothing is drawn, and nothing is told', () => {
    mayDraw = false;
    say(picture(1), begin(1), { t: 'board/still', picture: 1 });
    board.tracking('tracking');
    board.tracked({ capturedAtMs: 1, sentAtMs: 1, marks: [held(1)] });
    expect([events, rows, sent, frames]).toEqual([[], [], [], []]);
  });

  it('BRD1 taken back, the camera takes its pictures and drawings with it', () => {
    say(picture(1), begin(1), { t: 'board/still', picture: 1 });
    board.tracking('tracking');
    board.clear();
    mayDraw = false;
    expect(view).toEqual(emptyBoard);
    mayDraw = true;
    // Its picture is gone, and nothing is left to hold a new one to.
    say(begin(1));
    expect([ids(), view.pictures]).toEqual([[1], []]);
  });

  it('BRD2 a picture that is not as small as it says never reaches what decodes it', () => {
    const bomb = { id: 1, width: 640, height: 480, jpeg: toBase64Url(jpegHeader(60_000, 60_000)) };
    const noPicture = { id: 1, width: 640, height: 480, jpeg: 'QUJDREVGRw' };
    say({ t: 'board/picture', ...bomb }, { t: 'board/picture', ...noPicture });
    expect(view.pictures).toEqual([]);
    say(picture(1));
    expect(view.pictures).toHaveLength(1);
  });

  it('BRD2 no more pictures are kept than were agreed, and a still one that is gone is not shown', () => {
    say(picture(1), { t: 'board/still', picture: 1 });
    expect(view.still).toBe(1);
    for (let id = 2; id <= maxBoardPictures + 5; id += 1) say(picture(id));
    expect([view.pictures.length, view.still]).toEqual([maxBoardPictures, null]);
    expect(rows).toEqual(['technician picture/shown true', 'technician picture/shown false']);
  });

  it('BRD2 a picture that is said again is among the newest again', () => {
    for (let id = 1; id <= maxBoardPictures; id += 1) say(picture(id));
    say(picture(1), picture(100));
    expect(view.pictures.map(({ id }) => id)).toEqual(expect.arrayContaining([1, 100]));
  });

  it('BRD2 a mark is seen before the picture that it was drawn on is here', () => {
    say(begin(1), extend(1, points(2)));
    expect(view.marks).toMatchObject([{ id: 1, hold: 'pending' }]);
    say(picture(1), { t: 'board/end', id: 1 });
    expect([view.marks[0]?.points.length, view.pictures.length, rows]).toEqual([3, 1, ['technician mark/drawn pen']]);
  });

  it('BRD3 no mark beyond the most, or with more points than a person draws', () => {
    for (let id = 1; id <= maxMarks + 10; id += 1) say(begin(id));
    expect(ids()).toHaveLength(maxMarks);
    for (let from = 0; from < maxMarkPoints + 1_000; from += 64) say(extend(1, points(64, from)));
    expect(view.marks[0]?.points).toHaveLength(maxMarkPoints);
    say(extend(999, points(1)), { t: 'board/end', id: 999 }, { t: 'board/remove', ids: [999] });
    expect([ids().length, rows]).toEqual([maxMarks, []]);
  });

  it('BRD3 text on a mark is one line that cannot turn or hide what stands around it', () => {
    say(picture(1), begin(1, { tool: 'text', text: 'off\n\u202eno\u0007' }));
    expect(view.marks[0]?.text).toBe('off no');
  });

  it('BRD3 a still picture is one that was sent', () => {
    say({ t: 'board/still', picture: 4 }, { t: 'board/still', picture: null });
    expect([view.still, rows]).toEqual([null, []]);
  });

  it('BRD3 marks go, and their ids can come back', () => {
    say(picture(1), begin(1), begin(2), { t: 'board/remove', ids: [1, 5] });
    expect([ids(), rows]).toEqual([[2], ['technician marks/removed 1']]);
    say(begin(1, { tool: 'circle' }));
    expect(view.marks.at(-1)).toMatchObject({ id: 1, tool: 'circle', hold: 'pending' });
  });

  it('BRD4 what becomes of a mark is told once, of marks that there are', () => {
    say(picture(1), begin(1));
    board.held(1, 'held');
    board.held(1, 'held');
    board.held(2, 'held');
    clock.advance(markHoldIntervalMs * 3);
    expect(sent).toEqual([{ t: 'board/held', id: 1, hold: 'held' }]);
    expect(view.marks[0]?.hold).toBe('held');
    board.tracking('tracking');
    board.tracking('tracking');
    expect(sent.at(-1)).toEqual({ t: 'board/tracking', mode: 'tracking' });
    expect(sent).toHaveLength(2);
  });

  it('BRD4 marks that come and go all the time do not make this side one that floods, and the last word counts', () => {
    say(picture(1));
    for (let id = 1; id <= maxMarks; id += 1) say(begin(id));
    for (let frame = 0; frame < 150; frame += 1) {
      for (let id = 1; id <= maxMarks; id += 1) board.held(id, frame % 2 === 0 ? 'held' : 'hidden');
      clock.advance(33);
    }
    const seconds = (150 * 33) / 1_000;
    expect(sent.length).toBeLessThanOrEqual(
      ((seconds * 1_000) / markHoldIntervalMs) * holdsToldAtOnce + holdsToldAtOnce,
    );
    expect(sent.length / seconds).toBeLessThan(messageRates.markHold.perSecond);
    clock.advance(2_000);
    const last = new Map(sent.flatMap((message) => (message.t === 'board/held' ? [[message.id, message.hold]] : [])));
    expect(new Set(last.values())).toEqual(new Set(['hidden']));
    expect([last.size, clock.timerCount]).toEqual([maxMarks, 0]);
  });

  it('BRD5 frames go out with the marks that there are, no faster than agreed', () => {
    say(picture(1), begin(1));
    for (let n = 0; n < 300; n += 1) {
      board.tracked({ capturedAtMs: n * 10, sentAtMs: n * 10, marks: [held(1), held(2)] });
      clock.advance(10);
    }
    expect(frames.length).toBeGreaterThan(maxTrackedFramesPerSecond * 2.5);
    expect(frames.length).toBeLessThanOrEqual(maxTrackedFramesPerSecond * 3.5 + 1);
    expect(new Set(frames.flatMap(({ marks }) => marks.map(({ id }) => id)))).toEqual(new Set([1]));
  });

  it('BRD5 on a slow line frames are left out instead of waiting', () => {
    say(picture(1), begin(1));
    buffered = pointerBacklogBytes + 1;
    board.tracked({ capturedAtMs: 1, sentAtMs: 1, marks: [held(1)] });
    expect(frames).toEqual([]);
    buffered = 0;
    board.tracked({ capturedAtMs: 2, sentAtMs: 2, marks: [held(1)] });
    expect(frames).toHaveLength(1);
  });

  it('BRD5 without marks there are no frames', () => {
    board.tracked({ capturedAtMs: 1, sentAtMs: 1, marks: [held(1)] });
    expect(frames).toEqual([]);
  });

  it('BRD6 what is said again changes nothing, and what the lost connection swallowed comes in its place', () => {
    const all = points(100);
    say(picture(1), begin(1), extend(1, all.slice(0, 40)));
    board.held(1, 'held');
    events = [];
    board.connected();
    say(picture(1), begin(1), extend(1, all.slice(0, 64)), extend(1, all.slice(64)), { t: 'board/end', id: 1 });
    expect(view.marks).toMatchObject([{ id: 1, finished: true, hold: 'held' }]);
    expect(view.marks[0]?.points).toEqual([sampleMark(1).at, ...all]);
    expect(events).not.toContain('board/marked');
    // And once more, now that all is there.
    events = [];
    say(begin(1), extend(1, all.slice(0, 64)), extend(1, all.slice(64)), { t: 'board/end', id: 1 });
    expect([events, rows]).toEqual([[], ['technician mark/drawn pen']]);
  });

  it('BRD6 an id that is in use is no way to change a mark into another', () => {
    say(picture(1), begin(1), extend(1, points(5)), begin(1, { tool: 'text', text: 'other' }));
    expect(view.marks).toMatchObject([{ id: 1, tool: 'pen', text: '' }]);
    expect(view.marks[0]?.points).toHaveLength(6);
  });

  it('BRD6 a new connection hears again what became of the marks', () => {
    say(picture(1), begin(1), begin(2));
    board.tracking('tracking');
    board.held(1, 'held');
    clock.advance(markHoldIntervalMs * 2);
    sent = [];
    board.connected();
    clock.advance(markHoldIntervalMs);
    expect(sent).toEqual([
      { t: 'board/tracking', mode: 'tracking' },
      { t: 'board/held', id: 1, hold: 'held' },
      { t: 'board/held', id: 2, hold: 'pending' },
    ]);
  });
});
