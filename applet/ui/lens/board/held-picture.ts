/** A frame of the camera as people see it, to be laid on a canvas of its size. */
export type FramePicture = ImageData | HTMLCanvasElement;

/**
 * The frame that the worker looked at last, for people to see: under marks that lie where their objects were in it. The camera's
 * own picture is a frame or two further on, and over it marks would trail behind what moves.
 */
export class HeldPicture {
  /** What the worker has in hand. */
  #given: FramePicture | null = null;
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

  /**
   * Copies what this video shows now; `frame` is the same as the camera gave it, if there is one. Null where nobody needs it, or it
   * cannot be copied.
   */
  async copy(video: HTMLVideoElement, frame: VideoFrame | null): Promise<FramePicture | null> {
    if (!this.#isWanted) return null;
    return (frame && (await this.#pixelsOf(frame))) ?? this.#drawingOf(video);
  }

  /** The worker is given the frame that this is a copy of. */
  give(picture: FramePicture | null): void {
    this.#given = this.#isWanted ? picture : null;
  }

  /** The worker has said where the marks are in it. */
  answer(): void {
    if (this.#given === null) return;
    this.#spare = this.#answered ?? this.#spare;
    this.#answered = this.#given;
    this.#given = null;
  }

  /** What was answered last is of the past. */
  drop(): void {
    this.#given = null;
    this.#answered = null;
  }

  /**
   * As red, green and blue in memory. To draw frames instead is dearer where no graphics card helps, and the browser keeps each
   * of them in a cache: half a gigabyte of them.
   */
  async #pixelsOf(frame: VideoFrame): Promise<ImageData | null> {
    const { displayWidth: width, displayHeight: height } = frame;
    try {
      // A browser that knows of no such copies gives another size, or refuses.
      if (frame.allocationSize({ format: 'RGBA' }) !== 4 * width * height) return null;
      const pixels = this.#spareOf(width, height) ?? new ImageData(width, height);
      await frame.copyTo(pixels.data, { format: 'RGBA' });
      return pixels;
    } catch {
      return null;
    }
  }

  #spareOf(width: number, height: number): ImageData | null {
    const spare = this.#spare;
    this.#spare = null;
    return spare instanceof ImageData && spare.width === width && spare.height === height ? spare : null;
  }

  #drawingOf(video: HTMLVideoElement): HTMLCanvasElement | null {
    const { videoWidth: width, videoHeight: height } = video;
    if (width === 0 || height === 0) return null; // The camera went away meanwhile.
    const canvas = this.#spare instanceof HTMLCanvasElement ? this.#spare : document.createElement('canvas');
    this.#spare = null;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    canvas.getContext('2d', { alpha: false })?.drawImage(video, 0, 0);
    return canvas;
  }
}
