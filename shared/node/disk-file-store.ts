import { constants, mkdir, open, statfs, unlink, type FileHandle } from 'node:fs/promises';
import { join, posix, win32 } from 'node:path';
import type { Clock } from '#shared/std/core/clock.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { diskReserveBytes } from '#shared/std/protocol/limits.ts';
import type { FileSink, FileStore } from '#shared/std/transfer/file-store.ts';
import { markFromElsewhere } from './mark-of-the-web.ts';
import { placeFile } from './place-file.ts';

/** Created by us, now, and by nobody before: neither an existing file nor a link planted under the name is opened. */
const createFlags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
/** Received files are the person's alone until they decide otherwise. */
const fileMode = 0o600;
const folderMode = 0o700;
/** Unfinished files of one name that a crash may have left behind. */
const maxPartNames = 1_000;

export type DiskFileStoreOptions = {
  /** Made if it is not there. */
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** Received files in one folder of the disk (FT2, FT3). Never opens, runs or unpacks what it receives. */
export class DiskFileStore implements FileStore {
  readonly #options: DiskFileStoreOptions;
  /** Promised to files under way and not written yet: free disk that is spoken for. */
  #promisedBytes = 0;

  constructor(options: DiskFileStoreOptions) {
    this.#options = options;
  }

  async create(safeName: string, sizeBytes: number): Promise<Result<FileSink, FailureCode>> {
    const { folder, logger } = this.#options;
    // The caller's promise, but a broken one would write outside the folder.
    if (posix.basename(safeName) !== safeName || win32.basename(safeName) !== safeName) return fail('internal');
    this.#promisedBytes += sizeBytes;
    const giveBack = (bytes: number): void => {
      this.#promisedBytes -= bytes;
    };
    try {
      await mkdir(folder, { recursive: true, mode: folderMode });
      const disk = await statfs(folder);
      if (disk.bavail * disk.bsize >= this.#promisedBytes + diskReserveBytes) {
        const part = await openPart(join(folder, safeName));
        return succeed(new DiskFileSink(part, safeName, sizeBytes, this.#options, giveBack));
      }
      giveBack(sizeBytes);
      return fail('diskFull');
    } catch (error) {
      giveBack(sizeBytes);
      return fail(failureOf(error, 'file/create', logger));
    }
  }
}

class DiskFileSink implements FileSink {
  readonly #handle: FileHandle;
  readonly #partPath: string;
  readonly #name: string;
  readonly #options: DiskFileStoreOptions;
  readonly #giveBack: (bytes: number) => void;
  #promisedBytes: number;
  #open = true;
  /** Where the bytes are: the `.part` file, its final name, or nowhere. */
  #path: string | null;

  constructor(
    part: { readonly handle: FileHandle; readonly path: string },
    name: string,
    sizeBytes: number,
    options: DiskFileStoreOptions,
    giveBack: (bytes: number) => void,
  ) {
    this.#handle = part.handle;
    this.#partPath = part.path;
    this.#path = part.path;
    this.#name = name;
    this.#promisedBytes = sizeBytes;
    this.#options = options;
    this.#giveBack = giveBack;
  }

  async write(chunk: Uint8Array): Promise<Result<null, FailureCode>> {
    try {
      for (let start = 0; start < chunk.length;) {
        const { bytesWritten } = await this.#handle.write(chunk, start);
        start += bytesWritten;
      }
      this.#keepPromise(chunk.length);
      return succeed(null);
    } catch (error) {
      return fail(failureOf(error, 'file/write', this.#options.logger));
    }
  }

  async finish(): Promise<Result<string, FailureCode>> {
    const { folder, logger } = this.#options;
    try {
      await this.#handle.sync();
      await this.#close();
      await this.#mark();
      this.#path = await placeFile(this.#partPath, folder, this.#name);
      await this.#remove(this.#partPath);
      await syncFolder(folder, this.#options.platform);
      return succeed(this.#path);
    } catch (error) {
      return fail(failureOf(error, 'file/finish', logger));
    }
  }

  async discard(): Promise<void> {
    const path = this.#path;
    this.#path = null;
    try {
      await this.#close();
    } catch (error) {
      failureOf(error, 'file/close', this.#options.logger); // It is thrown away: what the disk did not take is not missed.
    }
    if (path !== null) await this.#remove(path);
  }

  /** A name that cannot be removed (a virus scanner holds it) is left over, which whoever runs this should know. */
  async #remove(path: string): Promise<void> {
    try {
      await unlink(path);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') failureOf(error, 'file/left-over', this.#options.logger);
    }
  }

  async #close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    this.#keepPromise(this.#promisedBytes);
    await this.#handle.close();
  }

  async #mark(): Promise<void> {
    const { platform, clock, logger } = this.#options;
    try {
      await markFromElsewhere(this.#partPath, platform, clock.wallMs());
    } catch (error) {
      logger.warn('file/unmarked', { code: codeOf(error) }); // Where the disk cannot hold the mark, the file is still wanted.
    }
  }

  #keepPromise(bytes: number): void {
    const kept = Math.min(bytes, this.#promisedBytes);
    this.#promisedBytes -= kept;
    this.#giveBack(kept);
  }
}

async function openPart(path: string): Promise<{ handle: FileHandle; path: string }> {
  for (let copy = 1; copy <= maxPartNames; copy += 1) {
    const partPath = copy === 1 ? `${path}.part` : `${path} (${copy}).part`;
    try {
      return { handle: await open(partPath, createFlags, fileMode), path: partPath };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
  throw new Error('too many unfinished files of one name');
}

/** A new name survives a power cut only once its folder is on the disk too. Windows does that by itself and refuses. */
async function syncFolder(folder: string, platform: NodeJS.Platform): Promise<void> {
  if (platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function failureOf(error: unknown, event: string, logger: Logger): FailureCode {
  const code = codeOf(error);
  logger.warn(event, { code });
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'diskFull' : 'fileUnwritable';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
