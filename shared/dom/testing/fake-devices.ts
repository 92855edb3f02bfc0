/** A track of a camera or a microphone that does what the test says. */
export class FakeTrack extends EventTarget {
  readonly kind: 'video' | 'audio';
  readonly settings: MediaTrackSettings;
  readonly capabilities: { readonly torch?: boolean };
  readyState: 'live' | 'ended' = 'live';
  muted = false;
  contentHint = '';
  /** What the light was told, in order. */
  readonly torches: boolean[] = [];
  refusesTorch = false;

  constructor(
    kind: 'video' | 'audio',
    settings: MediaTrackSettings = {},
    capabilities: { readonly torch?: boolean } = {},
  ) {
    super();
    this.kind = kind;
    this.settings = settings;
    this.capabilities = capabilities;
  }

  getSettings(): MediaTrackSettings {
    return this.settings;
  }

  getCapabilities(): object {
    return this.capabilities;
  }

  applyConstraints({ advanced = [] }: { advanced?: readonly { torch?: boolean }[] }): Promise<void> {
    if (this.refusesTorch) return Promise.reject(new DOMException('no', 'OverconstrainedError'));
    this.torches.push(...advanced.map(({ torch }) => torch === true));
    return Promise.resolve();
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** Unplugged, or taken away by the system for good. */
  end(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }

  /** The system lets nothing through, or again. */
  silence(muted: boolean): void {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  }

  asTrack(): MediaStreamTrack {
    return this as unknown as MediaStreamTrack;
  }
}

/** As much of a stream as windows use. */
export class FakeStream {
  #tracks: MediaStreamTrack[];

  constructor(tracks: readonly MediaStreamTrack[]) {
    this.#tracks = [...tracks];
  }

  getTracks(): MediaStreamTrack[] {
    return [...this.#tracks];
  }

  addTrack(track: MediaStreamTrack): void {
    this.#tracks.push(track);
  }

  removeTrack(track: MediaStreamTrack): void {
    this.#tracks = this.#tracks.filter((each) => each !== track);
  }

  static of(tracks: readonly MediaStreamTrack[]): MediaStream {
    return new FakeStream(tracks) as unknown as MediaStream;
  }
}

type Question = {
  readonly constraints: MediaStreamConstraints;
  readonly give: (track: FakeTrack) => void;
  readonly refuse: (name: string) => void;
};

/** Cameras and microphones of which the test is the browser, the person and the system. */
export class FakeDevices extends EventTarget {
  /** Everything that was asked, in order; the test answers, or not. */
  readonly questions: Question[] = [];
  cameras = 1;

  getUserMedia(constraints: MediaStreamConstraints = {}): Promise<MediaStream> {
    const answer = Promise.withResolvers<MediaStream>();
    this.questions.push({
      constraints,
      give: (track) => answer.resolve(FakeStream.of([track.asTrack()])),
      refuse: (name) => answer.reject(new DOMException('refused', name)),
    });
    return answer.promise;
  }

  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    const cameras = Array.from({ length: this.cameras }, (_, index) => ({
      kind: 'videoinput',
      deviceId: `camera ${index}`,
    }));
    return Promise.resolve(cameras as MediaDeviceInfo[]);
  }

  /** The newest question. */
  get asked(): Question {
    const question = this.questions.at(-1);
    if (question === undefined) throw new Error('nothing was asked');
    return question;
  }
}
