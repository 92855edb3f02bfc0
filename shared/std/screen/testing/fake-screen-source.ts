import type { Dispose } from '../../core/dispose.ts';
import { Emitter } from '../../core/emitter.ts';
import type { FailureCode } from '../../core/failure.ts';
import { fail, succeed, type Result } from '../../core/result.ts';
import type { Area } from '../area.ts';
import { copyPixels } from '../copy-pixels.ts';
import { blankPicture, type Picture } from '../picture.ts';
import type { CursorShape, Monitor } from '../screen-message.ts';
import type { ScreenSource } from '../screen-source.ts';

type Position = { readonly x: number; readonly y: number };

type Events = {
  monitors: null;
  changed: null;
  cursorMoved: Position | null;
  cursorShape: CursorShape;
  ended: FailureCode;
};

export function testMonitor(id: number, change: Partial<Monitor> = {}): Monitor {
  return { id, name: `Monitor ${id}`, x: 0, y: 0, width: 200, height: 100, primary: id === 0, ...change };
}

/** Screens in memory, on which a test draws. */
export class FakeScreenSource implements ScreenSource {
  monitors: readonly Monitor[];
  /** How often somebody asked for pixels. */
  updates = 0;
  closed = false;
  /** So many of the next reads fail, though the monitor is there. */
  failingUpdates = 0;
  readonly #events = new Emitter<Events>();
  readonly #screens = new Map<number, Picture>();
  readonly #known = new WeakSet<Picture>();
  #changes: { readonly monitor: number; readonly area: Area }[] = [];
  #isTold = false;

  constructor(monitors: readonly Monitor[] = [testMonitor(0)]) {
    this.monitors = monitors;
  }

  onMonitors(listener: () => void): Dispose {
    return this.#events.on('monitors', listener);
  }

  onChanged(listener: () => void): Dispose {
    return this.#events.on('changed', listener);
  }

  onCursorMoved(listener: (position: Position | null) => void): Dispose {
    return this.#events.on('cursorMoved', listener);
  }

  onCursorShape(listener: (shape: CursorShape) => void): Dispose {
    return this.#events.on('cursorShape', listener);
  }

  onEnded(listener: (reason: FailureCode) => void): Dispose {
    return this.#events.on('ended', listener);
  }

  update(monitor: number, picture: Picture): Promise<Result<readonly Area[], 'gone'>> {
    this.updates += 1;
    this.#isTold = false;
    const screen = this.screen(monitor);
    if (this.failingUpdates > 0) {
      this.failingUpdates -= 1;
      return Promise.resolve(fail('gone'));
    }
    if (screen === null || screen.width !== picture.width || screen.height !== picture.height) {
      return Promise.resolve(fail('gone'));
    }
    const all = { x: 0, y: 0, width: picture.width, height: picture.height };
    const changed = this.#changes.filter((change) => change.monitor === monitor).map(({ area }) => area);
    const areas = this.#known.has(picture) ? changed : [all];
    this.#known.add(picture);
    this.#changes = this.#changes.filter((change) => change.monitor !== monitor);
    for (const area of areas) copyPixels(screen, picture, area);
    return Promise.resolve(succeed(areas));
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }

  /** What a monitor shows; null if it is not plugged in. */
  screen(monitor: number): Picture | null {
    const plugged = this.monitors.find(({ id }) => id === monitor);
    if (plugged === undefined) return null;
    const known = this.#screens.get(monitor);
    if (known?.width === plugged.width && known.height === plugged.height) return known;
    const screen = blankPicture(plugged.width, plugged.height);
    this.#screens.set(monitor, screen);
    return screen;
  }

  /** Fills an area with one colour, or with noise that no encoder makes small. */
  draw(monitor: number, area: Area, colour: number | 'noise'): void {
    const screen = this.screen(monitor);
    if (screen === null) throw new Error('no such monitor');
    for (let y = area.y; y < area.y + area.height; y += 1) {
      const start = y * screen.width + area.x;
      if (colour === 'noise') {
        for (let x = 0; x < area.width; x += 1) screen.pixels[start + x] = Math.random() * 0x1000000;
      } else screen.pixels.fill(colour, start, start + area.width);
    }
    this.#changes.push({ monitor, area });
    if (this.#isTold) return;
    this.#isTold = true;
    this.#events.emit('changed', null);
  }

  plug(monitors: readonly Monitor[]): void {
    this.monitors = monitors;
    this.#events.emit('monitors', null);
  }

  moveCursor(position: Position | null): void {
    this.#events.emit('cursorMoved', position);
  }

  shapeCursor(shape: CursorShape): void {
    this.#events.emit('cursorShape', shape);
  }

  end(reason: FailureCode): void {
    this.#events.emit('ended', reason);
  }

  get listenerCount(): number {
    return this.#events.listenerCount;
  }
}
