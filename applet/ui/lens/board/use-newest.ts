import { useState } from 'react';
import type { BoardMark } from '#shared/std/lens/board-view.ts';

/** The mark that was finished last, since this is shown; null before one was, and when it is gone. */
export function useNewest(marks: readonly BoardMark[]): BoardMark | null {
  const [seen, setSeen] = useState(() => ({ finished: finishedOf(marks), newest: null as number | null }));
  const finished = finishedOf(marks);
  const fresh = finished.findLast((id) => !seen.finished.includes(id));
  if (fresh !== undefined || finished.length !== seen.finished.length) {
    setSeen({ finished, newest: fresh ?? seen.newest });
  }
  return marks.find(({ id }) => id === (fresh ?? seen.newest)) ?? null;
}

function finishedOf(marks: readonly BoardMark[]): readonly number[] {
  return marks.filter((mark) => mark.finished).map(({ id }) => id);
}
