import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import { closedSheetPixels, dragSlackPixels, minimisedSheetRem, minimisedSheetShare, restMs } from './sheet-limits.ts';
import { settleSheet, type SheetState } from './sheet-state.ts';

type Drag = {
  readonly pointer: number;
  readonly startY: number;
  readonly startHeight: number;
  readonly heights: Readonly<Record<SheetState, number>>;
  lastY: number;
  lastMs: number;
  /** Upwards, in pixels a millisecond. */
  speed: number;
  moved: boolean;
};

export type DragSheetOptions = {
  /** What the finger holds. */
  readonly handle: HTMLElement;
  /** What follows it. Its parent is the room that it can fill. */
  readonly sheet: HTMLElement;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  /** The finger let go: the sheet should rest here. */
  readonly onSettle: (state: SheetState) => void;
  /** It was only touched. */
  readonly onTap: () => void;
};

/** Lets a finger, a pen or a mouse move the sheet by its handle. */
export function dragSheet(options: DragSheetOptions): Dispose {
  const { handle, sheet, clock } = options;
  let drag: Drag | null = null;

  const start = (event: PointerEvent): void => {
    const room = sheet.parentElement;
    if (room === null || !event.isPrimary || event.button !== 0) return;
    // The buttons on the handle are pressed, not dragged.
    if (event.target instanceof Element && event.target.closest('button') !== null) return;
    handle.setPointerCapture(event.pointerId);
    drag = {
      pointer: event.pointerId,
      startY: event.clientY,
      startHeight: sheet.offsetHeight,
      heights: heightsIn(room),
      lastY: event.clientY,
      lastMs: clock.monotonicMs(),
      speed: 0,
      moved: false,
    };
  };

  const move = (event: PointerEvent): void => {
    if (drag === null || event.pointerId !== drag.pointer) return;
    const up = drag.startY - event.clientY;
    if (!drag.moved && Math.abs(up) < dragSlackPixels) return;
    const nowMs = clock.monotonicMs();
    drag.speed = (drag.lastY - event.clientY) / Math.max(1, nowMs - drag.lastMs);
    drag.lastY = event.clientY;
    drag.lastMs = nowMs;
    drag.moved = true;
    sheet.dataset['dragged'] = 'true';
    const { closed, extended } = drag.heights;
    sheet.style.height = `${Math.min(extended, Math.max(closed, drag.startHeight + up))}px`;
  };

  const end = (event: PointerEvent): void => {
    if (drag === null || event.pointerId !== drag.pointer) return;
    const { startHeight, startY, heights, lastMs, moved, speed } = drag;
    drag = null;
    delete sheet.dataset['dragged'];
    sheet.style.removeProperty('height');
    // The browser took the finger for something of its own: the sheet stays where it was.
    if (event.type === 'pointercancel') return;
    if (!moved) {
      options.onTap();
      return;
    }
    const isResting = clock.monotonicMs() - lastMs > restMs;
    const height = startHeight + startY - event.clientY;
    options.onSettle(settleSheet({ heights, height, speed: isResting ? 0 : speed }));
  };

  handle.addEventListener('pointerdown', start);
  handle.addEventListener('pointermove', move);
  handle.addEventListener('pointerup', end);
  handle.addEventListener('pointercancel', end);
  return () => {
    handle.removeEventListener('pointerdown', start);
    handle.removeEventListener('pointermove', move);
    handle.removeEventListener('pointerup', end);
    handle.removeEventListener('pointercancel', end);
  };
}

/** As chat-sheet.module.css has them. */
function heightsIn(room: HTMLElement): Readonly<Record<SheetState, number>> {
  const remPixels = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const extended = room.clientHeight;
  const minimised = Math.min(minimisedSheetRem * remPixels, minimisedSheetShare * extended);
  return { closed: closedSheetPixels, minimised, extended };
}
