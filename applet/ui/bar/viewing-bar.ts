import { createStore, type StoreApi } from 'zustand/vanilla';
import { barHeightPixels, barWidthPixels, maxBarTextPercent } from '../window/applet-limits.ts';

/** Document Picture-in-Picture, which TypeScript does not know everywhere yet: a window of ours that stays in front. */
type PictureInPicture = {
  requestWindow(options: {
    readonly width: number;
    readonly height: number;
    readonly disallowReturnToOpener: boolean;
    readonly preferInitialWindowPlacement: boolean;
  }): Promise<Window>;
};

export type ViewingBarState = {
  /** The bar's window while it is open. */
  readonly window: Window | null;
};

/**
 * The bar that says who sees the screen, in front of all other windows. The browser opens it only right after a press or
 * after the person chose a screen; Electron's main shows one of its own, and Firefox and Safari have none.
 */
export class ViewingBar {
  readonly store: StoreApi<ViewingBarState> = createStore<ViewingBarState>(() => ({ window: null }));
  readonly #page: Window;
  readonly #source: PictureInPicture | null;
  #opening = false;

  constructor(page: Window, isWanted: boolean) {
    this.#page = page;
    const source = (page as Window & { readonly documentPictureInPicture?: PictureInPicture }).documentPictureInPicture;
    this.#source = isWanted ? (source ?? null) : null;
  }

  get isAvailable(): boolean {
    return this.#source !== null;
  }

  /** True once it is open. Call it in a press, or as soon as a screen was chosen. */
  async open(): Promise<boolean> {
    if (this.#source === null || this.#opening) return false;
    if (this.store.getState().window !== null) return true;
    this.#opening = true;
    try {
      const bar = await this.#source.requestWindow({
        width: barWidthPixels,
        height: barHeightPixels,
        disallowReturnToOpener: true,
        preferInitialWindowPlacement: true,
      });
      this.#furnish(bar);
      return true;
    } catch {
      // The browser found no fresh press. The window's own status still says who sees the screen, and offers the bar again.
      return false;
    } finally {
      this.#opening = false;
    }
  }

  close(): void {
    this.store.getState().window?.close();
  }

  setTextPercent(percent: number): void {
    const bar = this.store.getState().window;
    if (bar !== null) bar.document.documentElement.style.fontSize = `${Math.min(percent, maxBarTextPercent)}%`;
  }

  #furnish(bar: Window): void {
    const { documentElement, head } = this.#page.document;
    for (const sheet of head.querySelectorAll('link[rel="stylesheet"], style')) {
      bar.document.head.append(bar.document.importNode(sheet, true));
    }
    bar.document.documentElement.lang = documentElement.lang;
    bar.document.documentElement.dataset['density'] = documentElement.dataset['density'];
    bar.document.title = this.#page.document.title;
    // Also when the person closes it, or the page goes away.
    bar.addEventListener('pagehide', () => {
      if (this.store.getState().window === bar) this.store.setState({ window: null });
    });
    this.store.setState({ window: bar });
  }
}
