import { beforeEach, describe, expect, it } from 'vitest';
import { jpegHeader, sampleMark, samplePicture } from '#tests/support/board-samples.ts';
import { PhoneBoard } from '#tests/support/phone-board.ts';
import { toBase64Url } from '#shared/std/crypto/bytes.ts';
import { maxBoardPictures, maxMarkPoints, maxMarks, maxPointsAtOnce } from '#shared/std/lens/board-limits.ts';
import { emptyBoard, reduceBoard, type BoardView } from '#shared/std/lens/board-view.ts';
import type { BoardPoint } from '#shared/std/lens/board.ts';
import { isBoardMessage } from '#shared/std/lens/lens-message.ts';
import { maxControlMessagesPerSecond } from '#shared/std/protocol/limits.ts';
import type { PeerMessage } from '#shared/std/protocol/peer-messages.ts';
import { MessageLimits } from '#shared/std/session/message-limits.ts';
import { RateLimit } from '#shared/std/session/rate-limit.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { Whiteboard } from './whiteboard.ts';

let clock: FakeClock;
let mayDraw: boolean;
let isOpen: boolean;
let logWorks: boolean;
let view: BoardView;
let sent: PeerMessage[];
/** What the other side takes at most, and what was more than that. */
let limits: MessageLimits;
let control: RateLimit;
let refused: string[];
let rows: string[];
let board: Whiteboard;
/** What the phone's side would have of it, by its own rules. */
let phone: PhoneBoard;
/** The next so many messages are lost with the connection. */
let isSwallowing: boolean;

beforeEach(() => {
  clock = new FakeClock();
  mayDraw = true;
  isOpen = true;
  logWorks = true;
  view = emptyBoard;
  sent = [];
  limits = new MessageLimits(clock);
  control = new RateLimit(clock, maxControlMessagesPerSecond);
  refused = [];
  rows = [];
  isSwallowing = false;
  phone = new PhoneBoard(clock, (message) => {
    if (isOpen && isBoardMessage(message)) board.receive(message);
    return isOpen;
  });
  board = new Whiteboard({
    clock,
    channel: {
      sendMessage: (message) => {
        if (!isOpen) return false;
        sent.push(message);
        if (!limits.admit(message) || !control.admit()) refused.push(message.t);
        if (!isSwallowing) phone.receive(message);
        return true;
      },
    },
    mayDraw: () => mayDraw,
    record: (actor, type, body) => {
      if (logWorks) rows.push(`${actor} ${type} ${Object.values(body).join(' ')}`.trim());
      return logWorks;
    },
    onBoard: (event) => {
      view = reduceBoard(view, event);
    },
  });
});

const line = (count: number): BoardPoint[] => Array.from({ length: count }, (_, n) => [n / count, 0.5]);

function draw(id: number, count = 3): void {
  board.begin(sampleMark(id));
  const all = line(count);
  for (let from = 0; from < all.length; from += maxPointsAtOnce)
    board.extend(id, all.slice(from, from + maxPointsAtOnce));
  board.finish(id);
}

/** Gives what waits its time. */
const settle = (): void => clock.advance(60_000);
const ids = ({ marks }: BoardView): readonly number[] => marks.map(({ id }) => id);
const kinds = (): readonly string[] => sent.map(({ t }) => t);
/** What both sides show of the drawings. */
const drawings = ({ marks, still }: BoardView): unknown => ({
  still,
  marks: marks.map((mark) => ({ ...mark, hold: null })),
});

function loseAndFind(): void {
  isOpen = false;
  board.connectionLost();
  isOpen = true;
  isSwallowing = false;
  sent = [];
  phone.board.connected();
  board.connected();
  settle();
}

