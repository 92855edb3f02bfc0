import type { Clock } from '../core/clock.ts';
import type { Area } from './area.ts';
import { contains } from './area.ts';
import { ChangedRows } from './changed-rows.ts';
import type { ChangedPart } from './changed-tiles.ts';
import { findChangedParts, findLossyParts } from './changed-tiles.ts';
import { CostEstimate } from './cost-estimate.ts';
import { encodeFrame } from './frame-format.ts';
import { LaneMotion } from './lane-motion.ts';
import { LaneVideo } from './lane-video.ts';
import { LosslessWriter } from './lossless-writer.ts';
import type { Move } from './move-pixels.ts';
import type { Picture, SamePixels } from './picture.ts';
import { blankPicture } from './picture.ts';
import type { VideoCodec } from './screen-message.ts';
import type { ScreenPreference } from './screen-preference.ts';
import { TileGrid } from './tile-grid.ts';
import type { OpenVideoEncoder } from './video-encoder.ts';
import { refineAfterMs } from './video-limits.ts';

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

/** Tiles refined in one frame: 5 ms of work, which is how long a change may have to wait for it. */
const refinedTiles = 24;
/** Beside changes, which go first, and only where these leave this share of the budget. */
const refinedTilesBeside = 8;
const refiningShare = 0.5;
/** Below so many changed pixels it is not asked beforehand what they will cost. */
const fewestEstimatedPixels = 48 * 1024;

/**
 * Makes the frames of one lane. It keeps what the viewer has (`#shown`); the caller keeps what the screen is (`picture`), says
 * where that may have changed, and asks for a frame when there is room for one. What has no room stays pending, and what it
 * looks like by then is what is sent: a viewer on a slow link sees less often, never late.
 */
