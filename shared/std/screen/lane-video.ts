import type { Clock } from '../core/clock.ts';
import type { Area } from './area.ts';
import { contains, intersection, isEmpty } from './area.ts';
import { copyPixels } from './copy-pixels.ts';
import type { VideoPiece } from './frame-format.ts';
import type { FrameRoom, ViewerWish } from './lane-encoder.ts';
import type { Picture, SamePixels } from './picture.ts';
import type { TileGrid } from './tile-grid.ts';
import type { OpenVideoEncoder, VideoEncoder } from './video-encoder.ts';
import {
  bitRateFactor,
  calmEndsAfterMs,
  calmShare,
  growAfterMs,
  leastVideoBitsPerSecond,
  mostVideoBitsPerSecond,
  newMeasurementShare,
  refineAfterMs,
  resizeAfterMs,
  usualVideoMsAPixel,
  videoEndsAfterMs,
  videoRetryMs,
  videoShareOfLink,
} from './video-limits.ts';
import type { LosslessCost } from './video-plan.ts';
import { VideoPlan } from './video-plan.ts';
import { chooseScale, codedSize } from './video-size.ts';

type Stream = {
  readonly encoder: VideoEncoder;
  readonly area: Area;
  readonly scale: number;
  readonly codedWidth: number;
  readonly codedHeight: number;
  readonly bitsPerSecond: number;
  readonly openedMs: number;
  frames: number;
  changedMs: number;
  /** Since when hardly anything in it moves; null if much does. */
  calmSinceMs: number | null;
  /** What the viewer has instead of this one until its first picture: the stream before it. */
  replaces: Area | null;
};

/** The one video a lane may have: where it is, how large it is coded, and when it begins and ends. */
export class LaneVideo {
  readonly #clock: Clock;
  readonly #picture: Picture;
  readonly #shown: Picture;
  readonly #grid: TileGrid;
  readonly #samePixels: SamePixels;
  readonly #open: OpenVideoEncoder | null;
  readonly #plan: VideoPlan;
  #wish: ViewerWish;
  #stream: Stream | null = null;
  #hasChanged = false;
  #msAPixel = usualVideoMsAPixel;
  #leastLoopMs = Number.POSITIVE_INFINITY;
  #notBeforeMs = Number.NEGATIVE_INFINITY;

  constructor(options: {
    readonly clock: Clock;
    readonly picture: Picture;
    readonly shown: Picture;
    readonly grid: TileGrid;
    readonly samePixels: SamePixels;
    readonly openVideo: OpenVideoEncoder | null;
    readonly wish: ViewerWish;
  }) {
    this.#clock = options.clock;
    this.#picture = options.picture;
    this.#shown = options.shown;
    this.#grid = options.grid;
    this.#samePixels = options.samePixels;
    this.#open = options.openVideo;
    this.#plan = new VideoPlan(options.grid);
    this.#wish = options.wish;
  }

  /** Where no pixel may be read or written, because there is video. */
  get area(): Area | null {
    return this.#stream?.area ?? null;
  }

