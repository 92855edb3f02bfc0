import { fileProgressIntervalMs, fileSpeedSmoothingMs } from '../protocol/limits.ts';

/** How far one transfer is and how fast it goes, in steps few enough to show (FT3). */
export class TransferProgress {
  #doneBytes = 0;
  #bytesPerSecond: number | null = null;
  #sampledBytes = 0;
  #sampledMs: number;

  constructor(startMs: number) {
    this.#sampledMs = startMs;
  }

  get doneBytes(): number {
    return this.#doneBytes;
  }

  get bytesPerSecond(): number {
    return Math.round(this.#bytesPerSecond ?? 0);
  }

  /** True when the last showing is long enough ago for another. Calling it without progress brings the speed down. */
  update(doneBytes: number, nowMs: number): boolean {
    this.#doneBytes = doneBytes;
    const elapsedMs = nowMs - this.#sampledMs;
    if (elapsedMs < fileProgressIntervalMs) return false;
    const current = ((doneBytes - this.#sampledBytes) / elapsedMs) * 1000;
    const before = this.#bytesPerSecond ?? current;
    this.#bytesPerSecond = before + (current - before) * (1 - Math.exp(-elapsedMs / fileSpeedSmoothingMs));
    this.#sampledBytes = doneBytes;
    this.#sampledMs = nowMs;
    return true;
  }
}
