/** A row could not be stored: what it records must not happen (LOG4). `cause` is what the store said. */
export class LogUnwritableError extends Error {
  /** The failure that people are shown. */
  readonly code = 'logUnwritable';

  constructor(cause: unknown) {
    super('the session log cannot be written', { cause });
    this.name = 'LogUnwritableError';
  }
}
