import type { BoardMark } from '#shared/std/lens/board-view.ts';
import { maxBoardHistory } from '#shared/std/protocol/limits.ts';

/** One thing that the technician did, with what it takes to do it again or to take it back. */
export type BoardAct =
  | { readonly name: 'drawn'; readonly marks: readonly BoardMark[] }
  | { readonly name: 'erased'; readonly marks: readonly BoardMark[] };

/** What can be undone and redone. */
export class BoardHistory {
  #done: BoardAct[] = [];
  #undone: BoardAct[] = [];

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** All marks that may come back. */
  get marks(): readonly BoardMark[] {
    return [...this.#done, ...this.#undone].flatMap(({ marks }) => marks);
  }

  /** Something new was done: what was undone before cannot come back. */
  add(act: BoardAct): void {
    this.#done = [...this.#done, act].slice(-maxBoardHistory);
    this.#undone = [];
  }

  /** What to take back now; null if there is nothing. */
  undo(): BoardAct | null {
    const act = this.#done.pop() ?? null;
    if (act !== null) this.#undone.push(act);
    return act;
  }

  /** What to do again now; null if there is nothing. */
  redo(): BoardAct | null {
    const act = this.#undone.pop() ?? null;
    if (act !== null) this.#done.push(act);
    return act;
  }

  clear(): void {
    this.#done = [];
    this.#undone = [];
  }
}