  /** Milliseconds until the video ends if nothing in it moves; Infinity without one. */
  get restMs(): number {
    const stream = this.#stream;
    if (stream === null) return Number.POSITIVE_INFINITY;
    return Math.max(0, stream.changedMs + endsAfterMs(stream) - this.#clock.monotonicMs());
  }

  /** Ends without a word: the viewer has nothing any more. */
  restart(wish: ViewerWish): void {
    this.#wish = wish;
    this.close();
    this.#plan.forget();
  }

  close(): void {
    this.#stream?.encoder.close();
    this.#stream = null;
    this.#hasChanged = false;
  }

  /** The tiles within the video that changed within `changes`. `shown` then has what the next picture of the video shows. */
  takeChanges(changes: Area): readonly number[] {
    const stream = this.#stream;
    if (stream === null) return [];
    const changed: number[] = [];
    let tiles = 0;
    for (const tile of this.#grid.touching(stream.area)) {
      tiles++;
      const area = intersection(this.#grid.areaOf(tile), changes);
      if (isEmpty(area) || !this.#differs(area)) continue;
      changed.push(tile);
      copyPixels(this.#picture, this.#shown, area);
    }
    if (changed.length === 0) return changed;
    const nowMs = this.#clock.monotonicMs();
    this.#hasChanged = true;
    stream.changedMs = nowMs;
    stream.calmSinceMs = changed.length >= calmShare * tiles ? null : (stream.calmSinceMs ?? nowMs);
    return changed;
  }

  /**
   * What this frame does about video. `changed` are all tiles that changed. With `ended` the viewer's last picture of it stays,
   * which is only similar.
   */
  async frame(
    changed: readonly number[],
    room: FrameRoom,
    expectedMs: LosslessCost['expectedMs'],
  ): Promise<{ readonly piece: VideoPiece | null; readonly ended: Area | null }> {
    const nowMs = this.#clock.monotonicMs();
    if (changed.length > 0) this.#plan.note(changed, nowMs);
    const stream = this.#stream;
    if (stream !== null && this.#isOver(stream, nowMs)) return { piece: null, ended: this.#end() };
    const target = changed.length > 0 ? this.#target(stream, room, expectedMs, nowMs) : null;
    if (target !== null && (await this.#begin(target, nowMs))) return this.#encode(room, true);
    if (stream === null || !this.#hasChanged) return { piece: null, ended: null };
    return this.#encode(room, false);
  }

  #isOver(stream: Stream, nowMs: number): boolean {
    if (nowMs - stream.changedMs >= endsAfterMs(stream)) return true;
    return stream.calmSinceMs !== null && nowMs - stream.calmSinceMs >= calmEndsAfterMs;
  }

  #end(): Area | null {
    const { area } = this;
    if (area !== null) for (const tile of this.#grid.touching(area)) this.#grid.setLossy(tile, true);
    this.close();
    return area;
  }

  /** The stream there should be, if it is another than the one there is. */
  #target(
    stream: Stream | null,
    room: FrameRoom,
    expectedMs: LosslessCost['expectedMs'],
    nowMs: number,
  ): Pick<Stream, 'area' | 'scale' | 'bitsPerSecond'> | null {
    if (this.#open === null || this.#wish.codecs.length === 0 || nowMs < this.#notBeforeMs) return null;
    if (stream !== null && nowMs - stream.openedMs < growAfterMs) return null;
    const area = this.#plan.area(stream?.area ?? null, { expectedMs, patience: patience[this.#wish.preference] });
    if (area === null) return null;
    const { bitsPerSecond } = room;
    const scale = chooseScale({
      area,
      msAPixel: this.#msAPixel,
      bitsPerSecond: bitsPerSecond * videoShareOfLink,
      preference: this.#wish.preference,
      present: stream?.scale ?? 0,
    });
    const target = { area, scale, bitsPerSecond };
    if (stream === null || !contains(stream.area, area)) return target;
    const times = bitsPerSecond / stream.bitsPerSecond;
    const isOther = scale !== stream.scale || times > bitRateFactor || times < 1 / bitRateFactor;
    return isOther && nowMs - stream.openedMs >= resizeAfterMs ? target : null;
  }

  async #begin(target: Pick<Stream, 'area' | 'scale' | 'bitsPerSecond'>, nowMs: number): Promise<boolean> {
    if (this.#open === null) return false;
    const { area, scale, bitsPerSecond } = target;
    const { codedWidth, codedHeight } = codedSize(area, scale);
    const bits = Math.min(Math.max(bitsPerSecond * videoShareOfLink, leastVideoBitsPerSecond), mostVideoBitsPerSecond);
    const { codecs } = this.#wish;
    const { width, height } = area;
    const encoder = await this.#open({ codecs, width, height, codedWidth, codedHeight, bitsPerSecond: bits });
    if (encoder === null) {
      this.#notBeforeMs = nowMs + videoRetryMs;
      return false;
    }
    const replaces = this.area;
    this.#stream?.encoder.close();
    this.#stream = {
      ...target,
      encoder,
      codedWidth,
      codedHeight,
      openedMs: nowMs,
      frames: 0,
      changedMs: nowMs,
      calmSinceMs: null,
      replaces,
    };
    return true;
  }

  async #encode(
    room: FrameRoom,
    isFirst: boolean,
  ): Promise<{ readonly piece: VideoPiece | null; readonly ended: Area | null }> {
    const stream = this.#stream;
    if (stream === null) return { piece: null, ended: null };
    const startMs = this.#clock.monotonicMs();
    const { area, codedWidth, codedHeight, encoder } = stream;
    const chunk = await encoder.encode(this.#picture, area, { keyFrame: isFirst });
    if (chunk === null || (isFirst && !chunk.keyFrame)) {
      this.#notBeforeMs = startMs + videoRetryMs;
      this.#end();
      return { piece: null, ended: isFirst ? stream.replaces : area };
    }
    this.#hasChanged = false;
    stream.frames++;
    this.#measure(this.#clock.monotonicMs() - startMs, room.loopMs, codedWidth * codedHeight);
    for (const tile of this.#grid.touching(area)) this.#grid.setLossy(tile, false);
    if (isFirst) copyPixels(this.#picture, this.#shown, area);
    const { bytes, keyFrame } = chunk;
    const piece = { area, codec: encoder.codec, codedWidth, codedHeight, keyFrame, firstOfStream: isFirst, bytes };
    return { piece, ended: null };
  }

  /** Pictures pass encoder, link and decoder one behind the other: two are under way in the time one takes for all of it. */
  #measure(encodeMs: number, loopMs: number, pixels: number): void {
    const loop = loopMs > 0 ? loopMs : encodeMs;
    this.#leastLoopMs = Math.min(loop, this.#leastLoopMs);
    const pictureMs = Math.max(encodeMs, (loop - this.#leastLoopMs) / 2);
    this.#msAPixel += newMeasurementShare * (pictureMs / pixels - this.#msAPixel);
  }

  #differs(area: Area): boolean {
    const { width: stride, pixels } = this.#picture;
    for (let y = area.y; y < area.y + area.height; y++) {
      const at = y * stride + area.x;
      if (!this.#samePixels(pixels, at, this.#shown.pixels, at, area.width)) return true;
    }
    return false;
  }
}

/** How much longer than usual lossless may take before it becomes video. */
const patience: Record<ViewerWish['preference'], number> = { automatic: 1, sharper: 2, smoother: 0.6 };

function endsAfterMs(stream: Stream): number {
  return stream.frames <= 1 ? refineAfterMs : videoEndsAfterMs;
}
