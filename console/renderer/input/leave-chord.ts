import type { KeyFields } from '#shared/std/input/keyboard-policy.ts';

const modifierKeys: ReadonlySet<string> = new Set(['Control', 'Alt', 'Shift']);

/**
 * Control, Alt and Shift pressed together and let go with nothing else: leaves the picture, whose keyboard is all the
 * customer's (WCAG 2.1.2, no keyboard trap). Shortcuts with all three still reach the customer.
 */
export class LeaveChord {
  #armed = false;

  keyDown(event: KeyFields): void {
    const together = event.ctrl && event.alt && event.shift && !event.meta && !event.altGraph;
    this.#armed = modifierKeys.has(event.key) && together;
  }

  /** True if this release completes it. */
  keyUp(event: KeyFields): boolean {
    const complete = this.#armed && modifierKeys.has(event.key);
    this.#armed = false;
    return complete;
  }

  reset(): void {
    this.#armed = false;
  }
}
