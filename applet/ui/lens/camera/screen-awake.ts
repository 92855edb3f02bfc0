type Lock = Pick<WakeLockSentinel, 'release' | 'released'>;

/** Keeps the device's screen from going dark while somebody films. A device that does not do that still films. */
export class ScreenAwake {
  readonly #request: (() => Promise<Lock>) | null;
  #wanted = false;
  #asking = false;
  #lock: Lock | null = null;

  /** `request` is null where the browser has no such thing. */
  constructor(request: (() => Promise<Lock>) | null) {
    this.#request = request;
  }

  /** Again whenever the page is shown: the browser lets go by itself when it is hidden. */
  keep(wanted: boolean): void {
    this.#wanted = wanted;
    if (wanted) void this.#ask();
    else this.#release();
  }

  async #ask(): Promise<void> {
    if (this.#request === null || this.#asking || this.#lock?.released === false) return;
    this.#asking = true;
    try {
      this.#lock = await this.#request();
    } catch {
      this.#lock = null; // Hidden by now, or a battery that is nearly empty.
    }
    this.#asking = false;
    if (!this.#wanted) this.#release();
  }

  #release(): void {
    const lock = this.#lock;
    this.#lock = null;
    lock?.release().catch(() => {
      // It was gone already.
    });
  }
}
