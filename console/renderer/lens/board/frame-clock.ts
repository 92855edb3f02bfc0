/** What the phone said of one tracked frame, as its window's clock has it, and when that came here. */
export type SaidFrame = {
  readonly sentAtMs: number;
  readonly arrivedAtMs: number;
  /** How long the way there and back takes at that time; null while it is not known. */
  readonly roundTripMs: number | null;
};

/** Two computers' clocks drift apart by a hundredth of a per cent at most: a millisecond in this time. */
const windowMs = 10_000;
/** No honest network delays every message of a second by this much more than before: the phone's clock has jumped. */
const jumpMs = 500;
const jumpWatchMs = 1_000;
const jumpSamples = 5;
/** A message that overtook others is no jump. */
const overtakenMs = 1_000;
/** At 30 frames a second the window holds 300; a phone that says more is not believed any better. */
const maxSamples = 600;

type Sample = { readonly arrivedAtMs: number; readonly differenceMs: number; readonly roundTripMs: number | null };

/**
 * What time the phone's window has. Nobody tells: each tracked frame carries when it was sent, the one that came fastest had
 * about half of the shortest round trip to come, and the rest follows.
 */
export class FrameClock {
  #samples: Sample[] = [];
  #newestSentAtMs = -Infinity;

  /** True if the phone's clock is another now, and times from before mean nothing any more. */
  hear({ sentAtMs, arrivedAtMs, roundTripMs }: SaidFrame): boolean {
    const sample = { arrivedAtMs, roundTripMs, differenceMs: arrivedAtMs - sentAtMs };
    const jumped = this.#hasJumped(sample, sentAtMs);
    if (jumped) {
      this.#samples = [];
      this.#newestSentAtMs = sentAtMs;
    }
    this.#newestSentAtMs = Math.max(this.#newestSentAtMs, sentAtMs);
    const sinceMs = arrivedAtMs - windowMs;
    this.#samples = [...this.#samples.filter((each) => each.arrivedAtMs >= sinceMs), sample].slice(-maxSamples);
    return jumped;
  }

  /** The phone's time at a moment of ours; null before anything was heard. */
  phoneMs(ourMs: number): number | null {
    if (this.#samples.length === 0) return null;
    const roundTrips = this.#samples.flatMap(({ roundTripMs }) => (roundTripMs === null ? [] : [roundTripMs]));
    const shortestMs = roundTrips.length === 0 ? 0 : Math.min(...roundTrips);
    return ourMs - this.#smallest(this.#samples) + shortestMs / 2;
  }

  #hasJumped(sample: Sample, sentAtMs: number): boolean {
    if (this.#samples.length === 0) return false;
    if (sentAtMs < this.#newestSentAtMs - overtakenMs) return true; // A page that was loaded anew counts from nothing.
    const smallest = this.#smallest(this.#samples);
    if (sample.differenceMs < smallest - jumpMs) return true;
    const recent = this.#samples.filter((each) => each.arrivedAtMs >= sample.arrivedAtMs - jumpWatchMs);
    const enough = recent.length >= jumpSamples;
    return enough && this.#smallest([...recent, sample]) > smallest + jumpMs;
  }

  #smallest(samples: readonly Sample[]): number {
    return samples.reduce((least, { differenceMs }) => Math.min(least, differenceMs), Infinity);
  }
}
