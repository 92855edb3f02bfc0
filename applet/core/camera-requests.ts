import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { CallState, CameraRequest } from '#shared/std/lens/call-state.ts';
import { deniedQuietMs, maxDenialsInARow, permissionPromptTimeoutMs } from '#shared/std/protocol/limits.ts';

/**
 * What the technician asks of the camera (CALL4): one thing at a time, shown to the person and done by their own press. What
 * the camera cannot do, or does already, is not shown; nor is a question that the person has had enough of.
 */
export class CameraRequests {
  readonly #options: {
    readonly clock: Clock;
    readonly call: () => CallState;
    readonly onChange: (request: CameraRequest | null) => void;
    /** `isPerson`: they said so themselves, and it was not silence. */
    readonly onAnswer: (request: CameraRequest, accepted: boolean, isPerson: boolean) => void;
  };
  #open: { readonly request: CameraRequest; readonly stopTimer: Dispose } | null = null;
  #declined = { inARow: 0, atMs: 0 };

  constructor(options: {
    readonly clock: Clock;
    readonly call: () => CallState;
    readonly onChange: (request: CameraRequest | null) => void;
    readonly onAnswer: (request: CameraRequest, accepted: boolean, isPerson: boolean) => void;
  }) {
    this.#options = options;
  }

  /** The technician asks; false for what is not shown to the person, and answered at once. */
  ask(request: CameraRequest): boolean {
    // Said again, perhaps after a lost connection: the person sees one question.
    if (this.#open?.request === request) return false;
    if (this.#open !== null || this.#isQuiet() || !isPossible(request, this.#options.call())) {
      this.#options.onAnswer(request, false, false);
      return false;
    }
    const stopTimer = this.#options.clock.after(permissionPromptTimeoutMs, () => this.#settle(false, false));
    this.#open = { request, stopTimer };
    this.#options.onChange(request);
    return true;
  }

  /** The person answers; false if nothing is asked (any more). */
  answer(accepted: boolean): boolean {
    if (this.#open === null) return false;
    this.#declined = { inARow: accepted ? 0 : this.#declined.inARow + 1, atMs: this.#options.clock.monotonicMs() };
    this.#settle(accepted, true);
    return true;
  }

  /** Nobody may ask any more, or nobody is there to hear the answer. */
  clear(): void {
    this.#open?.stopTimer();
    if (this.#open !== null) this.#options.onChange(null);
    this.#open = null;
  }

  #isQuiet(): boolean {
    const { inARow, atMs } = this.#declined;
    return inARow >= maxDenialsInARow && this.#options.clock.monotonicMs() - atMs < deniedQuietMs;
  }

  #settle(accepted: boolean, isPerson: boolean): void {
    if (this.#open === null) return;
    const { request } = this.#open;
    this.clear();
    this.#options.onAnswer(request, accepted, isPerson);
  }
}

function isPossible(request: CameraRequest, { camera, facing, canSwitch, torch }: CallState): boolean {
  if (camera.state !== 'live' && camera.state !== 'paused') return false;
  switch (request) {
    case 'rear':
    case 'front':
      return canSwitch && facing !== request;
    case 'torchOn':
      return torch === 'off';
    case 'torchOff':
      return torch === 'on';
  }
}
