/** A file to send, wherever its bytes come from. */
export interface FileSource {
  readonly name: string;
  readonly sizeBytes: number;
  /**
   * The bytes from `offset`, in chunks of any size, read no faster than they are taken. A chunk is valid only until the
   * next one is asked for. Throws if unreadable, or if the file is no longer as long as `sizeBytes` said.
   */
  read(offset: number): AsyncIterable<Uint8Array>;
  /** Gives back what the source holds; safe to call at any time, and again. */
  close(): void;
}
