const framesPerSecond = 25;

/** A camera whose picture is drawn: the front of a device with lamps and a label, and a colour that tests may choose. */
export class DrawnCamera {
  readonly track: MediaStreamTrack;
  readonly framesPerSecond = framesPerSecond;
  /** Of the device's front. */
  colour = '#23272b';
  /** Whether new frames come. */
  isPaused = false;
  /** So many pictures were drawn. */
  frames = 0;
  readonly #context: CanvasRenderingContext2D;

  constructor(width = 1280, height = 720) {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('this browser draws nothing');
    this.#context = context;
    this.#draw();
    const [track] = canvas.captureStream(framesPerSecond).getVideoTracks();
    if (track === undefined) throw new Error('this browser films nothing');
    this.track = track;
    setInterval(() => this.isPaused || this.#draw(), 1000 / framesPerSecond);
  }

  get width(): number {
    return this.#context.canvas.width;
  }

  get height(): number {
    return this.#context.canvas.height;
  }

  /** The phone is turned. */
  turn(): void {
    const { canvas } = this.#context;
    [canvas.width, canvas.height] = [canvas.height, canvas.width];
    this.#draw();
  }

  #draw(): void {
    const { width, height } = this;
    const context = this.#context;
    this.frames += 1;
    context.fillStyle = '#8f8267';
    context.fillRect(0, 0, width, height);
    const left = width / 2 - 300;
    const top = height / 2 - 200;
    context.fillStyle = this.colour;
    context.fillRect(left, top, 600, 400);
    for (let lamp = 0; lamp < 5; lamp += 1) {
      context.fillStyle = lamp === this.frames % 5 ? '#e0564a' : '#4fbf6b';
      context.beginPath();
      context.arc(left + 100 + lamp * 100, top + 90, 24, 0, 2 * Math.PI);
      context.fill();
    }
    context.fillStyle = '#ffffff';
    context.font = '54px sans-serif';
    context.fillText('ROUTER 3000', left + 80, top + 320);
  }
}
