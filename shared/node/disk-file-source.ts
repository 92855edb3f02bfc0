import { closeSync, constants, fstatSync, openSync, read } from 'node:fs';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { maxFileBytes } from '#shared/std/protocol/limits.ts';
import type { FileSource } from '#shared/std/transfer/file-source.ts';

/** A few reads a second even at full speed, and a whole number of chunks, so that none has to be copied together. */
const blockBytes = 1024 * 1024;

const readFile = promisify(read);

/**
 * Opens a file to send. Only regular files: a directory has no bytes, and a device or pipe no end. The file has to stay
 * as it was when it was opened.
 */
export function openDiskFileSource(path: string): Result<FileSource, FailureCode> {
  let file: number;
  try {
    // Without O_NONBLOCK, opening a pipe waits until somebody writes to it, and the whole program with it.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch {
    return fail('fileUnreadable'); // Not there, not ours, moved or locked: the same for whoever wants to send it.
  }
  const { isRegular, sizeBytes, modifiedMs } = stateOf(file);
  if (isRegular && sizeBytes <= maxFileBytes) {
    return succeed(new DiskFileSource(file, basename(path), sizeBytes, modifiedMs));
  }
  closeSync(file);
  return fail(isRegular ? 'fileTooLarge' : 'fileUnreadable');
}

function stateOf(file: number): { isRegular: boolean; sizeBytes: number; modifiedMs: number } {
  const stats = fstatSync(file);
  return { isRegular: stats.isFile(), sizeBytes: stats.size, modifiedMs: stats.mtimeMs };
}

class DiskFileSource implements FileSource {
  readonly name: string;
  readonly sizeBytes: number;
  readonly #file: number;
  readonly #modifiedMs: number;
  #reads = 0;
  #closed = false;

  constructor(file: number, name: string, sizeBytes: number, modifiedMs: number) {
    this.#file = file;
    this.name = name;
    this.sizeBytes = sizeBytes;
    this.#modifiedMs = modifiedMs;
  }

  async *read(offset: number): AsyncGenerator<Uint8Array> {
    const block = new Uint8Array(Math.min(blockBytes, Math.max(1, this.sizeBytes - offset)));
    let position = offset;
    while (position < this.sizeBytes) {
      const bytesRead = await this.#readInto(block, Math.min(block.length, this.sizeBytes - position), position);
      if (bytesRead === 0) throw new Error('the file became shorter while it was read');
      position += bytesRead;
      yield block.subarray(0, bytesRead);
    }
    this.#assertOpen();
    const { sizeBytes, modifiedMs } = stateOf(this.#file);
    if (sizeBytes !== this.sizeBytes || modifiedMs !== this.#modifiedMs) {
      throw new Error('the file changed while it was read');
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#closeWhenIdle();
  }

  async #readInto(block: Uint8Array, length: number, position: number): Promise<number> {
    this.#assertOpen();
    this.#reads += 1;
    try {
      const { bytesRead } = await readFile(this.#file, block, 0, length, position);
      return bytesRead;
    } finally {
      this.#reads -= 1;
      this.#closeWhenIdle();
    }
  }

  #assertOpen(): void {
    if (this.#closed) throw new Error('the file was closed');
  }

  /** Not under a read: the next file that is opened would get its number, and the read that file's bytes. */
  #closeWhenIdle(): void {
    if (this.#closed && this.#reads === 0) closeSync(this.#file);
  }
}
