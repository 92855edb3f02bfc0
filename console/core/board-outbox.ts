import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { BoardMessage } from '#shared/std/lens/lens-message.ts';
import { boardSendRates, maxWaitingBoardMessages } from '#shared/std/protocol/limits.ts';
import { RateLimit } from '#shared/std/session/rate-limit.ts';

const retryMs = 50;

/**
 * Sends what is drawn in its order and no faster than the customer's side takes it (DC1): at once while a person draws; all
 * marks that come back at once, by a redo or on a new connection, take their turn. A picture that must wait lets marks pass (BRD2).
 */
export class BoardOutbox {
  readonly #clock: Clock;
  readonly #send: (message: BoardMessage) => void;
  readonly #all: RateLimit;
  readonly #marks: RateLimit;
  readonly #pictures: RateLimit;
  #waiting: BoardMessage[] = [];
  #stopTimer: Dispose | null = null;

  constructor(clock: Clock, send: (message: BoardMessage) => void) {
    const { message, mark, boardPicture } = boardSendRates;
    this.#clock = clock;
    this.#send = send;
    this.#all = new RateLimit(clock, message.perSecond, message.burst);
    this.#marks = new RateLimit(clock, mark.perSecond, mark.burst);
    this.#pictures = new RateLimit(clock, boardPicture.perSecond, boardPicture.burst);
  }

  /** So much waits that more would only make it worse. */
  get isFull(): boolean {
    return this.#waiting.length >= maxWaitingBoardMessages;
  }

  send(message: BoardMessage): void {
    const mayPass = this.#waiting.every(({ t }) => t === 'board/picture');
    this.#waiting.push(message);
    if (mayPass) this.#sendSome();
  }

  /** What waits will not be sent: there is nobody to send it to. */
  clear(): void {
    this.#waiting = [];
    this.#stopTimer?.();
    this.#stopTimer = null;
  }

  #sendSome(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
    const waiting: BoardMessage[] = [];
    let isStopped = false;
    for (const message of this.#waiting) {
      // Only a picture that is there can be shown.
      if (isStopped || (message.t === 'board/still' && waiting.length > 0)) waiting.push(message);
      else if (this.#limitOf(message).admit() && this.#all.admit()) this.#send(message);
      else {
        waiting.push(message);
        isStopped = message.t !== 'board/picture';
      }
    }
    this.#waiting = waiting;
    if (this.#waiting.length > 0) this.#stopTimer = this.#clock.after(retryMs, () => this.#sendSome());
  }

  #limitOf(message: BoardMessage): Pick<RateLimit, 'admit'> {
    switch (message.t) {
      case 'board/begin':
      case 'board/remove':
      case 'board/open':
      case 'board/still':
        return this.#marks;
      case 'board/picture':
        return this.#pictures;
      default:
        return unlimited;
    }
  }
}

const unlimited = { admit: () => true };
