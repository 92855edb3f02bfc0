import type { Clock } from '../core/clock.ts';
import type { Area } from './area.ts';
import { ChangedRows } from './changed-rows.ts';
import type { ChangedPart } from './changed-tiles.ts';
import { findChangedParts } from './changed-tiles.ts';
import { copyPixels } from './copy-pixels.ts';
import { encodeFrame } from './frame-format.ts';
import { LaneMotion } from './lane-motion.ts';
import type { Picture, SamePixels } from './picture.ts';
import { blankPicture } from './picture.ts';
import { PixelWriter } from './pixel-writer.ts';
import type { VideoCodec } from './screen-message.ts';
import type { ScreenPreference } from './screen-preference.ts';
import { TileGrid } from './tile-grid.ts';
import type { OpenVideoEncoder } from './video-encoder.ts';

/** What the viewer can decode, and what its technician likes better. */
export type ViewerWish = {
  readonly codecs: readonly VideoCodec[];
  readonly preference: ScreenPreference;
};

export type EncodedFrame = { readonly sequence: number; readonly bytes: Uint8Array };

/** What there is room for: bytes in this frame, bits a second on the link, and the last time from a change to its `drawn`. */
export type FrameRoom = {
  readonly budgetBytes: number;
  readonly bitsPerSecond: number;
  readonly loopMs: number;
};

/** Below this deflate costs more than it saves. */
const fewestDeflatedBytes = 64;
/** How much smaller deflate makes pixel codes, before it was measured. */
const usualRatio = 0.5;

/**
 * Makes the frames of one lane. It keeps what the viewer has (`#shown`); the caller keeps what the screen is (`picture`), says
 * where that may have changed, and asks for a frame when there is room for one.
 */
export class LaneEncoder {
  readonly #picture: Picture;
  readonly #shown: Picture;
  readonly #samePixels: SamePixels;
  readonly #deflate: (bytes: Uint8Array) => Uint8Array;
  readonly #rows: ChangedRows;
  readonly #grid: TileGrid;
  readonly #motion: LaneMotion;
  readonly #writer = new PixelWriter();
  #isNew = true;
  #sequence = 0;
  #ratio = usualRatio;

  constructor(options: {
    /** What the screen is; must not change while `next` is under way. */
    readonly picture: Picture;
    readonly samePixels: SamePixels;
    /** Raw deflate, at its fastest. */
    readonly deflate: (bytes: Uint8Array) => Uint8Array;
    readonly openVideo: OpenVideoEncoder | null;
    readonly clock: Clock;
    readonly wish: ViewerWish;
  }) {
    const { width, height } = options.picture;
    this.#picture = options.picture;
    this.#shown = blankPicture(width, height);
    this.#samePixels = options.samePixels;
    this.#deflate = options.deflate;
    this.#rows = new ChangedRows(width, height);
    this.#grid = new TileGrid(width, height);
    this.#motion = new LaneMotion({ samePixels: options.samePixels, clock: options.clock });
    this.restart(options.wish);
  }

  /** The picture may differ there from what it was. */
  changed(areas: readonly Area[]): void {
    for (const area of areas) this.#rows.add(area);
  }

  /** The viewer has nothing: it joined, reconnected, or lost its window. The next frame begins anew. */
  restart(_wish: ViewerWish): void {
    this.#isNew = true;
    this.#shown.pixels.fill(0);
    this.#rows.add({ x: 0, y: 0, width: this.#picture.width, height: this.#picture.height });
    this.#grid.noneWaits();
  }

  /**
   * 'changes': a frame has something to say at once. 'refinement': nothing changed, but what the viewer has is not exact yet, or
   * its video has to end: worth asking for a frame again in `restMs`.
   */
  get pending(): 'nothing' | 'refinement' | 'changes' {
    return this.#isNew || !this.#rows.isEmpty ? 'changes' : 'nothing';
  }

  /** Milliseconds until `next` has something to do without a change on the screen; 0: now. Infinity if never. */
  get restMs(): number {
    return this.pending === 'changes' ? 0 : Number.POSITIVE_INFINITY;
  }

  /** The newest state as one frame of about `budgetBytes`; what has no room stays pending. Null if there is nothing to send. */
  async next(room: FrameRoom): Promise<EncodedFrame | null> {
    this.#rows.narrow(this.#picture, this.#shown, this.#samePixels);
    if (this.#rows.isEmpty && !this.#isNew) return null;
    const moves = this.#isNew ? [] : this.#motion.apply(this.#picture, this.#shown, this.#rows);
    const areas = this.#writeParts(findChangedParts(this.#rows, this.#picture, this.#shown, this.#grid), room);
    const sequence = this.#sequence;
    this.#sequence = (sequence + 1) >>> 0;
    const { width, height } = this.#picture;
    const bytes = encodeFrame({
      sequence,
      size: this.#isNew ? { width, height } : null,
      exact: this.#rows.isEmpty,
      videoEnded: false,
      loopMs: room.loopMs,
      moves,
      video: null,
      areas,
      codes: this.#codes(),
    });
    this.#isNew = false;
    return { sequence, bytes };
  }

  close(): void {}

  #writeParts(parts: readonly ChangedPart[], room: FrameRoom): readonly Area[] {
    const areas: Area[] = [];
    this.#writer.begin();
    this.#grid.noneWaits();
    for (const part of parts) {
      if (areas.length > 0 && this.#writer.length * this.#ratio > room.budgetBytes) {
        this.#grid.setWaiting(part.firstTile, true);
        continue;
      }
      const before = this.#writer.length;
      this.#writer.write(this.#picture, part.area);
      copyPixels(this.#picture, this.#shown, part.area);
      const cost = (this.#writer.length - before) / (part.area.width * part.area.height);
      for (let index = 0; index < part.tileCount; index++) this.#grid.setCost(part.firstTile + index, cost);
      areas.push(part.area);
    }
    if (areas.length === parts.length) this.#rows.clear();
    return areas;
  }

  #codes(): { readonly bytes: Uint8Array; readonly deflated: boolean; readonly sizeBytes: number } {
    const plain = this.#writer.bytes;
    if (plain.length >= fewestDeflatedBytes) {
      const bytes = this.#deflate(plain);
      this.#ratio += (bytes.length / plain.length - this.#ratio) / 4;
      if (bytes.length < plain.length) return { bytes, deflated: true, sizeBytes: plain.length };
    }
    return { bytes: plain, deflated: false, sizeBytes: plain.length };
  }
}
