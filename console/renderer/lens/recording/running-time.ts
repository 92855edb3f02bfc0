/** How long something has run, without its pauses. Times are of a clock that never goes back. */
export class RunningTime {
  /** Until the last pause began; while it runs, before `#sinceMs`. */
  #beforeMs = 0;
  /** Null while it is paused. */
  #sinceMs: number | null;

  constructor(nowMs: number) {
    this.#sinceMs = nowMs;
  }

  get isPaused(): boolean {
    return this.#sinceMs === null;
  }

  setPaused(paused: boolean, nowMs: number): void {
    if (paused === this.isPaused) return;
    this.#beforeMs = this.elapsedMs(nowMs);
    this.#sinceMs = paused ? null : nowMs;
  }

  elapsedMs(nowMs: number): number {
    return this.#beforeMs + (this.#sinceMs === null ? 0 : nowMs - this.#sinceMs);
  }
}
