/**
 * Whether the page may use a camera or a microphone. `missing`: there is none. `busy`: another program has it. `insecure`: the
 * page did not come over a secure connection, or this browser has no such thing for pages.
 */
export type Access = 'unasked' | 'asking' | 'granted' | 'denied' | 'missing' | 'busy' | 'insecure';

/** What a page may ask of cameras and microphones. */
export type Devices = Pick<
  MediaDevices,
  'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
>;

/** What a microphone near a loudspeaker needs to be understood. */
export const voiceConstraints = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  video: false,
} as const satisfies MediaStreamConstraints;

/**
 * One camera or one microphone: asked for, given, silenced by the system, lost. Whatever the browser gives after `close()`, or
 * after something newer was asked for, is stopped at once.
 */
export class DeviceTrack {
  readonly #devices: Devices | null;
  readonly #onChange: () => void;
  #access: Access = 'unasked';
  #track: MediaStreamTrack | null = null;
  #opening: Promise<void> | null = null;
  #isLost = false;
  /** Counts what was asked for; an answer to an older question is not wanted any more. */
  #asked = 0;

  /** `devices` is null where a page has none: without a secure connection, or in an old browser. */
  constructor(devices: Devices | null, onChange: () => void) {
    this.#devices = devices;
    this.#onChange = onChange;
  }

  get access(): Access {
    return this.#access;
  }

  /** Null unless it is open. */
  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  get isOpening(): boolean {
    return this.#opening !== null;
  }

  /** It was open, and the system or the person ended it. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** Open, but the system lets nothing through: another program, or a phone call, has it. */
  get isSilenced(): boolean {
    return this.#track?.muted === true;
  }

  /**
   * Opens the first of these that can be had; one that is open is closed first, because a phone opens one camera at a time.
   * While one is being opened that is waited for. How it went is in `access`.
   */
  open(tries: readonly MediaStreamConstraints[]): Promise<void> {
    if (this.#opening !== null) return this.#opening;
    this.#track?.stop();
    this.#track = null;
    this.#isLost = false;
    if (this.#access !== 'granted') this.#access = 'asking';
    const opening = this.#openFirst(tries);
    this.#opening = opening;
    this.#onChange();
    return opening;
  }

  /** Stopped when this returns, also what the person is still being asked for. */
  close(): void {
    this.#asked += 1;
    this.#opening = null;
    this.#isLost = false;
    this.#track?.stop();
    this.#track = null;
    if (this.#access === 'asking') this.#access = 'unasked';
    this.#onChange();
  }

  async #openFirst(tries: readonly MediaStreamConstraints[]): Promise<void> {
    const asked = ++this.#asked;
    const { track, access } = await this.#firstOf(tries);
    if (asked !== this.#asked) {
      track?.stop();
      return;
    }
    this.#opening = null;
    this.#access = access;
    this.#track = track;
    if (track !== null) this.#follow(track);
    this.#onChange();
  }

  async #firstOf(
    tries: readonly MediaStreamConstraints[],
  ): Promise<{ readonly track: MediaStreamTrack | null; readonly access: Access }> {
    if (this.#devices === null) return { track: null, access: 'insecure' };
    let access: Access = 'missing';
    for (const constraints of tries) {
      try {
        const stream = await this.#devices.getUserMedia(constraints);
        const [track, ...others] = stream.getTracks();
        for (const other of others) other.stop();
        if (track?.readyState === 'live') return { track, access: 'granted' };
        access = 'busy';
      } catch (error) {
        access = accessAfter(error);
        // A no is for all of them.
        if (access === 'denied') break;
      }
    }
    return { track: null, access };
  }

  #follow(track: MediaStreamTrack): void {
    const changed = (): void => {
      if (this.#track === track) this.#onChange();
    };
    track.addEventListener('mute', changed);
    track.addEventListener('unmute', changed);
    // Not fired by our own stop().
    track.addEventListener('ended', () => {
      if (this.#track !== track) return;
      this.#track = null;
      this.#isLost = true;
      this.#onChange();
    });
  }
}

/** What a rejection of `getUserMedia` means. */
function accessAfter(error: unknown): Access {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'TypeError':
      return 'insecure';
    // NotReadableError, AbortError: the system has it, but not for us now.
    default:
      return 'busy';
  }
}
