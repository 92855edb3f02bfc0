import type { DataUsage } from '#shared/std/session/data-connection.ts';
import { addUsage, UsageMeter } from '#shared/std/session/usage-meter.ts';

/**
 * What a session has cost of the customer's data plan (L11): its data connections, and the calls that their window made. It
 * is shown when the session is over; what the window says a moment later still counts.
 */
export class DataUsed {
  readonly #onChange: (used: DataUsage) => void;
  readonly #calls = new UsageMeter();
  #connections: DataUsage | null = null;
  #isOver = false;

  constructor(onChange: (used: DataUsage) => void) {
    this.#onChange = onChange;
  }

  /** The window says what its calls have carried. */
  readCalls(usage: DataUsage): void {
    this.#calls.read(usage);
    this.#show();
  }

  /** The session is over, and so are its data connections. */
  finish(connections: DataUsage | null): void {
    this.#isOver = true;
    this.#connections = connections;
    this.#show();
  }

  #show(): void {
    const used = addUsage(this.#connections, this.#calls.total);
    if (this.#isOver && used !== null) this.#onChange(used);
  }
}
