import { constants, open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { maxFileBytes } from '#shared/std/protocol/limits.ts';
import type { FileSource } from '#shared/std/transfer/file-source.ts';

/** A few reads a second even at full speed, and a whole number of chunks, so that none has to be copied together. */
const blockBytes = 1024 * 1024;

/**
 * Opens a file to send. Only regular files: a directory has no bytes, and a device or pipe no end. The file has to stay
 * as it was when it was opened.
 */
export async function openDiskFileSource(path: string): Promise<Result<FileSource, FailureCode>> {
  let handle: FileHandle | null = null;
  try {
    // Without O_NONBLOCK, opening a pipe waits until somebody writes to it.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = await handle.stat();
    if (stats.isFile() && stats.size <= maxFileBytes) {
      return succeed(new DiskFileSource(handle, basename(path), stats.size, stats.mtimeMs));
    }
    await handle.close();
    return fail(stats.isFile() ? 'fileTooLarge' : 'fileUnreadable');
  } catch {
    await handle?.close();
    return fail('fileUnreadable'); // Not there, not ours, not a file: the same for whoever wants to send it.
  }
}

class DiskFileSource implements FileSource {
  readonly name: string;
  readonly sizeBytes: number;
  readonly #handle: FileHandle;
  readonly #modifiedMs: number;
  #closed = false;

  constructor(handle: FileHandle, name: string, sizeBytes: number, modifiedMs: number) {
    this.#handle = handle;
    this.name = name;
    this.sizeBytes = sizeBytes;
    this.#modifiedMs = modifiedMs;
  }

  async *read(offset: number): AsyncGenerator<Uint8Array> {
    const block = new Uint8Array(Math.min(blockBytes, Math.max(1, this.sizeBytes - offset)));
    let position = offset;
    while (position < this.sizeBytes) {
      const wanted = Math.min(block.length, this.sizeBytes - position);
      const { bytesRead } = await this.#handle.read(block, 0, wanted, position);
      if (bytesRead === 0) throw new Error('the file became shorter while it was read');
      position += bytesRead;
      yield block.subarray(0, bytesRead);
    }
    const { size, mtimeMs } = await this.#handle.stat();
    if (size !== this.sizeBytes || mtimeMs !== this.#modifiedMs) throw new Error('the file changed while it was read');
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    // Node waits for a read that is under way. Nothing was written, so a close that fails loses nothing.
    this.#handle.close().catch(() => {});
  }
}
