import type { FailureCode } from '#shared/std/core/failure.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { equalBytes, utf8 } from '#shared/std/crypto/bytes.ts';
import { maxVerificationTries } from '#shared/std/protocol/limits.ts';

/** Compares what the person types with the code that the technician reads out, as often as that is allowed (HS3). */
export class CodeCheck {
  readonly #code: string;
  #triesLeft = maxVerificationTries;

  constructor(code: string) {
    this.#code = code;
  }

  get triesLeft(): number {
    return this.#triesLeft;
  }

  /** Fails with `codeWrong` while there are tries left. */
  enter(typed: string): Result<null, FailureCode> {
    if (this.#triesLeft === 0) return fail('codeWrongTooOften');
    const digits = typed.replaceAll(/[\s-]/g, '');
    if (equalBytes(utf8(digits), utf8(this.#code))) return succeed(null);
    this.#triesLeft -= 1;
    return fail(this.#triesLeft > 0 ? 'codeWrong' : 'codeWrongTooOften');
  }
}
