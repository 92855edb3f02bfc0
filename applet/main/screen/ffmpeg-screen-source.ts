import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import { Emitter } from '#shared/std/core/emitter.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import type { Area } from '#shared/std/screen/area.ts';
import type { Picture } from '#shared/std/screen/picture.ts';
import { maxMonitorNameCharacters } from '#shared/std/screen/screen-limits.ts';
import type { Monitor } from '#shared/std/screen/screen-message.ts';
import type { ScreenSource } from '#shared/std/screen/screen-source.ts';
import type { Ffmpeg } from './ffmpeg-library.ts';
import type { FfmpegScreen } from './ffmpeg-screens.ts';
import { MonitorIds } from './monitor-ids.ts';
import { WatchedScreen } from './watched-screen.ts';

export type FfmpegScreenSourceOptions = {
  readonly ffmpeg: Ffmpeg;
  readonly listScreens: () => Promise<readonly FfmpegScreen[]>;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** `screenSourceUnavailable`: FFmpeg knows no screen here, or may not read it. */
export async function openFfmpegScreenSource(
  options: FfmpegScreenSourceOptions,
): Promise<Result<ScreenSource, FailureCode>> {
  const source = new FfmpegScreenSource(options);
  if (await source.prepare()) return succeed(source);
  options.logger.info('screen.ffmpegUnusable');
  await source.close();
  return fail('screenSourceUnavailable');
}

/**
 * The screens of a computer through FFmpeg's devices. They say nothing of what changes, so each watched screen is read again and
 * again and compared. The pointer is part of the picture: the devices do not tell of it apart.
 */
class FfmpegScreenSource implements ScreenSource {
  readonly #options: FfmpegScreenSourceOptions;
  readonly #events = new Emitter<{ monitors: undefined; changed: undefined; ended: FailureCode }>();
  readonly #ids = new MonitorIds();
  readonly #watched = new Map<number, WatchedScreen>();
  #monitors: readonly Monitor[] = [];
  #screens: readonly FfmpegScreen[] = [];
  /** Screens on their way: `close` waits for them. */
  readonly #opening = new Set<Promise<WatchedScreen | null>>();
  #mayAnnounce = true;
  #isClosed = false;

  constructor(options: FfmpegScreenSourceOptions) {
    this.#options = options;
  }

  /** False if no screen can be read: one is tried, as only that shows whether the system permits it. */
  async prepare(): Promise<boolean> {
    await this.#listScreens();
    const [first] = this.#monitors;
    if (first === undefined) return false;
    return (await this.#watch(first.id)) !== null;
  }

  get monitors(): readonly Monitor[] {
    return this.#monitors;
  }

  onMonitors(listener: () => void): Dispose {
    return this.#events.on('monitors', listener);
  }

  onChanged(listener: () => void): Dispose {
    return this.#events.on('changed', listener);
  }

  onCursorMoved(): Dispose {
    return () => {};
  }

  onCursorShape(): Dispose {
    return () => {};
  }

  onEnded(listener: (reason: FailureCode) => void): Dispose {
    return this.#events.on('ended', listener);
  }

  async update(monitor: number, picture: Picture): Promise<Result<readonly Area[], 'gone'>> {
    this.#mayAnnounce = true;
    if (this.#isClosed) return fail('gone');
    const watched = this.#watched.get(monitor) ?? (await this.#watch(monitor));
    const areas = watched && (await watched.update(picture));
    if (areas !== null) return succeed(areas);
    await this.#lose(monitor);
    return fail('gone');
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const watched = Array.from(this.#watched.values());
    this.#watched.clear();
    await Promise.all([...this.#opening, ...watched.map(async (screen) => screen.close())]);
  }

  async #watch(monitor: number): Promise<WatchedScreen | null> {
    const screen = this.#screens[this.#monitors.findIndex(({ id }) => id === monitor)];
    if (screen === undefined) return null;
    const opening = this.#open(monitor, screen);
    this.#opening.add(opening);
    const watched = await opening;
    this.#opening.delete(opening);
    if (watched === null) return null;
    this.#watched.set(monitor, watched);
    this.#fitSize(monitor, watched);
    return watched;
  }

  /** Null also if the source was closed meanwhile: the screen is then let go of again. */
  async #open(monitor: number, screen: FfmpegScreen): Promise<WatchedScreen | null> {
    const watched = await WatchedScreen.open({
      ffmpeg: this.#options.ffmpeg,
      inputs: screen.inputs,
      clock: this.#options.clock,
      onChanged: () => this.#announce(),
      onLost: () => void this.#lose(monitor),
    });
    if (!this.#isClosed) return watched;
    await watched?.close();
    return null;
  }

  /** What the device gives counts: systems that scale describe their screens in other units. */
  #fitSize(monitor: number, { width, height }: WatchedScreen): void {
    const listed = this.#monitors.find(({ id }) => id === monitor);
    if (listed === undefined || (listed.width === width && listed.height === height)) return;
    this.#monitors = this.#monitors.map((other) => (other === listed ? { ...listed, width, height } : other));
    this.#events.emit('monitors', undefined);
  }

  /** A screen gives no pictures any more, or of another size: perhaps it is gone, perhaps they all are others now. */
  async #lose(monitor: number): Promise<void> {
    const watched = this.#watched.get(monitor);
    this.#watched.delete(monitor);
    await watched?.close();
    if (this.#isClosed) return;
    const before = JSON.stringify(this.#monitors);
    await this.#listScreens();
    if (this.#isClosed) return;
    if (this.#monitors.length === 0) this.#events.emit('ended', 'screenCaptureFailed');
    else if (JSON.stringify(this.#monitors) !== before) this.#events.emit('monitors', undefined);
  }

  async #listScreens(): Promise<void> {
    const screens = await this.#options.listScreens();
    const monitors = this.#ids.assign(
      screens.map(({ x, y, width, height, name, primary }) => {
        return { x, y, width, height, name: name.slice(0, maxMonitorNameCharacters), primary };
      }),
    );
    this.#screens = screens;
    // Sizes of those that are being read are known better than they are listed.
    this.#monitors = monitors.map((monitor) => {
      const watched = this.#watched.get(monitor.id);
      return watched === undefined ? monitor : { ...monitor, width: watched.width, height: watched.height };
    });
  }

  #announce(): void {
    if (!this.#mayAnnounce || this.#isClosed) return;
    this.#mayAnnounce = false;
    this.#events.emit('changed', undefined);
  }
}
