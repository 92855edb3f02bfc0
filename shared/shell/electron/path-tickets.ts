import { openDiskFileSource } from '#shared/node/disk-file-source.ts';
import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { FileSource } from '#shared/std/transfer/file-source.ts';
import { maxOpenTickets, ticketTtlMs } from '../shell-limits.ts';

/** Files that the person picked in the window, by the tickets that the preload gave them: each good once, for a minute. */
export class PathTickets {
  readonly #clock: Clock;
  readonly #offers = new Map<string, { readonly path: string; readonly forget: Dispose }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** False: too many are open, or the ticket is in use. */
  offer(ticket: string, path: string): boolean {
    if (this.#offers.size >= maxOpenTickets || this.#offers.has(ticket)) return false;
    const forget = this.#clock.after(ticketTtlMs, () => this.#offers.delete(ticket));
    this.#offers.set(ticket, { path, forget });
    return true;
  }

  /** Null also if the file is gone, cannot be read, or is not a plain file. */
  take(ticket: string): FileSource | null {
    const offer = this.#offers.get(ticket);
    if (offer === undefined) return null;
    offer.forget();
    this.#offers.delete(ticket);
    const opened = openDiskFileSource(offer.path);
    return opened.ok ? opened.value : null;
  }

  dispose(): void {
    for (const { forget } of this.#offers.values()) forget();
    this.#offers.clear();
  }
}
