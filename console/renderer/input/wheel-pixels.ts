/** What counts of a `WheelEvent`; `wheelDelta*` are Chromium's own, in 120ths of a notch, positive up and left. */
export type WheelFields = {
  readonly deltaX: number;
  readonly deltaY: number;
  /** 0: pixels, 1: lines, 2: pages. */
  readonly deltaMode: number;
  readonly wheelDeltaX?: number;
  readonly wheelDeltaY?: number;
};

/** One notch of a wheel travels as so many pixels, on whatever system it was turned. */
const pixelsPerNotch = 100;
const wheelDeltaPerNotch = 120;
const linesPerNotch = 3;
/** A page is more than a notch but must not be a leap. */
const notchesPerPage = 6;

/** Wheel movement in pixels of which 100 are one notch; trackpads keep their fine steps. */
export function toWheelPixels(event: WheelFields): { readonly x: number; readonly y: number } {
  return {
    x: axis(event.deltaX, event.deltaMode, event.wheelDeltaX),
    y: axis(event.deltaY, event.deltaMode, event.wheelDeltaY),
  };
}

function axis(delta: number, mode: number, wheelDelta: number | undefined): number {
  if (mode === 1) return (delta / linesPerNotch) * pixelsPerNotch;
  if (mode === 2) return delta * notchesPerPage * pixelsPerNotch;
  // A notch has as many pixels as the system's scroll speed says (53, 100, 120, ...), but always this many 120ths.
  const isNotched = wheelDelta !== undefined && wheelDelta !== 0 && wheelDelta % wheelDeltaPerNotch === 0;
  return isNotched ? (-wheelDelta / wheelDeltaPerNotch) * pixelsPerNotch : delta;
}
