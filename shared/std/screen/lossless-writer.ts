import type { Clock } from '../core/clock.ts';
import type { Area } from './area.ts';
import { intersection } from './area.ts';
import type { ChangedPart } from './changed-tiles.ts';
import { copyPixels } from './copy-pixels.ts';
import type { Frame } from './frame-format.ts';
import type { Picture } from './picture.ts';
import { PixelWriter } from './pixel-writer.ts';
import { maxAreasAFrame } from './screen-limits.ts';
import type { TileGrid } from './tile-grid.ts';

/** Below this deflate costs more than it saves. */
const fewestDeflatedBytes = 64;
/** Pixel codes in one frame at most: those of a page full of text. What is more comes in the next, and a key pressed before it. */
const mostCodesBytes = 768 * 1024;
/** Bytes that an area costs beside its pixels. */
const areaBytes = 8;
/** A tile that had no room for this long goes before whatever changes now. */
const longWaitMs = 1_000;
/** The viewer's undoing of deflate, in script, takes about as long as half of ours. */
const inflateShare = 0.5;
/** Milliseconds to write and read a byte of pixel codes. */
const codeMs = 1 / 80_000;
/** What deflate does before it was measured here: bytes left of each, and milliseconds a byte. */
const usualRatio = { cheap: 0.5, costly: 0.85 };
const usualDeflateMs = 1 / 60_000;
/** A measurement counts for this share of what is believed. */
const newShare = 0.25;
/** Decided against deflate, it is tried all the same once in so many frames: pictures change. */
const retryFrames = 32;

type Kind = 'cheap' | 'costly';

/** Writes changed parts into a frame: what is cheap and new first, as far as there is room. Compresses where that saves time. */
export class LosslessWriter {
  readonly #clock: Clock;
  readonly #deflate: (bytes: Uint8Array) => Uint8Array;
  readonly #writer = new PixelWriter();
  readonly #ratio: Record<Kind, number> = { ...usualRatio };
  #deflateMsAByte = usualDeflateMs;
  #plainFrames = 0;
  #areas: Area[] = [];
  #pixels = 0;

  constructor(options: { readonly clock: Clock; readonly deflate: (bytes: Uint8Array) => Uint8Array }) {
    this.#clock = options.clock;
    this.#deflate = options.deflate;
  }

  begin(): void {
    this.#writer.begin();
    this.#areas = [];
    this.#pixels = 0;
  }

  get areas(): readonly Area[] {
    return this.#areas;
  }

  /** About what the frame's pixels will have on the wire. */
  get expectedBytes(): number {
    const kind = this.#kind();
    return this.#writer.length * this.#ratio[kind] + this.#areas.length * areaBytes;
  }

  /**
   * Writes `parts` until there are `budgetBytes`; at least one, so that the smallest budget gets on. `shown` becomes the same
   * there. Returns whether all of them are written; the others wait.
   */
  write(parts: readonly ChangedPart[], picture: Picture, shown: Picture, grid: TileGrid, budgetBytes: number): boolean {
    const nowMs = this.#clock.monotonicMs();
    let isFull = false;
    for (const whole of inOrder(parts, grid, nowMs)) {
      for (const part of this.#fitting(whole, grid, budgetBytes) ? [whole] : tilesOf(whole, grid)) {
        isFull ||= this.#areas.length > 0 && !this.#fitting(part, grid, budgetBytes);
        if (isFull) grid.setWaiting(part, nowMs);
        else this.#writePart(part, picture, shown, grid);
      }
    }
    return !isFull;
  }

