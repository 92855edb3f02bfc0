import type { Area } from './area.ts';
import type { ChangedRows } from './changed-rows.ts';
import type { Picture } from './picture.ts';

/** How far something moved: what is at (x, y) now was at (x - right, y - down). */
export type Motion = { readonly right: number; readonly down: number };

/** Pixels of an anchor: two or three letters, which seldom come twice in a row of pixels that long. */
const anchorPixels = 32;
/** Changes of colour in an anchor: fewer are borders and empty lines, which are everywhere. */
const fewestEdges = 6;
const anchorRows = 32;
/** Anchors in a row, one from each part of it, so that what is fixed or new at one side does not take them all. */
const anchorsARow = 2;
const mostAnchors = anchorRows * anchorsARow;
/** An anchor found more often than this is a pattern that says nothing. */
const mostPlaces = 24;
/** Multiples of the golden ratio are spread evenly, and follow no other number. */
const unevenness = 0.618;
/** Rows are looked through in this order of their remainder by 8: what moved is found after an eighth of them or two. */
const rowOrder = [0, 4, 2, 6, 1, 5, 3, 7] as const;
const rowStep = 8;
/** Half of all rows, and nothing: then it is not worth more of the frame's time. */
const mostPasses = 4;
/** Around an anchor these rows are looked at, too: letters and borders have rows that are the same as the next. */
const rowsAround = [0, -1, 1, 3] as const;
/** Directly found at their old place: enough to look no further, and enough to believe at the end. */
const sureShare = 0.4;
const believableShare = 0.15;
const fewestAgreeing = 3;

const hashFactor = 0x01000193;
const filterBits = 12;
const slots = 256;

/**
 * Finds what moved, by distinctive runs of pixels (anchors) in what changed: their hashes are looked for in what was shown. A
 * scrolled page and a dragged window are the same to it.
 */
export class MotionSearch {
  readonly #x = new Int32Array(mostAnchors);
  readonly #y = new Int32Array(mostAnchors);
  readonly #hash = new Int32Array(mostAnchors);
  readonly #places = new Int32Array(mostAnchors);
  readonly #filter = new Uint8Array(1 << filterBits);
  /** Hash table of anchors by hash; an anchor's number plus one. */
  readonly #slots = new Uint8Array(slots);
  readonly #votes = new Map<number, number>();
  /** The factor of the pixel that leaves the window. */
  readonly #leaving: number;
  #count = 0;
  #last: Motion | null = null;

  constructor() {
    let factor = 1;
    for (let index = 0; index < anchorPixels; index++) factor = Math.imul(factor, hashFactor);
    this.#leaving = factor;
  }

