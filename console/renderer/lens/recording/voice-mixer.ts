/** One track of all who speak. It lives longer than each of them: voices come and go while it is recorded. */
export class VoiceMixer {
  readonly track: MediaStreamTrack;
  readonly #context = new AudioContext();
  readonly #out: MediaStreamAudioDestinationNode;
  readonly #voices = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>();

  constructor() {
    this.#out = this.#context.createMediaStreamDestination();
    const [track] = this.#out.stream.getAudioTracks();
    if (track === undefined) throw new Error('the browser mixes no sound');
    this.track = track;
    // It may begin asleep; whoever pressed Record has long used the page, so it may wake.
    void this.#context.resume();
  }

  /** Who is heard from now on. */
  setVoices(tracks: readonly MediaStreamTrack[]): void {
    for (const [track, source] of this.#voices) {
      if (tracks.includes(track)) continue;
      source.disconnect();
      this.#voices.delete(track);
    }
    for (const track of tracks) {
      if (this.#voices.has(track)) continue;
      const source = this.#context.createMediaStreamSource(new MediaStream([track]));
      source.connect(this.#out);
      this.#voices.set(track, source);
    }
  }

  close(): void {
    this.setVoices([]);
    this.track.stop();
    void this.#context.close();
  }
}
