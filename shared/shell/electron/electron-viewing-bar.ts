import { BrowserWindow, screen } from 'electron';
import type { Clock } from '#shared/std/core/clock.ts';
import { every } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { ScreenArea, ViewingBar } from '../shell.ts';
import { barRaiseIntervalMs } from '../shell-limits.ts';
import { screenAreaOf } from './screen-area.ts';
import { stopAddress, viewingBarDocument } from './viewing-bar-page.ts';

const widthPixels = 560;
const heightPixels = 52;

/** A frameless window at the top of the screen, above everything, that cannot be moved, covered, focused or closed. */
export class ElectronViewingBar implements ViewingBar {
  readonly #clock: Clock;
  readonly #stopListeners = new Set<() => void>();
  #window: BrowserWindow | null = null;
  #stopRaising: Dispose = () => {};
  #shown = '';

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  show({ text, stopLabel }: { readonly text: string; readonly stopLabel: string }): void {
    this.#window ??= this.#open();
    const window = this.#window;
    const address = viewingBarDocument(text, stopLabel);
    if (address === this.#shown) return;
    this.#shown = address;
    window.loadURL(address).then(
      () => {
        if (!window.isDestroyed()) window.showInactive();
        return null;
      },
      // Hidden, or given another text, before it was there.
      () => {},
    );
  }

  hide(): void {
    this.#stopRaising();
    this.#shown = '';
    const window = this.#window;
    this.#window = null;
    window?.destroy();
  }

  onStop(listener: () => void): Dispose {
    this.#stopListeners.add(listener);
    return () => this.#stopListeners.delete(listener);
  }

  bounds(): ScreenArea | null {
    return this.#window === null || this.#window.isDestroyed() ? null : screenAreaOf(this.#window);
  }

  #open(): BrowserWindow {
    const { workArea } = screen.getPrimaryDisplay();
    const window = new BrowserWindow({
      x: workArea.x + Math.round((workArea.width - widthPixels) / 2),
      y: workArea.y,
      width: widthPixels,
      height: heightPixels,
      show: false,
      frame: false,
      resizable: false,
      movable: false,
      minimizable: false,
      maximizable: false,
      closable: false,
      fullscreenable: false,
      focusable: false,
      skipTaskbar: true,
      hasShadow: true,
      alwaysOnTop: true,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
    });
    window.setAlwaysOnTop(true, 'screen-saver');
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
    // The guard of every contents has denied it already; here it only means something.
    window.webContents.on('will-navigate', ({ url }) => {
      if (url !== stopAddress && url !== `${stopAddress}/`) return;
      for (const listener of Array.from(this.#stopListeners)) listener();
    });
    this.#stopRaising = every(this.#clock, barRaiseIntervalMs, () => {
      if (!window.isDestroyed()) window.moveTop();
    });
    return window;
  }
}
