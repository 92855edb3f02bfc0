import type { Clock } from '#shared/std/core/clock.ts';
import type { BytesByKind, DrawnFrame } from './lane-wire.ts';

/** How much of the past is kept, a value a second. */
export const historySeconds = 60;
/** What is called "now": short enough to follow, long enough to be read. */
const nowSeconds = 3;

/** One second of all lanes of a session. */
export type LaneSecond = {
  readonly frames: number;
  readonly bytes: number;
  readonly bytesByKind: BytesByKind;
  /** The middle of what was measured in it; null where nothing was drawn. */
  readonly latencyMs: number | null;
};

export type LaneFigures = {
  /** Of the last few whole seconds; the latency is the last one measured, a still picture has none of its own. */
  readonly framesPerSecond: number;
  readonly bitsPerSecond: number;
  readonly bytesPerSecondByKind: BytesByKind;
  readonly latencyMs: number | null;
  /** Whole seconds, the oldest first; as many as there have been, up to a minute. */
  readonly history: readonly LaneSecond[];
};

type OpenSecond = { frames: number; bytes: number; kinds: BytesByKind; loopsMs: number[] };

const noBytes: BytesByKind = { moved: 0, lossless: 0, video: 0, other: 0 };

/** Counts what is drawn, second by second. */
export class LaneStats {
  readonly #clock: Clock;
  readonly #startMs: number;
  #history: LaneSecond[] = [];
  #open: OpenSecond = emptySecond();
  /** Which second since the start is being counted. */
  #second = 0;
  #latencyMs: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startMs = clock.monotonicMs();
  }

  add(frame: Pick<DrawnFrame, 'bytes' | 'bytesByKind' | 'loopMs'>): void {
    this.#catchUp();
    const open = this.#open;
    open.frames++;
    open.bytes += frame.bytes;
    open.kinds = addBytes(open.kinds, frame.bytesByKind);
    if (frame.loopMs > 0) open.loopsMs.push(frame.loopMs);
  }

  figures(): LaneFigures {
    this.#catchUp();
    const recent = this.#history.slice(-nowSeconds);
    const count = Math.max(1, recent.length);
    const sum = (of: (second: LaneSecond) => number): number => recent.reduce((total, each) => total + of(each), 0);
    return {
      framesPerSecond: sum(({ frames }) => frames) / count,
      bitsPerSecond: (8 * sum(({ bytes }) => bytes)) / count,
      bytesPerSecondByKind: {
        moved: sum(({ bytesByKind }) => bytesByKind.moved) / count,
        lossless: sum(({ bytesByKind }) => bytesByKind.lossless) / count,
        video: sum(({ bytesByKind }) => bytesByKind.video) / count,
        other: sum(({ bytesByKind }) => bytesByKind.other) / count,
      },
      latencyMs: this.#latencyMs,
      history: this.#history,
    };
  }

  /** Closes the seconds that are over. */
  #catchUp(): void {
    const now = Math.floor((this.#clock.monotonicMs() - this.#startMs) / 1_000);
    // After a long sleep only the last minute is of interest.
    if (now - this.#second > historySeconds) this.#second = now - historySeconds;
    for (; this.#second < now; this.#second++) {
      const { frames, bytes, kinds, loopsMs } = this.#open;
      const latencyMs = median(loopsMs);
      this.#latencyMs = latencyMs ?? this.#latencyMs;
      this.#history = [...this.#history.slice(1 - historySeconds), { frames, bytes, bytesByKind: kinds, latencyMs }];
      this.#open = emptySecond();
    }
  }
}

function emptySecond(): OpenSecond {
  return { frames: 0, bytes: 0, kinds: noBytes, loopsMs: [] };
}

function addBytes(a: BytesByKind, b: BytesByKind): BytesByKind {
  return {
    moved: a.moved + b.moved,
    lossless: a.lossless + b.lossless,
    video: a.video + b.video,
    other: a.other + b.other,
  };
}

function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}
