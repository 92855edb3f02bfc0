import { closeSync, fstatSync, openSync, read } from 'node:fs';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { FileSource } from '#shared/std/transfer/file-source.ts';
import { fileSliceBytes, maxOpenTickets, ticketTtlMs } from '../shell-limits.ts';

const readAsync = promisify(read);

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
    return openFileSource(offer.path);
  }

  dispose(): void {
    for (const { forget } of this.#offers.values()) forget();
    this.#offers.clear();
  }
}

function openFileSource(path: string): FileSource | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return null; // Moved or locked since it was picked: the caller says so.
  }
  const status = fstatSync(file);
  if (!status.isFile()) {
    closeSync(file);
    return null;
  }
  let closed = false;
  return {
    name: basename(path),
    sizeBytes: status.size,
    async *read(offset) {
      const buffer = new Uint8Array(fileSliceBytes);
      for (let position = offset; position < status.size;) {
        if (closed) throw new Error('the file was closed');
        const length = Math.min(buffer.length, status.size - position);
        const { bytesRead } = await readAsync(file, buffer, 0, length, position);
        if (bytesRead === 0) throw new Error('the file became shorter while it was read');
        position += bytesRead;
        yield buffer.slice(0, bytesRead);
      }
    },
    close() {
      if (closed) return;
      closed = true;
      closeSync(file);
    },
  };
}
