/** One stream whose track may be another: a player that is given another stream goes blank, or silent, in between. */
export class SwappedStream {
  readonly #newStream: () => MediaStream;
  #stream: MediaStream | null = null;

  constructor(newStream: () => MediaStream) {
    this.#newStream = newStream;
  }

  get isPlaying(): boolean {
    return this.#stream !== null;
  }

  play(track: MediaStreamTrack): MediaStream {
    const stream = (this.#stream ??= this.#newStream());
    if (stream.getTracks().includes(track)) return stream;
    // In this order: both tracks may have the same id, and a stream takes an id only once.
    for (const old of stream.getTracks()) stream.removeTrack(old);
    stream.addTrack(track);
    return stream;
  }

  /** The next track gets a stream of its own. */
  forget(): void {
    this.#stream = null;
  }
}
