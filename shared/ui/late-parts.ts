import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';

const firstRetryMs = 1_000;
/** Slow enough for a server that is down, soon enough for somebody who waits for it. */
const maxRetryMs = 15_000;

export type LatePartsState = {
  /** How many parts could not be fetched so far; each is tried again until it is there. */
  readonly missing: number;
};

/** The parts of a page that come after its first paint. Whoever needs one waits for it; none is given up. */
export class LateParts {
  readonly store: StoreApi<LatePartsState> = createStore<LatePartsState>(() => ({ missing: 0 }));
  readonly #clock: Clock;
  readonly #retries = new Set<Dispose>();
  #disposed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves when the part is there; never rejects. `fetchPart` is an `import()`: a browser asks anew after a failure. */
  async load<Part>(fetchPart: () => Promise<Part>): Promise<Part> {
    let isMissing = false;
    for (let retryMs = firstRetryMs; ; retryMs = Math.min(retryMs * 2, maxRetryMs)) {
      try {
        const part = await fetchPart();
        if (isMissing) this.#count(-1);
        return part;
      } catch {
        // Offline, or the server is down or newer than the page: the window says so, and what to do, while this goes on.
        if (!isMissing) this.#count(1);
        isMissing = true;
        await this.#wait(retryMs);
      }
    }
  }

  /** Nothing is tried any more; what was waited for never comes. */
  dispose(): void {
    this.#disposed = true;
    for (const stop of this.#retries) stop();
    this.#retries.clear();
  }

  #count(by: 1 | -1): void {
    this.store.setState(({ missing }) => ({ missing: missing + by }));
  }

  #wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#disposed) return;
      const stop = this.#clock.after(delayMs, () => {
        this.#retries.delete(stop);
        resolve();
      });
      this.#retries.add(stop);
    });
  }
}
