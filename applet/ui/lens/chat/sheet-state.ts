/** How much of the chat lies over the picture (L10): nothing, its last lines, or all of it with the field to write in. */
const sheetStates = ['closed', 'minimised', 'extended'] as const;
export type SheetState = (typeof sheetStates)[number];

/** Faster than this, in pixels a millisecond, a movement means "on", however short it was. */
const swipeSpeed = 0.4;

/** One step up or down; the same at either end. */
export function stepSheet(state: SheetState, step: 1 | -1): SheetState {
  return sheetStates[sheetStates.indexOf(state) + step] ?? state;
}

export type SheetDrag = {
  /** Of each state, in pixels. */
  readonly heights: Readonly<Record<SheetState, number>>;
  /** Where the finger let go. */
  readonly height: number;
  /** Upwards at the end, in pixels a millisecond; negative is downwards. */
  readonly speed: number;
};

/** Where a sheet comes to rest when the finger lets go of it. */
export function settleSheet(drag: SheetDrag): SheetState {
  const { heights, height, speed } = drag;
  if (Math.abs(speed) < swipeSpeed) return nearest(heights, height);
  // A swipe goes to the next rest in its direction, seen from where the finger is: a long one may pass one by.
  const states = speed > 0 ? sheetStates : sheetStates.toReversed();
  const next = states.find((state) => (speed > 0 ? heights[state] > height : heights[state] < height));
  return next ?? (speed > 0 ? 'extended' : 'closed');
}

function nearest(heights: SheetDrag['heights'], height: number): SheetState {
  return sheetStates.reduce((best, state) =>
    Math.abs(heights[state] - height) < Math.abs(heights[best] - height) ? state : best,
  );
}
