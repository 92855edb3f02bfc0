import type { MouseButton } from '#shared/std/input/input-driver.ts';

/** The bits of `PointerEvent.buttons`. */
const bits: readonly (readonly [number, MouseButton])[] = [
  [1, 'left'],
  [2, 'right'],
  [4, 'middle'],
  [8, 'back'],
  [16, 'forward'],
];

export type ButtonChange = { readonly button: MouseButton; readonly down: boolean };

/**
 * What changed from one state of the buttons to the next. Pointer events say only of the first button that it went down
 * and of the last that it went up; those between show in the bits alone.
 */
export function buttonChanges(before: number, after: number): ButtonChange[] {
  return bits
    .filter(([bit]) => (before & bit) !== (after & bit))
    .map(([bit, button]) => ({ button, down: (after & bit) !== 0 }));
}
