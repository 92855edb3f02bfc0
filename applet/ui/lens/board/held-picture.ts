/** A frame of the camera as people see it, to be laid on a canvas of its size. */
export type FramePicture = ImageData | HTMLCanvasElement;

/**
 * The frame that the worker looked at last, for people to see: under marks that lie where their objects were in it. The camera's
 * own picture is a frame or two further on, and over it marks would trail behind what moves.
 */
export class HeldPicture {
  #taken: FramePicture | null = null;
  #answered: FramePicture | null = null;
  /** Of a frame that is no longer shown. */
  #spare: FramePicture | null = null;
  #isWanted = false;

  /** Null while there is none that belongs to the marks: the camera's own picture shows. */
  get image(): FramePicture | null {
    return this.#answered;
  }

  /** Nothing is copied while nobody needs it. */
  setWanted(isWanted: boolean): void {
    this.#isWanted = isWanted;
    if (isWanted) return;
    this.drop();
    this.#spare = null;
  }

  /** Copies what this video shows now, which the worker is given next; `frame` is the same as the camera gave it, if there is one. */
  async take(video: HTMLVideoElement, frame: VideoFrame | null): Promise<void> {
    if (!this.#isWanted) return;
    const picture = (frame && (await this.#pixelsOf(frame))) ?? this.#drawingOf(video);
    if (this.#isWanted) this.#taken = picture;
  }

  /** The worker has said where the marks are in it. */
  answer(): void {
    if (this.#taken === null) return;
    this.#spare = this.#answered ?? this.#spare;
    this.#answered = this.#taken;
    this.#taken = null;
  }

  /** What was answered last is of the past. */
  drop(): void {
    this.#taken = null;
    this.#answered = null;
  }

  /**
   * As red, green and blue in memory. To draw frames instead is dearer where no graphics card helps, and the browser keeps each
   * of them in a cache: half a gigabyte of them.
   */
  async #pixelsOf(frame: VideoFrame): Promise<ImageData | null> {
    const { displayWidth: width, displayHeight: height } = frame;
    const spare = this.#spare;
    const isFitting = spare instanceof ImageData && spare.width === width && spare.height === height;
    const pixels = isFitting ? spare : new ImageData(width, height);
    this.#spare = null;
    try {
      await frame.copyTo(pixels.data, { format: 'RGBA' });
      return pixels;
    } catch {
      return null; // This browser does not convert.
    }
  }

  #drawingOf(video: HTMLVideoElement): HTMLCanvasElement {
    const canvas = this.#spare instanceof HTMLCanvasElement ? this.#spare : document.createElement('canvas');
    this.#spare = null;
    const { videoWidth: width, videoHeight: height } = video;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    canvas.getContext('2d', { alpha: false })?.drawImage(video, 0, 0);
    return canvas;
  }
}
