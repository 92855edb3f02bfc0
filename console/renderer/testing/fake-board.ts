import type { BoardEvent, BoardMark } from '#shared/std/lens/board-view.ts';
import type { NoticeArguments } from '#shared/std/rpc/contract.ts';
import type { consoleContract } from '#shared/std/view/console-contract.ts';

type Argument<Name extends keyof (typeof consoleContract)['notices']> = NoticeArguments<typeof consoleContract, Name>;

/** A whiteboard as main keeps it, without limits and without a phone: what is drawn is there. */
export class FakeBoard {
  readonly #tell: (session: string, event: BoardEvent) => void;
  #marks: BoardMark[] = [];
  #undone: BoardMark[] = [];

  constructor(tell: (session: string, event: BoardEvent) => void) {
    this.#tell = tell;
  }

  picture({ session, picture }: Argument<'board/picture'>): void {
    this.#tell(session, { name: 'board/pictured', picture });
  }

  begin({ session, mark: { at, ...start } }: Argument<'board/begin'>): void {
    this.#undone = [];
    this.#put(session, { ...start, points: [at], finished: false, hold: 'pending' });
  }

  extend({ session, id, points }: Argument<'board/extend'>): void {
    this.#change(id, (mark) => ({ ...mark, points: [...mark.points, ...points] }));
    this.#tell(session, { name: 'board/extended', id, points });
  }

  end({ session, id }: Argument<'board/end'>): void {
    this.#change(id, (mark) => ({ ...mark, finished: true }));
    this.#tell(session, { name: 'board/finished', id });
  }

  still({ session, picture }: Argument<'board/still'>): void {
    this.#tell(session, { name: 'board/changed', change: { still: picture } });
  }

  undo(session: string): void {
    const mark = this.#marks.pop();
    if (mark === undefined) return;
    this.#undone.push(mark);
    this.#tell(session, { name: 'board/removed', ids: [mark.id] });
    this.#tellSteps(session);
  }

  redo(session: string): void {
    const mark = this.#undone.pop();
    if (mark !== undefined) this.#put(session, mark);
  }

  clear(session: string): void {
    this.#tell(session, { name: 'board/removed', ids: this.#marks.map(({ id }) => id) });
    this.#marks = [];
    this.#tellSteps(session);
  }

  #put(session: string, mark: BoardMark): void {
    this.#marks.push(mark);
    this.#tell(session, { name: 'board/marked', mark });
    this.#tellSteps(session);
  }

  #change(id: number, change: (mark: BoardMark) => BoardMark): void {
    this.#marks = this.#marks.map((mark) => (mark.id === id ? change(mark) : mark));
  }

  #tellSteps(session: string): void {
    const change = { canUndo: this.#marks.length > 0, canRedo: this.#undone.length > 0 };
    this.#tell(session, { name: 'board/changed', change });
  }
}