describe('Whiteboard', () => {
  it('BRD1 draws on a picture, which is sent with the first mark that needs it', () => {
    board.addPicture(samplePicture(1));
    expect(sent).toEqual([]);
    draw(1);
    draw(2);
    expect(kinds()).toEqual([
      'board/picture',
      'board/begin',
      'board/extend',
      'board/end',
      'board/begin',
      'board/extend',
      'board/end',
    ]);
    expect([ids(view), drawings(phone.view)]).toEqual([[1, 2], drawings(view)]);
    expect(rows).toEqual(['technician mark/drawn pen', 'technician mark/drawn pen']);
  });

  it('BRD2 a mark does not wait for its picture, which follows as soon as it is there', () => {
    board.begin(sampleMark(1));
    board.extend(1, line(2));
    board.addPicture(samplePicture(1));
    board.finish(1);
    expect(kinds()).toEqual(['board/begin', 'board/extend', 'board/picture', 'board/end']);
    expect([phone.view.pictures.map(({ id }) => id), drawings(phone.view)]).toEqual([[1], drawings(view)]);
    board.addPicture(samplePicture(2));
    expect(kinds()).toHaveLength(4);
  });

  it('BRD6 a mark that was begun before its picture has both when the connection is lost between them', () => {
    isSwallowing = true;
    board.begin(sampleMark(1));
    board.connectionLost();
    isOpen = false;
    board.addPicture(samplePicture(1));
    board.finish(1);
    loseAndFind();
    expect([phone.view.pictures.map(({ id }) => id), drawings(phone.view)]).toEqual([[1], drawings(view)]);
  });

  it('BRD6 says a picture again that was lost after its mark had come, though the phone spoke of the mark', () => {
    board.begin(sampleMark(1));
    board.finish(1);
    isSwallowing = true;
    board.addPicture(samplePicture(1));
    board.receive({ t: 'board/held', id: 1, hold: 'cannotHold' });
    loseAndFind();
    expect(phone.view.pictures.map(({ id }) => id)).toEqual([1]);
    board.receive({ t: 'board/held', id: 1, hold: 'held' });
    loseAndFind();
    expect(kinds()).not.toContain('board/picture');
  });

  it('BRD2 strokes do not wait behind pictures, of which few go out a second; one that is to be shown is there first', () => {
    for (let id = 1; id <= 30; id += 1) {
      board.begin(sampleMark(id, { picture: id }));
      board.addPicture(samplePicture(id));
      board.finish(id);
    }
    expect(ids(phone.view)).toHaveLength(30);
    board.showStill(30);
    board.showStill(null);
    expect(kinds().filter((kind) => kind === 'board/picture')).toHaveLength(20);
    expect(kinds()).not.toContain('board/still');
    settle();
    expect([phone.view.still, kinds().filter((kind) => kind === 'board/still').length, refused]).toEqual([null, 2, []]);
    expect(drawings(phone.view)).toEqual(drawings(view));
  });

  it('BRD1 without the camera’s permission nothing is drawn, and when it ends nothing stays', () => {
    mayDraw = false;
    board.addPicture(samplePicture(1));
    draw(1);
    board.showStill(1);
    expect([view, sent, rows]).toEqual([emptyBoard, [], []]);
    mayDraw = true;
    board.addPicture(samplePicture(1));
    draw(1);
    board.showStill(1);
    board.clear();
    expect(view).toEqual(emptyBoard);
    board.redo();
    board.undo();
    board.connected();
    expect(ids(view)).toEqual([]);
    expect(clock.timerCount).toBe(0);
  });

  it('BRD2 BRD3 what a window gone wrong draws is held against the limits here too', () => {
    board.addPicture({ id: 1, width: 640, height: 480, jpeg: toBase64Url(jpegHeader(9_000, 9_000)) });
    expect([view.pictures, sent]).toEqual([[], []]);
    board.addPicture(samplePicture(1));
    draw(1, maxMarkPoints + 500);
    expect(view.marks[0]?.points).toHaveLength(maxMarkPoints);
    // An id in use, also by a mark that may come back.
    board.begin(sampleMark(1, { tool: 'circle' }));
    expect(view.marks).toHaveLength(1);
    board.undo();
    board.begin(sampleMark(1, { tool: 'circle' }));
    expect(view.marks).toHaveLength(0);
    for (let id = 2; id < maxMarks + 20; id += 1) draw(id);
    expect(view.marks).toHaveLength(maxMarks);
    board.extend(9_999, line(1));
    board.finish(9_999);
    board.showStill(77);
    expect([view.marks.length, view.still]).toEqual([maxMarks, null]);
  });

  it('BRD3 undo takes the last back, redo brings it back as it was, and something new ends redoing', () => {
    board.addPicture(samplePicture(1));
    draw(1);
    draw(2, 200);
    const before = drawings(view);
    expect([view.canUndo, view.canRedo]).toEqual([true, false]);
    board.undo();
    expect([ids(view), view.canUndo, view.canRedo]).toEqual([[1], true, true]);
    board.redo();
    expect([drawings(view), view.canRedo]).toEqual([before, false]);
    expect(drawings(phone.view)).toEqual(before);
    board.undo();
    board.undo();
    expect([ids(view), ids(phone.view), view.canUndo]).toEqual([[], [], false]);
    draw(3);
    expect([view.canRedo, board.redo().ok, ids(view)]).toEqual([false, true, [3]]);
    expect(rows.filter((row) => row.includes('removed'))).toHaveLength(3);
  });

  it('BRD3 erasing all can be undone, and a stroke under the pen is finished first', () => {
    board.addPicture(samplePicture(1));
    draw(1);
    board.begin(sampleMark(2));
    expect(view.canUndo).toBe(true);
    board.eraseAll();
    settle();
    expect([ids(view), ids(phone.view), rows.at(-1)]).toEqual([[], [], 'technician marks/removed 2']);
    board.undo();
    settle();
    expect([ids(view), drawings(phone.view)]).toEqual([[1, 2], drawings(view)]);
    board.redo();
    settle();
    expect([ids(view), ids(phone.view)]).toEqual([[], []]);
    // Nothing there to erase.
    const count = rows.length;
    board.eraseAll();
    expect(rows).toHaveLength(count);
  });

  it('LOG4 what cannot be logged is not done', () => {
    board.addPicture(samplePicture(1));
    draw(1);
    logWorks = false;
    const count = sent.length;
    expect(board.undo()).toEqual({ ok: false, reason: 'logUnwritable' });
    board.showStill(1);
    expect([ids(view), view.still, sent.length]).toEqual([[1], null, count]);
  });

  it('BRD2 a picture that the phone has forgotten is sent again for what needs it', () => {
    for (let id = 1; id <= maxBoardPictures + 4; id += 1) {
      board.addPicture(samplePicture(id));
      board.begin(sampleMark(id, { picture: id }));
      board.finish(id);
      settle();
    }
    expect(phone.view.pictures.map(({ id }) => id)).not.toContain(1);
    for (let count = 0; count < maxBoardPictures + 4; count += 1) board.undo();
    board.redo();
    settle();
    expect([ids(view), ids(phone.view)]).toEqual([[1], [1]]);
    board.showStill(1);
    expect(phone.view.still).toBe(1);
    board.showStill(null);
    expect([phone.view.still, rows.slice(-2)]).toEqual([
      null,
      ['technician picture/shown true', 'technician picture/shown false'],
    ]);
  });

  it('BRD4 shows what the phone makes of a mark, of marks that there are', () => {
    board.addPicture(samplePicture(1));
    draw(1);
    board.receive({ t: 'board/held', id: 1, hold: 'cannotHold' });
    board.receive({ t: 'board/held', id: 2, hold: 'held' });
    board.receive({ t: 'board/tracking', mode: 'freezeOnly' });
    expect(view).toMatchObject({ marks: [{ id: 1, hold: 'cannotHold' }], tracking: 'freezeOnly' });
    mayDraw = false;
    board.receive({ t: 'board/tracking', mode: 'tracking' });
    expect(view.tracking).toBe('freezeOnly');
  });

  it.each<readonly [string, () => void]>([
    ['strokes', () => draw(5, 300)],
    ['half a stroke', () => board.begin(sampleMark(5))],
    ['undo', () => board.undo()],
    ['erase all', () => board.eraseAll()],
    [
      'erase all, undone',
      () => {
        board.eraseAll();
        board.undo();
      },
    ],
    ['a still picture', () => board.showStill(1)],
    [
      'the camera again',
      () => {
        board.showStill(1);
        board.showStill(null);
      },
    ],
    [
      'another picture with a mark',
      () => {
        board.addPicture(samplePicture(2));
        board.begin(sampleMark(6, { picture: 2 }));
      },
    ],
  ])('BRD6 both sides agree after a connection that swallowed %s', (_, act) => {
    board.addPicture(samplePicture(1));
    draw(1, 100);
    draw(2);
    settle();
    isSwallowing = true;
    act();
    settle();
    loseAndFind();
    expect(drawings(phone.view)).toEqual(drawings(view));
    // And they go on from there.
    board.finish(5);
    draw(9);
    settle();
    expect(drawings(phone.view)).toEqual(drawings(view));
  });

  it('BRD6 what was drawn without a connection comes with the next', () => {
    board.addPicture(samplePicture(1));
    isOpen = false;
    board.connectionLost();
    draw(1);
    expect(sent).toEqual([]);
    loseAndFind();
    expect([ids(phone.view), drawings(phone.view)]).toEqual([[1], drawings(view)]);
  });

  it('BRD6 a mark that the phone has spoken of needs no picture again', () => {
    board.addPicture(samplePicture(1));
    draw(1);
    phone.board.held(1, 'held');
    settle();
    loseAndFind();
    expect(kinds()).not.toContain('board/picture');
    expect(view.marks[0]?.hold).toBe('held');
  });

  it.each<readonly [string, number, number, number]>([
    ['pictures', maxMarks, maxMarks, 2],
    ['marks', maxMarks, 1, 2],
    ['points', 4, 1, maxMarkPoints],
  ])(
    'DC1 however many %s come back at once, they go out no faster than the other side takes them, and in order',
    (...of) => {
      const [, marks, pictures, points] = of;
      for (let id = 1; id <= marks; id += 1) {
        board.addPicture(samplePicture(1 + (id % pictures)));
        board.begin(sampleMark(id, { picture: 1 + (id % pictures) }));
        for (let from = 0; from < points; from += maxPointsAtOnce) board.extend(id, line(maxPointsAtOnce));
        board.finish(id);
        clock.advance(1_000);
      }
      expect(refused).toEqual([]);
      // All of it again, and then again and again.
      isOpen = false;
      board.connectionLost();
      isOpen = true;
      board.connected();
      for (let round = 0; round < 12; round += 1) {
        board.eraseAll();
        board.undo();
      }
      for (let step = 0; step < 10_000; step += 1) clock.advance(50);
      expect([refused, clock.timerCount]).toEqual([[], 0]);
      expect(drawings(phone.view)).toEqual(drawings(view));
    },
  );
});
