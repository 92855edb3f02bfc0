import type { FailureCode } from '../core/failure.ts';
import type { Result } from '../core/result.ts';

/** Where received files are put. */
export interface FileStore {
  /** Opens a place for a file of `sizeBytes` whose name has been cleaned already; never touches an existing file. */
  create(safeName: string, sizeBytes: number): Promise<Result<FileSink, FailureCode>>;
}

/** One file being received. Nothing shows under its final name before `finish`. One call at a time. */
export interface FileSink {
  /** The chunk may be kept until the promise settles, and not changed. */
  write(chunk: Uint8Array): Promise<Result<null, FailureCode>>;
  /** Moves the file to its final name and says which that became (a path, or a name in a page). */
  finish(): Promise<Result<string, FailureCode>>;
  /** Removes what was written, after a `finish` too where that can be undone. */
  discard(): Promise<void>;
}
