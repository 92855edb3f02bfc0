/**
 * The frame that the worker looked at last, for people to see: under marks that lie where their objects were in it. The camera's
 * own picture is a frame or two further on, and over it marks would trail behind what moves.
 */
export class HeldPicture {
  /** What the worker has in hand, and what it has answered; each frame they change places. */
  #taken = document.createElement('canvas');
  #answered = document.createElement('canvas');
  #isTaken = false;
  #isShown = false;
  #isWanted = false;

  /** Null while there is none that belongs to the marks: the camera's own picture shows. */
  get image(): HTMLCanvasElement | null {
    return this.#isShown ? this.#answered : null;
  }

  /** Nothing is copied while nobody needs it. */
  setWanted(isWanted: boolean): void {
    this.#isWanted = isWanted;
    if (!isWanted) this.drop();
  }

  /** The worker is given the frame that this video shows now. */
  take(video: HTMLVideoElement): void {
    if (!this.#isWanted) return;
    const { videoWidth: width, videoHeight: height } = video;
    if (this.#taken.width !== width || this.#taken.height !== height) Object.assign(this.#taken, { width, height });
    this.#taken.getContext('2d', { alpha: false })?.drawImage(video, 0, 0);
    this.#isTaken = true;
  }

  /** The worker has said where the marks are in it. */
  answer(): void {
    if (!this.#isTaken) return;
    [this.#taken, this.#answered] = [this.#answered, this.#taken];
    this.#isTaken = false;
    this.#isShown = true;
  }

  /** What was answered last is of the past. */
  drop(): void {
    this.#isShown = false;
    this.#isTaken = false;
  }
}
