import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { MarkHold, TrackingMode } from '#shared/std/lens/board.ts';
import { holdsToldAtOnce, markHoldIntervalMs } from '#shared/std/protocol/limits.ts';
import type { PeerMessageOf } from '#shared/std/protocol/peer-messages.ts';

/**
 * Tells the technician's side what becomes of the marks: the first word at once, and then the newest of each in turn. Marks
 * at the edge of the picture come and go many times a second, and nobody could read that (BRD4).
 */
export class ToldHolds {
  readonly #clock: Clock;
  readonly #send: (message: PeerMessageOf<'board/held'> | PeerMessageOf<'board/tracking'>) => void;
  readonly #untold = new Map<number, MarkHold>();
  #untoldTracking: TrackingMode | null = null;
  #stopTimer: Dispose | null = null;

  constructor(clock: Clock, send: (message: PeerMessageOf<'board/held'> | PeerMessageOf<'board/tracking'>) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  tell(id: number, hold: MarkHold): void {
    this.#untold.set(id, hold);
    this.#tellSome();
  }

  tellTracking(mode: TrackingMode): void {
    this.#untoldTracking = mode;
    this.#tellSome();
  }

  forgetMarks(ids: readonly number[]): void {
    for (const id of ids) this.#untold.delete(id);
  }

  forget(): void {
    this.#untold.clear();
    this.#untoldTracking = null;
    this.#stopTimer?.();
    this.#stopTimer = null;
  }

  #tellSome(): void {
    if (this.#stopTimer !== null || (this.#untold.size === 0 && this.#untoldTracking === null)) return;
    if (this.#untoldTracking !== null) this.#send({ t: 'board/tracking', mode: this.#untoldTracking });
    this.#untoldTracking = null;
    for (const [id, hold] of Array.from(this.#untold).slice(0, holdsToldAtOnce)) {
      this.#untold.delete(id);
      this.#send({ t: 'board/held', id, hold });
    }
    this.#stopTimer = this.#clock.after(markHoldIntervalMs, () => {
      this.#stopTimer = null;
      this.#tellSome();
    });
  }
}
