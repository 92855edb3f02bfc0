import { maxBoardPictures, maxMarkPoints } from './board-limits.ts';
import type { BoardPicture, BoardPoint, MarkHold, MarkStart, TrackingMode } from './board.ts';

/** A mark as both windows show it. */
export type BoardMark = Omit<MarkStart, 'at'> & {
  /** At least one. Of a circle and an arrow the first and the last count. */
  readonly points: readonly BoardPoint[];
  /** The technician has lifted the pen. */
  readonly finished: boolean;
  readonly hold: MarkHold;
};

/** The whiteboard of a session, on either side. */
export type BoardView = {
  readonly marks: readonly BoardMark[];
  /** The newest of those that marks were drawn on. */
  readonly pictures: readonly BoardPicture[];
  /** The picture that the phone shows instead of its camera, with its marks; null while the camera shows. */
  readonly still: number | null;
  readonly tracking: TrackingMode;
  /** The technician has the tools in hand. */
  readonly open: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
};

export const emptyBoard: BoardView = {
  marks: [],
  pictures: [],
  still: null,
  tracking: 'off',
  open: false,
  canUndo: false,
  canRedo: false,
};

export type BoardEvent =
  | { readonly name: 'board/marked'; readonly mark: BoardMark }
  | { readonly name: 'board/extended'; readonly id: number; readonly points: readonly BoardPoint[] }
  | { readonly name: 'board/finished'; readonly id: number }
  | { readonly name: 'board/held'; readonly id: number; readonly hold: MarkHold }
  | { readonly name: 'board/pictured'; readonly picture: BoardPicture }
  | { readonly name: 'board/removed'; readonly ids: readonly number[] }
  /** The camera is not allowed any more: nothing of it stays, no picture either. */
  | { readonly name: 'board/cleared' }
  | {
      readonly name: 'board/changed';
      readonly change: Partial<Pick<BoardView, 'still' | 'tracking' | 'open' | 'canUndo' | 'canRedo'>>;
    };

/** The one way a whiteboard changes; both sides' mains and windows run the same function. */
export function reduceBoard(board: BoardView, event: BoardEvent): BoardView {
  switch (event.name) {
    case 'board/marked':
      return { ...board, marks: [...board.marks.filter(({ id }) => id !== event.mark.id), event.mark] };
    case 'board/extended':
      return changeMark(board, event.id, (mark) => ({
        ...mark,
        points: [...mark.points, ...event.points].slice(0, maxMarkPoints),
      }));
    case 'board/finished':
      return changeMark(board, event.id, (mark) => ({ ...mark, finished: true }));
    case 'board/held':
      return changeMark(board, event.id, (mark) => ({ ...mark, hold: event.hold }));
    case 'board/pictured':
      return {
        ...board,
        pictures: [...board.pictures.filter(({ id }) => id !== event.picture.id), event.picture].slice(
          -maxBoardPictures,
        ),
      };
    case 'board/removed':
      return { ...board, marks: board.marks.filter(({ id }) => !event.ids.includes(id)) };
    case 'board/cleared':
      return emptyBoard;
    case 'board/changed':
      return { ...board, ...event.change };
  }
}

function changeMark(board: BoardView, id: number, change: (mark: BoardMark) => BoardMark): BoardView {
  return { ...board, marks: board.marks.map((mark) => (mark.id === id ? change(mark) : mark)) };
}
