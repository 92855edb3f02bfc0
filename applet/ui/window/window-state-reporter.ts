import { every, type Clock } from '#shared/std/core/clock.ts';
import { DisposeBag, type Dispose } from '#shared/std/core/dispose.ts';
import type { NoticeArguments } from '#shared/std/rpc/contract.ts';
import type { appletContract } from '#shared/std/view/applet-contract.ts';
import { windowEdgePixels, windowPollMs, windowTitlePixels } from './applet-limits.ts';

export type WindowState = NoticeArguments<typeof appletContract, 'window/state'>;

/** What is read of a window; the page's own, or the bar's. */
export type MeasuredWindow = Pick<
  Window,
  'screenX' | 'screenY' | 'outerWidth' | 'outerHeight' | 'innerWidth' | 'devicePixelRatio'
> & { readonly document: Pick<Document, 'hasFocus' | 'visibilityState'> };

/** Page zoom of Chromium, in its steps: `devicePixelRatio` includes it, window positions do not. */
const zoomSteps = [0.25, 1 / 3, 0.5, 2 / 3, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5];

/**
 * Where our windows are, in the units of `screenX`, and how many screen pixels one of those is (PRM5). A window that
 * cannot be seen has no place: there is nothing on it to press.
 */
export function measureWindows(windows: readonly MeasuredWindow[], hasTitleBarOutside: boolean): WindowState {
  const [page] = windows;
  const above = hasTitleBarOutside ? windowTitlePixels : windowEdgePixels;
  return {
    focused: windows.some((own) => own.document.hasFocus()),
    devicePixelRatio: page === undefined ? 1 : page.devicePixelRatio / zoomOf(page),
    windows: windows
      .filter((own) => own.document.visibilityState === 'visible')
      .map((own) => ({
        left: own.screenX - windowEdgePixels,
        top: own.screenY - above,
        width: own.outerWidth + 2 * windowEdgePixels,
        height: own.outerHeight + above + windowEdgePixels,
      })),
  };
}

function zoomOf(page: MeasuredWindow): number {
  const measured = page.outerWidth / Math.max(1, page.innerWidth);
  return zoomSteps.reduce((best, step) => (Math.abs(step - measured) < Math.abs(best - measured) ? step : best), 1);
}

/** Tells main whenever one of our windows moved, got or lost the focus, or was hidden. */
export class WindowStateReporter {
  readonly #measure: () => WindowState;
  readonly #send: (state: WindowState) => void;
  #sent = '';

  constructor(options: { readonly measure: () => WindowState; readonly send: (state: WindowState) => void }) {
    this.#measure = options.measure;
    this.#send = options.send;
  }

  /** Sends if something changed. */
  check(): void {
    const state = this.#measure();
    const text = JSON.stringify(state);
    if (text === this.#sent) return;
    this.#sent = text;
    this.#send(state);
  }

  /** A new link to main knows nothing yet. */
  checkAnew(): void {
    this.#sent = '';
    this.check();
  }

  /** Looks at every event that there is, and regularly, because a window that is dragged fires none. */
  watch(page: Window, clock: Clock): Dispose {
    const bag = new DisposeBag();
    const check = (): void => this.check();
    for (const name of ['focus', 'blur', 'resize'] as const) {
      page.addEventListener(name, check);
      bag.add(() => page.removeEventListener(name, check));
    }
    page.document.addEventListener('visibilitychange', check);
    bag.add(() => page.document.removeEventListener('visibilitychange', check), every(clock, windowPollMs, check));
    this.check();
    return () => bag.dispose();
  }
}
