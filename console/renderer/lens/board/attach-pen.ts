import type { Dispose } from '#shared/std/core/dispose.ts';
import type { BoardPoint } from '#shared/std/lens/board.ts';

export type PenHand = {
  /** Where on the picture a point of the window is. */
  readonly locate: (clientX: number, clientY: number) => BoardPoint | null;
  /** Within the picture: only there a stroke begins. */
  readonly isInside: (point: BoardPoint) => boolean;
  readonly down: (point: BoardPoint) => void;
  readonly move: (points: readonly BoardPoint[]) => void;
  readonly up: () => void;
};

/** Mouse, pen or finger over `element`, one at a time: the main button draws. */
export function attachPen(element: HTMLElement, hand: PenHand): Dispose {
  const listening = new AbortController();
  const { signal } = listening;
  let drawing: number | null = null;

  const locate = (event: PointerEvent): BoardPoint | null => hand.locate(event.clientX, event.clientY);
  const down = (event: PointerEvent): void => {
    const at = locate(event);
    if (drawing !== null || event.button !== 0 || !event.isPrimary || at === null || !hand.isInside(at)) return;
    // Neither selects what is around nor takes the focus to where the browser would.
    event.preventDefault();
    element.focus({ preventScroll: true });
    element.setPointerCapture(event.pointerId);
    drawing = event.pointerId;
    hand.down(at);
  };
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== drawing) return;
    // Between two of the page's frames a hand makes several steps; all of them belong to the line.
    const steps = event.getCoalescedEvents();
    hand.move((steps.length === 0 ? [event] : steps).map(locate).filter((point) => point !== null));
  };
  const up = (event: PointerEvent): void => {
    if (event.pointerId !== drawing) return;
    drawing = null;
    hand.up();
  };
  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  // Also after `pointerup`, and when the browser or the system takes the pointer away.
  element.addEventListener('lostpointercapture', up, { signal });
  return () => {
    listening.abort();
    if (drawing !== null) hand.up();
    drawing = null;
  };
}
