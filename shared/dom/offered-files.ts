/** Files that the person picked and main may still read, each behind its ticket. */
export class OfferedFiles {
  readonly #files = new Map<string, File>();

  add(file: File): string {
    const ticket = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join('');
    this.#files.set(ticket, file);
    return ticket;
  }

  release(ticket: string): void {
    this.#files.delete(ticket);
  }

  clear(): void {
    this.#files.clear();
  }

  /**
   * The answer to a read: the request's number, then the bytes. Null if the ticket is unknown, or the file has become
   * shorter, or can no longer be read.
   */
  async read(request: number, ticket: string, offset: number, length: number): Promise<ArrayBuffer | null> {
    const file = this.#files.get(ticket);
    if (file === undefined || offset + length > file.size) return null;
    const answer = new Uint8Array(4 + length);
    new DataView(answer.buffer).setUint32(0, request);
    try {
      answer.set(new Uint8Array(await file.slice(offset, offset + length).arrayBuffer()), 4);
    } catch {
      return null; // Changed, moved or taken away since it was picked: main is told that it cannot be read.
    }
    return answer.buffer;
  }
}
