/** A file to send, wherever its bytes come from. */
export interface FileSource {
  readonly name: string;
  readonly sizeBytes: number;
  /** The bytes from `offset`, in chunks of any size, read no faster than they are taken. Throws if unreadable. */
  read(offset: number): AsyncIterable<Uint8Array>;
  /** Gives back what the source holds; safe to call at any time, and again. */
  close(): void;
}