  /**
   * The motion that most of what changed agrees with, of the share of it that can be found again, or null. It may still be wrong
   * for every single pixel.
   */
  find(picture: Picture, shown: Picture, rows: ChangedRows, region: Area, knownShare: number): Motion | null {
    this.#chooseAnchors(picture, shown, rows, region);
    if (this.#count < fewestAgreeing) return null;
    // Whoever scrolls goes on scrolling.
    const sure = Math.max(fewestAgreeing, sureShare * knownShare * this.#count);
    if (this.#last !== null && this.#agreeing(picture, shown, this.#last) >= sure) return this.#last;
    this.#fillTable();
    this.#votes.clear();
    let best: Motion | null = null;
    let bestAgreeing = 0;
    for (const remainder of rowOrder.slice(0, mostPasses)) {
      for (let row = remainder; row < region.height; row += rowStep) this.#lookThrough(shown, region.y + row, region);
      for (const motion of this.#mostVoted()) {
        const agreeing = this.#agreeing(picture, shown, motion);
        if (agreeing <= bestAgreeing) continue;
        best = motion;
        bestAgreeing = agreeing;
      }
      if (bestAgreeing >= sure) break;
    }
    if (bestAgreeing < Math.max(fewestAgreeing, believableShare * knownShare * this.#count)) return null;
    this.#last = best;
    return best;
  }

  #chooseAnchors(picture: Picture, shown: Picture, rows: ChangedRows, region: Area): void {
    this.#count = 0;
    const step = region.height / Math.min(anchorRows, region.height);
    for (let index = 0; index * step < region.height; index++) {
      // Unevenly: else all could be at remainders that are looked through last.
      const y = region.y + Math.floor((index + ((index * unevenness) % 1)) * step);
      if (y >= region.y + region.height) break;
      const start = Math.max(region.x, rows.startOf(y));
      const end = Math.min(region.x + region.width, rows.endOf(y));
      const part = Math.floor((end - start) / anchorsARow);
      if (part < anchorPixels) {
        if (end - start >= anchorPixels) this.#chooseAnchor(picture, shown, y, start, end);
        continue;
      }
      for (let side = 0; side < anchorsARow; side++) {
        this.#chooseAnchor(picture, shown, y, start + side * part, start + (side + 1) * part);
      }
    }
  }

  /** The run of pixels with the most changes of colour between `start` and `end` that is not shown there already. */
  #chooseAnchor(picture: Picture, shown: Picture, y: number, start: number, end: number): void {
    const { pixels, width } = picture;
    const row = y * width;
    let most = fewestEdges - 1;
    let chosen = -1;
    let edgesBefore = 0;
    let previous = pixels[row + start];
    // By halves of an anchor: the best place is found within half of one.
    for (let half = start; half + anchorPixels / 2 <= end; half += anchorPixels / 2) {
      let edges = 0;
      for (let at = row + half, halfEnd = at + anchorPixels / 2; at < halfEnd; at++) {
        const pixel = pixels[at];
        if (pixel !== previous) edges++;
        previous = pixel;
      }
      if (half > start && edgesBefore + edges > most) {
        most = edgesBefore + edges;
        chosen = half - anchorPixels / 2;
      }
      edgesBefore = edges;
    }
    if (chosen < 0 || this.#count >= mostAnchors || isSame(picture, shown, chosen, y, 0, 0)) return;
    this.#x[this.#count] = chosen;
    this.#y[this.#count] = y;
    let hash = 0;
    for (let x = chosen; x < chosen + anchorPixels; x++)
      hash = (Math.imul(hash, hashFactor) + (pixels[row + x] ?? 0)) | 0;
    this.#hash[this.#count++] = hash;
  }

  #fillTable(): void {
    this.#filter.fill(0);
    this.#slots.fill(0);
    this.#places.fill(0);
    for (let anchor = 0; anchor < this.#count; anchor++) {
      const hash = this.#hash[anchor] ?? 0;
      this.#filter[filterOf(hash)] = 1;
      let slot = slotOf(hash);
      while (this.#slots[slot] !== 0) slot = (slot + 1) % slots;
      this.#slots[slot] = anchor + 1;
    }
  }

  /** Hashes every run of pixels of one row of what was shown, and votes where it is an anchor's. */
  #lookThrough(shown: Picture, y: number, region: Area): void {
    const { pixels, width } = shown;
    const filter = this.#filter;
    const leaving = this.#leaving;
    let at = y * width + region.x;
    const end = at + region.width;
    if (region.width < anchorPixels) return;
    let hash = 0;
    for (const first = at + anchorPixels; at < first; at++)
      hash = (Math.imul(hash, hashFactor) + (pixels[at] ?? 0)) | 0;
    for (;;) {
      if (filter[hash >>> (32 - filterBits)] === 1) this.#vote(hash, at - anchorPixels - y * width, y);
      if (at >= end) break;
      hash = (Math.imul(hash, hashFactor) + (pixels[at] ?? 0) - Math.imul(pixels[at - anchorPixels] ?? 0, leaving)) | 0;
      at++;
    }
  }

  #vote(hash: number, x: number, y: number): void {
    for (let slot = slotOf(hash); this.#slots[slot] !== 0; slot = (slot + 1) % slots) {
      const anchor = (this.#slots[slot] ?? 0) - 1;
      if (this.#hash[anchor] !== hash) continue;
      const places = (this.#places[anchor] ?? 0) + 1;
      this.#places[anchor] = places;
      if (places > mostPlaces) continue;
      const key = keyOf((this.#x[anchor] ?? 0) - x, (this.#y[anchor] ?? 0) - y);
      this.#votes.set(key, (this.#votes.get(key) ?? 0) + 1);
    }
  }

  #mostVoted(): readonly Motion[] {
    return [...this.#votes]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, 3)
      .map(([key]) => motionOf(key))
      .filter((motion) => motion.right !== 0 || motion.down !== 0);
  }

  #agreeing(picture: Picture, shown: Picture, motion: Motion): number {
    let agreeing = 0;
    for (let anchor = 0; anchor < this.#count; anchor++) {
      const x = this.#x[anchor] ?? 0;
      const y = this.#y[anchor] ?? 0;
      const isThere = (around: number): boolean =>
        y + around < 0 ||
        y + around >= picture.height ||
        isSame(picture, shown, x, y + around, motion.right, motion.down);
      if (rowsAround.every(isThere)) agreeing++;
    }
    return agreeing;
  }
}

/** Whether the run of pixels at (x, y) was shown that far left of it and above. */
function isSame(picture: Picture, shown: Picture, x: number, y: number, right: number, down: number): boolean {
  const fromX = x - right;
  const fromY = y - down;
  if (fromX < 0 || fromY < 0 || fromX + anchorPixels > shown.width || fromY >= shown.height) return false;
  const now = y * picture.width + x;
  const before = fromY * shown.width + fromX;
  for (let index = 0; index < anchorPixels; index++) {
    if (picture.pixels[now + index] !== shown.pixels[before + index]) return false;
  }
  return true;
}

function filterOf(hash: number): number {
  return hash >>> (32 - filterBits);
}

function slotOf(hash: number): number {
  return (hash >>> 8) % slots;
}

const keyFactor = 0x10000;
const keyOffset = 0x8000;

function keyOf(right: number, down: number): number {
  return (right + keyOffset) * keyFactor + down + keyOffset;
}

function motionOf(key: number): Motion {
  return { right: Math.floor(key / keyFactor) - keyOffset, down: (key % keyFactor) - keyOffset };
}