  /** What was written, as it travels. A view that the next frame writes over, if it is not compressed. */
  codes(bitsPerSecond: number): Frame['codes'] {
    const plain = this.#writer.bytes;
    const sizeBytes = plain.length;
    if (sizeBytes < fewestDeflatedBytes) return { bytes: plain, deflated: false, sizeBytes };
    const kind = this.#kind();
    const { plainMs, deflatedMs } = this.#wireMs(sizeBytes, kind, bitsPerSecond);
    if (plainMs < deflatedMs && this.#plainFrames < retryFrames) {
      this.#plainFrames++;
      return { bytes: plain, deflated: false, sizeBytes };
    }
    this.#plainFrames = 0;
    const startMs = this.#clock.monotonicMs();
    const bytes = this.#deflate(plain);
    this.#deflateMsAByte += newShare * ((this.#clock.monotonicMs() - startMs) / sizeBytes - this.#deflateMsAByte);
    this.#ratio[kind] += newShare * (bytes.length / sizeBytes - this.#ratio[kind]);
    return bytes.length < sizeBytes
      ? { bytes, deflated: true, sizeBytes }
      : { bytes: plain, deflated: false, sizeBytes };
  }

  /** Milliseconds until so many bytes of a photograph's pixel codes are drawn. */
  expectedMs(codeBytes: number, bitsPerSecond: number): number {
    const { plainMs, deflatedMs } = this.#wireMs(codeBytes, 'costly', bitsPerSecond);
    return codeBytes * codeMs + Math.min(plainMs, deflatedMs);
  }

  /** Milliseconds from written to read, by either way. */
  #wireMs(sizeBytes: number, kind: Kind, bitsPerSecond: number): { plainMs: number; deflatedMs: number } {
    const plainMs = (sizeBytes * 8_000) / Math.max(1, bitsPerSecond);
    const deflateMs = sizeBytes * this.#deflateMsAByte * (1 + inflateShare);
    return { plainMs, deflatedMs: plainMs * this.#ratio[kind] + deflateMs };
  }

  #writePart(part: ChangedPart, picture: Picture, shown: Picture, grid: TileGrid): void {
    const before = this.#writer.length;
    const pixels = part.area.width * part.area.height;
    this.#writer.write(picture, part.area);
    copyPixels(picture, shown, part.area);
    grid.setSent(part, (this.#writer.length - before) / pixels);
    this.#pixels += pixels;
    this.#areas.push(part.area);
  }

  /** Whether there is room for it, if it costs what such tiles cost. */
  #fitting({ area, firstTile }: ChangedPart, grid: TileGrid, budgetBytes: number): boolean {
    const codeBytes = area.width * area.height * grid.costOf(firstTile);
    const bytes = codeBytes * this.#ratio[grid.isCostly(firstTile) ? 'costly' : 'cheap'];
    return (
      this.expectedBytes + bytes <= budgetBytes &&
      this.#writer.length <= mostCodesBytes &&
      this.#areas.length < maxAreasAFrame
    );
  }

  #kind(): Kind {
    return this.#writer.length > this.#pixels / 2 ? 'costly' : 'cheap';
  }
}

/** The same, tile by tile. */
function tilesOf({ area, firstTile, tileCount }: ChangedPart, grid: TileGrid): readonly ChangedPart[] {
  return Array.from({ length: tileCount }, (_, index) => ({
    area: intersection(area, { ...grid.areaOf(firstTile + index), y: area.y, height: area.height }),
    firstTile: firstTile + index,
    tileCount: 1,
  }));
}

/** What is cheap before what is costly, and of each what changed just now before what has waited: a key pressed is seen first. */
function inOrder(parts: readonly ChangedPart[], grid: TileGrid, nowMs: number): readonly ChangedPart[] {
  if (parts.length < 2) return parts;
  const rankOf = (part: ChangedPart): number => {
    const waitedMs = grid.waitedMs(part.firstTile, nowMs);
    return (grid.isCostly(part.firstTile) ? 2 : 0) + (waitedMs > 0 && waitedMs < longWaitMs ? 1 : 0);
  };
  const byRank: ChangedPart[][] = [[], [], [], []];
  for (const part of parts) byRank[rankOf(part)]?.push(part);
  return byRank.flat();
}
