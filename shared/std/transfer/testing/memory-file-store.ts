import type { FailureCode } from '../../core/failure.ts';
import { fail, succeed, type Result } from '../../core/result.ts';
import type { FileSink, FileStore } from '../file-store.ts';

/** A disk in memory that notices calls out of order, can be held up at any write, and can fill up. */
export class MemoryFileStore implements FileStore {
  /** Finished files by name. */
  readonly files = new Map<string, Uint8Array>();
  /** Unfinished ones, as on a disk their `.part` files. */
  readonly parts = new Set<MemoryFileSink>();
  created = 0;
  freeBytes = Number.POSITIVE_INFINITY;
  /** Every call waits for this. */
  gate: Promise<void> = Promise.resolve();

  async create(safeName: string, sizeBytes: number): Promise<Result<FileSink, FailureCode>> {
    this.created += 1;
    await this.gate;
    if (sizeBytes > this.freeBytes) return fail('diskFull');
    const sink = new MemoryFileSink(this, safeName);
    this.parts.add(sink);
    return succeed(sink);
  }
}

export class MemoryFileSink implements FileSink {
  readonly #store: MemoryFileStore;
  readonly #name: string;
  #chunks: Uint8Array[] = [];
  #busy = false;
  #discarded = false;

  constructor(store: MemoryFileStore, name: string) {
    this.#store = store;
    this.#name = name;
  }

  get storedBytes(): number {
    return this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  }

  write(chunk: Uint8Array): Promise<Result<null, FailureCode>> {
    return this.#alone(async () => {
      if (chunk.length > this.#store.freeBytes) return fail('diskFull');
      this.#store.freeBytes -= chunk.length;
      this.#chunks.push(chunk.slice());
      return succeed(null);
    });
  }

  finish(): Promise<Result<string, FailureCode>> {
    return this.#alone(async () => {
      const content = new Uint8Array(this.storedBytes);
      let offset = 0;
      for (const chunk of this.#chunks) {
        content.set(chunk, offset);
        offset += chunk.length;
      }
      this.#store.files.set(this.#name, content);
      this.#store.parts.delete(this);
      return succeed(this.#name);
    });
  }

  discard(): Promise<void> {
    return this.#alone(async () => {
      this.#discarded = true;
      this.#store.parts.delete(this);
      this.#store.files.delete(this.#name);
    });
  }

  async #alone<Value>(act: () => Promise<Value>): Promise<Value> {
    if (this.#busy) throw new Error('two calls of one sink at a time');
    if (this.#discarded) throw new Error('a call after discard');
    this.#busy = true;
    await this.#store.gate;
    const value = await act();
    this.#busy = false;
    return value;
  }
}
