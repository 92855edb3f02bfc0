import type { FailureCode } from '#shared/std/core/failure.ts';

/** Why a window could not be opened, with the code of the sentence to show. */
export class ShellFailure extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string) {
    super(message);
    this.name = 'ShellFailure';
    this.code = code;
  }
}