export class LaneEncoder {
  readonly #picture: Picture;
  readonly #shown: Picture;
  readonly #samePixels: SamePixels;
  readonly #clock: Clock;
  readonly #rows: ChangedRows;
  readonly #grid: TileGrid;
  readonly #motion: LaneMotion;
  readonly #video: LaneVideo;
  readonly #writer: LosslessWriter;
  readonly #estimate = new CostEstimate();
  /** Tiles in which something may have changed since the last frame: what waits for room is not counted as movement. */
  readonly #touched: Uint8Array;
  /** Said while a frame was being made. */
  #changedMeanwhile: Area[] = [];
  #isBusy = false;
  #isClosed = false;
  /** The viewer has nothing, and wishes this. */
  #newViewer: ViewerWish | null;
  #viewerIsExact = false;
  #sequence = 0;

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
    this.#clock = options.clock;
    this.#rows = new ChangedRows(width, height);
    this.#grid = new TileGrid(width, height);
    this.#touched = new Uint8Array(this.#grid.count);
    this.#motion = new LaneMotion(options);
    this.#video = new LaneVideo({ ...options, shown: this.#shown, grid: this.#grid });
    this.#writer = new LosslessWriter(options);
    this.#newViewer = options.wish;
  }

  /** The picture may differ there from what it was. */
  changed(areas: readonly Area[]): void {
    if (this.#isBusy) {
      this.#changedMeanwhile.push(...areas);
      return;
    }
    for (const area of areas) {
      this.#rows.add(area);
      for (const tile of this.#grid.touching(area)) this.#touched[tile] = 1;
    }
  }

  /** The viewer has nothing: it joined, reconnected, or lost its window. The next frame begins anew. */
  restart(wish: ViewerWish): void {
    this.#newViewer = wish;
  }

  /**
   * 'changes': a frame has something to say at once. 'refinement': nothing changed, but what the viewer has is not exact yet, or
   * its video has to end: worth asking for a frame again after `restMs`.
   */
  get pending(): 'nothing' | 'refinement' | 'changes' {
    if (this.#newViewer !== null || !this.#rows.isEmpty || this.#changedMeanwhile.length > 0) return 'changes';
    return this.#viewerIsExact ? 'nothing' : 'refinement';
  }

  /** Milliseconds until `next` has something to do though nothing changes on the screen; 0: now. Infinity if never. */
  get restMs(): number {
    if (this.pending === 'changes') return 0;
    if (this.#viewerIsExact) return Number.POSITIVE_INFINITY;
    if (this.#grid.lossyCount === 0 && this.#video.area === null) return 0;
    let restMs = this.#video.restMs;
    const dueMs = this.#clock.monotonicMs() - refineAfterMs;
    for (let tile = 0; tile < this.#grid.count && this.#grid.lossyCount > 0; tile++) {
      if (this.#grid.isLossy(tile)) restMs = Math.min(restMs, this.#grid.changedMs(tile) - dueMs);
    }
    return Math.max(0, restMs);
  }

  /** The newest state as one frame of about `budgetBytes`; what has no room stays pending. Null if there is nothing to send. */
  async next(room: FrameRoom): Promise<EncodedFrame | null> {
    if (this.#isBusy || this.#isClosed) throw new Error('one frame at a time, and none of a lane that is closed');
    this.#isBusy = true;
    try {
      return await this.#next(room);
    } finally {
      this.#isBusy = false;
      const meanwhile = this.#changedMeanwhile;
      this.#changedMeanwhile = [];
      this.changed(meanwhile);
      if (this.#isClosed) this.#video.close();
    }
  }

  /** No frame comes after it. */
  close(): void {
    this.#isClosed = true;
    if (!this.#isBusy) this.#video.close();
  }

  async #next(room: FrameRoom): Promise<EncodedFrame | null> {
    const isNew = this.#newViewer !== null;
    if (this.#newViewer !== null) this.#begin(this.#newViewer);
    this.#newViewer = null;

    const inVideo = this.#rows.isEmpty ? [] : this.#video.takeChanges(this.#rows.hull());
    this.#rows.narrow(this.#picture, this.#shown, this.#samePixels);
    const moves = isNew ? [] : this.#move();
    let parts = findChangedParts(this.#rows, this.#picture, this.#shown, this.#grid);
    this.#expectCosts(parts);
    const changed = [...inVideo, ...this.#movedTiles(parts)];
    const video = await this.#video.frame(changed, room, (bytes) => this.#writer.expectedMs(bytes, room.bitsPerSecond));
    // What has become video is not sent twice.
    if (video.piece?.firstOfStream) parts = findChangedParts(this.#rows, this.#picture, this.#shown, this.#grid);

    const videoBytes = video.piece?.bytes.length ?? 0;
    this.#write(parts, video.ended, room.budgetBytes - videoBytes);
    const isExact = this.#rows.isEmpty && this.#grid.lossyCount === 0 && this.#video.area === null;
    const hasNews = isNew || moves.length > 0 || video.piece !== null || video.ended !== null;
    if (!hasNews && this.#writer.areas.length === 0 && isExact === this.#viewerIsExact) return null;
    return this.#frame({ isNew, moves, video, isExact, room });
  }

  #begin(wish: ViewerWish): void {
    const { width, height } = this.#picture;
    this.#shown.pixels.fill(0);
    this.#rows.add({ x: 0, y: 0, width, height });
    this.#touched.fill(1);
    this.#grid.noneWaits();
    this.#grid.noneIsLossy();
    this.#video.restart(wish);
    this.#viewerIsExact = false;
  }

  #move(): readonly Move[] {
    const moves = this.#motion.apply(this.#picture, this.#shown, this.#rows, {
      forbidden: this.#video.area,
      grid: this.#grid,
    });
    this.#grid.moveLossy(moves);
    return moves;
  }

  /** What many pixels will cost decides on their order and on video; a sample of their rows tells. */
  #expectCosts(parts: readonly ChangedPart[]): void {
    let pixels = 0;
    for (const { area } of parts) pixels += area.width * area.height;
    if (pixels >= fewestEstimatedPixels) this.#estimate.update(parts, this.#picture, this.#grid);
  }

  /** Of the parts' tiles those that changed since the last frame. */
  #movedTiles(parts: readonly ChangedPart[]): readonly number[] {
    const nowMs = this.#clock.monotonicMs();
    const tiles: number[] = [];
    for (const { firstTile, tileCount } of parts) {
      for (let tile = firstTile; tile < firstTile + tileCount; tile++) {
        if (this.#touched[tile] !== 1) continue;
        tiles.push(tile);
        this.#grid.setChanged(tile, nowMs);
      }
    }
    this.#touched.fill(0);
    return tiles;
  }

  #write(parts: readonly ChangedPart[], ended: Area | null, budgetBytes: number): void {
    const [picture, shown, grid] = [this.#picture, this.#shown, this.#grid];
    this.#writer.begin();
    if (this.#writer.write(parts, picture, shown, grid, budgetBytes)) {
      this.#rows.clear();
      grid.noneWaits();
    }
    const isBeside = parts.length > 0 || this.#video.area !== null;
    const left = budgetBytes - this.#writer.expectedBytes;
    if (grid.lossyCount === 0 || (isBeside && left < refiningShare * budgetBytes)) return;
    const stillSinceMs = this.#clock.monotonicMs() - refineAfterMs;
    const isCovered = (tile: number): boolean => ended !== null && contains(ended, grid.areaOf(tile));
    const mostTiles = isBeside ? refinedTilesBeside : refinedTiles;
    const lossy = findLossyParts(grid, stillSinceMs, mostTiles, isCovered);
    if (lossy.length > 0) this.#writer.write(lossy, picture, shown, grid, budgetBytes);
  }

  #frame(frame: {
    readonly isNew: boolean;
    readonly moves: readonly Move[];
    readonly video: Awaited<ReturnType<LaneVideo['frame']>>;
    readonly isExact: boolean;
    readonly room: FrameRoom;
  }): EncodedFrame {
    const sequence = this.#sequence;
    this.#sequence = (sequence + 1) >>> 0;
    this.#viewerIsExact = frame.isExact;
    const { width, height } = this.#picture;
    const bytes = encodeFrame({
      sequence,
      size: frame.isNew ? { width, height } : null,
      exact: frame.isExact,
      videoEnded: frame.video.ended !== null,
      loopMs: frame.room.loopMs,
      moves: frame.moves,
      video: frame.video.piece,
      areas: this.#writer.areas,
      codes: this.#writer.codes(frame.room.bitsPerSecond),
    });
    return { sequence, bytes };
  }
}
