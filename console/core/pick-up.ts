import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import { fail, type Result } from '#shared/std/core/result.ts';
import { toBase64Url } from '#shared/std/crypto/bytes.ts';
import { relayAnswerTimeoutMs } from '#shared/std/protocol/limits.ts';
import type { RelayErrorCode, ToRelay } from '#shared/std/protocol/relay-messages.ts';

type Answer = Result<null, FailureCode>;

type Question = {
  readonly request: string;
  readonly answer: Promise<Answer>;
  readonly settle: (answer: Answer) => void;
  readonly stopTimer: Dispose;
};

/**
 * Asks the relay for one session before it starts (LNS1). One question is open at a time, and only the answer to that one
 * starts the session, once. A yes that comes too late is handed back: it would keep the technician's place for a session
 * that does not run.
 */
export class PickUp {
  readonly #options: {
    readonly session: string;
    readonly clock: Clock;
    readonly random: RandomBytes;
    /** False if the relay is out of reach. */
    readonly send: (message: ToRelay) => boolean;
    readonly onGranted: () => Answer;
  };
  #question: Question | null = null;
  #started = false;
  /** A question was given up, whose answer may have been yes. */
  #mayHoldPlace = false;

  constructor(options: {
    readonly session: string;
    readonly clock: Clock;
    readonly random: RandomBytes;
    readonly send: (message: ToRelay) => boolean;
    readonly onGranted: () => Answer;
  }) {
    this.#options = options;
  }

  /** Asks, or waits for the answer to what was asked already. */
  ask(): Promise<Answer> {
    if (this.#question !== null) return this.#question.answer;
    const { session, clock, random, send } = this.#options;
    const request = toBase64Url(random(12));
    if (!send({ v: 1, t: 'session/pickup', session, request })) return Promise.resolve(fail('relayUnreachable'));
    const { promise: answer, resolve: settle } = Promise.withResolvers<Answer>();
    const stopTimer = clock.after(relayAnswerTimeoutMs, () => this.#giveUp('relayUnreachable'));
    this.#question = { request, answer, settle, stopTimer };
    return answer;
  }

  /** The relay said yes. */
  granted(request: string): void {
    if (this.#question?.request === request) {
      this.#started = true;
      // Taken first: a start that ends the session, for want of a log, gives its own reason and not that of the end.
      this.#take()?.settle(this.#options.onGranted());
    } else if (this.#question === null && !this.#started) this.#handBack();
  }

  /** The relay said no. */
  refused(request: string, code: RelayErrorCode): void {
    if (this.#question?.request === request) this.#take()?.settle(fail(failureOf(code)));
  }

  /** The answer, if there is one, went to a connection that is no more. */
  relayLost(): void {
    if (this.#question !== null) this.#giveUp('relayLost');
  }

  relayBack(): void {
    if (this.#mayHoldPlace && !this.#started) this.#handBack();
  }

  /** The session is over: there is nothing to start, and nothing to hand back. */
  stop(): void {
    this.#started = true;
    this.#take()?.settle(fail('sessionNotActive'));
  }

  #giveUp(reason: FailureCode): void {
    this.#mayHoldPlace = true;
    this.#take()?.settle(fail(reason));
  }

  #handBack(): void {
    const { session, send } = this.#options;
    if (send({ v: 1, t: 'session/handBack', session })) this.#mayHoldPlace = false;
  }

  #take(): Question | null {
    const question = this.#question;
    this.#question = null;
    question?.stopTimer();
    return question;
  }
}

/** Why the relay lets nothing be started, as the technician is told. */
function failureOf(code: RelayErrorCode): FailureCode {
  if (code === 'lensAlreadyActive') return 'lensAlreadyActive';
  if (code === 'sessionGone' || code === 'notYourSession') return 'sessionNotActive';
  return code === 'permissionMissing' ? 'groupForbids' : 'relayIncompatible';
}
