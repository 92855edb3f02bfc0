import { readJpegSize } from '#shared/std/lens/jpeg-size.ts';
import type { GreyFrame } from './grey-frame.ts';
import { SceneTracker } from './scene-tracker.ts';
import { TrackingPace } from './tracking-pace.ts';
import type { FromVision, ToVision } from './vision-messages.ts';
import type { Vision } from './vision.ts';

/** Drawings whose picture is being decoded; whoever sends more does not draw by hand. */
const mostWaiting = 40;
/** A frame of at most 640 pixels' width has at most this, either way round; a decoder must not be asked for more. */
const mostSeenSide = 1_280;
const mostSeenBytes = 1_000_000;
/** Two pictures of one camera: their sides' relation differs by rounding only. */
const sameShape = 0.02;

/** A picture's pixels, in the shape that is asked for. */
export type ReadGrey<Picture> = (picture: Picture, width: number, height: number) => Uint8Array;

export type VisionDeskOptions<Picture> = {
  readonly loadVision: () => Promise<Vision>;
  readonly decode: (jpeg: Uint8Array) => Promise<Picture>;
  readonly readGrey: ReadGrey<Picture>;
  readonly tell: (message: FromVision) => void;
  readonly nowMs: () => number;
};

type Closable = { readonly width: number; readonly height: number; close(): void };

/** What the worker does with the page's messages: loads the library, reduces pictures to what the phone can track, tracks. */
export class VisionDesk<Picture extends Closable> {
  readonly #options: VisionDeskOptions<Picture>;
  readonly #pace = new TrackingPace();
  #tracker: SceneTracker | null = null;
  #isOver = false;
  #waiting = 0;
  #latest: { readonly width: number; readonly height: number } | null = null;
  /** Anchors are decoded one after the other; what concerns one comes after it. */
  #work: Promise<void>;

  constructor(options: VisionDeskOptions<Picture>) {
    this.#options = options;
    this.#work = this.#load();
  }

  receive(message: ToVision<Picture>): void {
    if (message.kind === 'frame') {
      if (this.#isOver) {
        message.picture.close();
        return;
      }
      try {
        this.#track(message.picture, message.capturedAtMs);
      } catch (error) {
        this.#fail(error);
      }
      return;
    }
    if (message.kind === 'anchor') {
      if (this.#waiting >= mostWaiting) {
        this.#options.tell({ kind: 'anchored', id: message.id, state: 'cannotHold' });
        return;
      }
      this.#waiting += 1;
    }
    this.#work = this.#work.then(() => this.#take(message)).catch((error: unknown) => this.#fail(error));
  }

  async #load(): Promise<void> {
    const startedMs = this.#options.nowMs();
    try {
      const vision = await this.#options.loadVision();
      this.#tracker = new SceneTracker(vision, { nowMs: this.#options.nowMs });
      this.#options.tell({ kind: 'ready', loadMs: this.#options.nowMs() - startedMs });
    } catch (error) {
      this.#fail(error);
    }
  }

  #track(picture: Picture, capturedAtMs: number): void {
    const startedMs = this.#options.nowMs();
    let frame: GreyFrame;
    try {
      const size = reducedSize(picture, this.#pace.longestSide);
      frame = { ...size, pixels: this.#options.readGrey(picture, size.width, size.height), capturedAtMs };
      this.#latest = size;
    } finally {
      picture.close();
    }
    // A frame that comes before the library is there is answered all the same: the page waits for the answer.
    const tracked = this.#tracker?.track(frame) ?? { capturedAtMs, anchors: [], costMs: 0 };
    this.#options.tell({ kind: 'tracked', frame: tracked });
    const verdict = this.#pace.took(startedMs, this.#options.nowMs());
    if (verdict !== 'tooSlow') return;
    this.#end();
    this.#options.tell({ kind: 'tooSlow', tracksPerSecond: this.#pace.tracksPerSecond });
  }

  async #take(message: Exclude<ToVision<Picture>, { readonly kind: 'frame' }>): Promise<void> {
    switch (message.kind) {
      case 'anchor': {
        const seen = await this.#read(message.seen);
        this.#waiting -= 1;
        if (this.#isOver || this.#tracker === null) return;
        const state = seen === null ? 'cannotHold' : this.#tracker.anchor(message.id, seen, message.area);
        this.#options.tell({ kind: 'anchored', id: message.id, state });
        return;
      }
      case 'extend':
        this.#tracker?.extend(message.id, message.area);
        return;
      case 'release':
        this.#tracker?.release(message.id);
        return;
      case 'clear':
        this.#tracker?.clear();
        return;
      default:
        return message satisfies never;
    }
  }

  /** The picture that the technician drew on, in the size of the camera's; null where it is none. */
  async #read(jpeg: Uint8Array): Promise<GreyFrame | null> {
    const claimed = jpeg.length <= mostSeenBytes ? readJpegSize(jpeg) : null;
    if (claimed === null || Math.max(claimed.width, claimed.height) > mostSeenSide) return null;
    let picture: Picture;
    try {
      picture = await this.#options.decode(jpeg);
    } catch {
      return null; // Not a picture, whatever its first bytes said.
    }
    try {
      const own = reducedSize(picture, this.#pace.longestSide);
      const latest = this.#latest;
      const isOfCamera =
        latest !== null && Math.abs((own.height / own.width) * (latest.width / latest.height) - 1) < sameShape;
      const { width, height } = isOfCamera ? latest : own;
      return { width, height, pixels: this.#options.readGrey(picture, width, height), capturedAtMs: 0 };
    } finally {
      picture.close();
    }
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    this.#end();
    this.#options.tell({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
  }

  #end(): void {
    this.#isOver = true;
    this.#tracker?.dispose();
    this.#tracker = null;
  }
}

/** In the same shape, with a longer side of at most `longestSide`; never enlarged. */
function reducedSize(
  { width, height }: { readonly width: number; readonly height: number },
  longestSide: number,
): { readonly width: number; readonly height: number } {
  const factor = Math.min(1, longestSide / Math.max(1, width, height));
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}
