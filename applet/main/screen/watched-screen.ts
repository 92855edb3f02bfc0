import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { Area } from '#shared/std/screen/area.ts';
import type { Picture } from '#shared/std/screen/picture.ts';
import { isChanged, takeChangedBands } from './changed-bands.ts';
import type { Ffmpeg } from './ffmpeg-library.ts';
import { FfmpegScreenReader, type ScreenFrame } from './ffmpeg-screen-reader.ts';
import { deviceFramesPerSecond, type ScreenInput } from './ffmpeg-screens.ts';

export type WatchedScreenOptions = {
  readonly ffmpeg: Ffmpeg;
  readonly inputs: readonly ScreenInput[];
  readonly clock: Clock;
  readonly onChanged: () => void;
  /** It gives no pictures any more, or of another size. */
  readonly onLost: () => void;
};

const fastestMs = 1_000 / deviceFramesPerSecond;
/** A screen at rest is looked at this rarely, so that it costs next to nothing; its first change is seen that late. */
const slowestMs = 300;
/** How long a screen is looked at often after its last change. */
const wakefulMs = 1_000;
const slowing = 1.3;

/** One screen that somebody watches: read and compared, often while it changes, seldom while it rests, never unasked. */
export class WatchedScreen {
  readonly #options: WatchedScreenOptions;
  readonly #reader: FfmpegScreenReader;
  readonly width: number;
  readonly height: number;
  /** What was read last, with when; the picture may be behind it. */
  #frame: ScreenFrame | null;
  #readMs: number;
  #picture: WeakRef<Picture> | null = null;
  #intervalMs = fastestMs;
  #changedMs: number;
  #stopTimer: Dispose = () => {};
  #isClosed = false;
  /** Reads come one after the other, whoever asks for them. */
  #turn: Promise<unknown> = Promise.resolve();

  /** Null if none of the ways opens, or gives a picture. */
  static async open(options: WatchedScreenOptions): Promise<WatchedScreen | null> {
    const reader = await FfmpegScreenReader.open(options.ffmpeg, options.inputs);
    const frame = reader && (await reader.read());
    if (reader !== null && frame !== null) return new WatchedScreen(options, reader, frame);
    await reader?.close();
    return null;
  }

  private constructor(options: WatchedScreenOptions, reader: FfmpegScreenReader, frame: ScreenFrame) {
    this.#options = options;
    this.#reader = reader;
    this.#frame = frame;
    this.width = frame.width;
    this.height = frame.height;
    this.#readMs = options.clock.monotonicMs();
    this.#changedMs = this.#readMs;
  }

  /** Null if there is nothing to read any more, or the picture is of another size. */
  async update(picture: Picture): Promise<readonly Area[] | null> {
    this.#stopTimer();
    return this.#inTurn(async () => {
      const isNew = this.#picture?.deref() !== picture;
      this.#picture = new WeakRef(picture);
      // What was read to see whether anything changed is still good, if that was just now.
      if (this.#options.clock.monotonicMs() - this.#readMs > fastestMs) await this.#read();
      const frame = this.#frame;
      if (frame === null || picture.width !== frame.width || picture.height !== frame.height) return null;
      const areas = takeChangedBands(frame, picture);
      this.#pace(areas.length > 0);
      this.#schedule();
      return isNew ? [{ x: 0, y: 0, width: picture.width, height: picture.height }] : areas;
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopTimer();
    await this.#turn;
    this.#frame = null;
    await this.#reader.close();
  }

  #schedule(): void {
    this.#stopTimer();
    if (this.#isClosed) return;
    this.#stopTimer = this.#options.clock.after(this.#intervalMs, () => void this.#inTurn(async () => this.#look()));
  }

  /** Tells if something changed, and then rests until somebody has taken it. */
  async #look(): Promise<void> {
    const picture = this.#picture?.deref();
    if (this.#isClosed || picture === undefined) return;
    await this.#read();
    if (this.#isClosed) return;
    if (this.#frame === null) {
      this.#options.onLost();
      return;
    }
    const changed = isChanged(this.#frame, picture);
    this.#pace(changed);
    if (changed) this.#options.onChanged();
    else this.#schedule();
  }

  async #read(): Promise<void> {
    const frame = await this.#reader.read();
    this.#readMs = this.#options.clock.monotonicMs();
    this.#frame = frame?.width === this.width && frame.height === this.height ? frame : null;
  }

  #pace(changed: boolean): void {
    const nowMs = this.#options.clock.monotonicMs();
    if (changed) this.#changedMs = nowMs;
    const isWakeful = nowMs - this.#changedMs < wakefulMs;
    this.#intervalMs = isWakeful ? fastestMs : Math.min(slowestMs, this.#intervalMs * slowing);
  }

  async #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => {}); // A failure is whoever's asked for the work; the next in turn goes on regardless.
    return mine;
  }
}
