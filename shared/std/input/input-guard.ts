import type { Dispose } from '../core/dispose.ts';
import { guardMarginPixels } from './input-limits.ts';

/** A window's outer edges, frame and title bar included, in the pixels that `InputDriver.moveTo` takes. */
export type ScreenRectangle = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

export type ScreenPoint = { readonly x: number; readonly y: number };

/** What the guard has to know of the applet's own windows; whoever owns them keeps it current. */
export type InputGuardState = {
  readonly windows: readonly ScreenRectangle[];
  /** One of them has the keyboard. */
  readonly focused: boolean;
  /** A question to the customer is open. */
  readonly promptOpen: boolean;
};

/** An act about to be done, as far as the guard looks at it. */
export type GuardedAct = 'move' | 'buttonDown' | 'buttonUp' | 'wheel' | 'keyDown' | 'keyUp' | 'text';

/** `inPlace`: do it, but where the pointer already is. */
export type GuardAnswer = 'admit' | 'drop' | 'inPlace';

/**
 * Keeps remote input out of the applet's own windows (PRM5), so that a technician, or whoever took over the
 * technician's console, cannot answer a prompt, press either X, or move the bar that says who is watching.
 *
 * - Buttons go down, and the wheel turns, only outside our windows.
 * - The pointer alone may pass over them: the customer sees where it is, and hovering does nothing.
 * - While a button is held it may not: a drag can then neither drop text or a file on us nor move anything of ours. The
 *   release is done where the pointer was last outside.
 * - No key goes down and nothing is typed while one of our windows has the keyboard.
 * - While a prompt is open nothing is done at all.
 * - Releases always pass: a key that stays down is worse than any that goes up.
 */
export class InputGuard {
  readonly #hostWindows: () => readonly ScreenRectangle[];
  #state: InputGuardState = { windows: [], focused: false, promptOpen: false };
  readonly #shutListeners = new Set<() => void>();
  readonly #openListeners = new Set<() => void>();

  /** `hostWindows`: those of our windows that the host knows itself, asked at each act, beside what pages say. */
  constructor(hostWindows: () => readonly ScreenRectangle[] = () => []) {
    this.#hostWindows = hostWindows;
  }

  /** What is left out stays as it was. */
  setState(change: Partial<InputGuardState>): void {
    const shutBefore = isShut(this.#state);
    this.#state = { ...this.#state, ...change };
    const shut = isShut(this.#state);
    if (shut === shutBefore) return;
    for (const listener of Array.from(shut ? this.#shutListeners : this.#openListeners)) listener();
  }

  /** Nothing but the keyboard's focus keeps keys out, and that may be about to leave our window. */
  get isShutByFocus(): boolean {
    return this.#state.focused && !this.#state.promptOpen;
  }

  /** Keys would reach our own windows from now on: whatever is held must go up at once, or it would repeat into them. */
  onShut(listener: () => void): Dispose {
    this.#shutListeners.add(listener);
    return () => this.#shutListeners.delete(listener);
  }

  /** Keys may pass again. */
  onOpen(listener: () => void): Dispose {
    this.#openListeners.add(listener);
    return () => this.#openListeners.delete(listener);
  }

  /** Asked at the moment of each act. `at` is null for acts without a position; `dragging` while input holds a button. */
  admits(act: GuardedAct, at: ScreenPoint | null, dragging: boolean): GuardAnswer {
    const inside = at !== null && [...this.#state.windows, ...this.#hostWindows()].some((own) => contains(own, at));
    switch (act) {
      case 'keyUp':
        return 'admit';
      case 'buttonUp':
        return inside || this.#state.promptOpen ? 'inPlace' : 'admit';
      case 'move':
        return this.#state.promptOpen || (inside && dragging) ? 'drop' : 'admit';
      case 'buttonDown':
      case 'wheel':
        return this.#state.promptOpen || inside ? 'drop' : 'admit';
      case 'keyDown':
      case 'text':
        return isShut(this.#state) ? 'drop' : 'admit';
    }
  }
}

function isShut(state: InputGuardState): boolean {
  return state.promptOpen || state.focused;
}

function contains(rectangle: ScreenRectangle, point: ScreenPoint): boolean {
  return (
    point.x >= rectangle.left - guardMarginPixels &&
    point.x < rectangle.left + rectangle.width + guardMarginPixels &&
    point.y >= rectangle.top - guardMarginPixels &&
    point.y < rectangle.top + rectangle.height + guardMarginPixels
  );
}
