import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { ToMain, ToPage } from '#shared/std/rpc/loopback-wire.ts';
import type { FileSource } from '#shared/std/transfer/file-source.ts';
import { fileSliceBytes, fileSliceTimeoutMs, maxOpenTickets, ticketTtlMs } from '../shell-limits.ts';

type Offer = { readonly name: string; readonly sizeBytes: number; readonly forget: Dispose };
type Waiting = { readonly length: number; settle: (slice: Uint8Array | null) => void };

/**
 * The files that one page has offered. Their bytes stay with the page and come slice by slice as main reads them, one
 * being read and one ahead for each file, so that neither side ever holds more. They end with the page's socket.
 */
export class OfferedFiles {
  readonly #tell: (message: ToPage) => void;
  readonly #clock: Clock;
  readonly #offers = new Map<string, Offer>();
  readonly #waiting = new Map<number, Waiting>();
  #nextRequest = 0;
  #gone = false;

  constructor(tell: (message: ToPage) => void, clock: Clock) {
    this.#tell = tell;
    this.#clock = clock;
  }

  /** False: the offer is not taken on; too many are open, or the ticket is in use. */
  offer({ ticket, name, sizeBytes }: Extract<ToMain, { kind: 'offer' }>): boolean {
    if (this.#offers.size >= maxOpenTickets || this.#offers.has(ticket)) return false;
    const forget = this.#clock.after(ticketTtlMs, () => {
      this.#offers.delete(ticket);
      this.#tell({ kind: 'release', ticket });
    });
    this.#offers.set(ticket, { name, sizeBytes, forget });
    return true;
  }

  take(ticket: string): FileSource | null {
    const offer = this.#offers.get(ticket);
    if (offer === undefined) return null;
    offer.forget();
    this.#offers.delete(ticket);
    let closed = false;
    return {
      name: offer.name,
      sizeBytes: offer.sizeBytes,
      read: (offset) => this.#read(ticket, offset, offer.sizeBytes, () => closed),
      close: () => {
        if (closed) return;
        closed = true;
        this.#tell({ kind: 'release', ticket });
      },
    };
  }

  /** The page answered a read. Frames that nobody asked for, or of the wrong length, are ignored or end that read. */
  answer(frame: Buffer): void {
    if (frame.length < 4) return;
    const request = frame.readUInt32BE(0);
    const waiting = this.#waiting.get(request);
    if (waiting === undefined) return;
    this.#waiting.delete(request);
    const slice = frame.subarray(4);
    waiting.settle(slice.length === waiting.length ? new Uint8Array(slice) : null);
  }

  answerUnreadable(request: number): void {
    this.#waiting.get(request)?.settle(null);
    this.#waiting.delete(request);
  }

  /** The page is gone: tickets are void, and reads that wait fail. */
  dispose(): void {
    this.#gone = true;
    for (const { forget } of this.#offers.values()) forget();
    this.#offers.clear();
    for (const { settle } of this.#waiting.values()) settle(null);
    this.#waiting.clear();
  }

  async *#read(ticket: string, start: number, end: number, closed: () => boolean): AsyncGenerator<Uint8Array> {
    const ask = (offset: number): Promise<Uint8Array> | null => {
      if (offset >= end) return null;
      const slice = this.#readSlice(ticket, offset, Math.min(fileSliceBytes, end - offset));
      // It may fail before anybody waits for it: whoever does, still sees it fail.
      slice.catch(() => {});
      return slice;
    };
    // One slice ahead: the page reads its disk while main works on the slice before.
    for (let offset = start, ahead = ask(start); ahead !== null;) {
      const slice = await ahead;
      if (closed()) throw new Error('the file was closed');
      offset += slice.length;
      ahead = ask(offset);
      yield slice;
    }
  }

  async #readSlice(ticket: string, offset: number, length: number): Promise<Uint8Array> {
    if (this.#gone) throw new Error('the window that offered the file is gone');
    const request = this.#nextRequest++ % 2 ** 32;
    const slice = await new Promise<Uint8Array | null>((resolve) => {
      const stopTimer = this.#clock.after(fileSliceTimeoutMs, () => this.answerUnreadable(request));
      this.#waiting.set(request, {
        length,
        settle: (bytes) => {
          stopTimer();
          resolve(bytes);
        },
      });
      this.#tell({ kind: 'read', request, ticket, offset, length });
    });
    if (slice === null) throw new Error('the window cannot read the file that it offered');
    return slice;
  }
}
