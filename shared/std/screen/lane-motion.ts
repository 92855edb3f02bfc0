import type { Clock } from '../core/clock.ts';
import type { ChangedRows } from './changed-rows.ts';
import { MotionSearch } from './motion-search.ts';
import type { Move } from './move-pixels.ts';
import { movePixels } from './move-pixels.ts';
import { MovedArea } from './moved-area.ts';
import type { Area } from './area.ts';
import { intersection, isEmpty } from './area.ts';
import type { Picture, SamePixels } from './picture.ts';
import { maxMovesAFrame, tileSidePixels } from './screen-limits.ts';
import type { TileGrid } from './tile-grid.ts';

/** A smaller change is sent faster than searched for. */
const fewestPixels = 64 * 64;
const smallestShareOfScreen = 0.01;
/** A move has to make this share of the changes right. */
const smallestGainShare = 0.1;
/** Searching no more than this costs nothing to speak of. */
const cheapShareOfScreen = 0.125;
/** Another move is looked for while this share of the first changes is left. */
const restShare = 0.4;
/** Video moves nothing: after a search in vain the next waits this long, twice as long each time, up to the most. */
const firstWaitMs = 20;
const longestWaitMs = 250;

/** Finds what moved since the last frame, and moves it in what is shown. */
export class LaneMotion {
  readonly #clock: Clock;
  readonly #samePixels: SamePixels;
  readonly #search = new MotionSearch();
  readonly #area: MovedArea;
  #waitMs = 0;
  #notBeforeMs = 0;

  constructor(options: { readonly samePixels: SamePixels; readonly clock: Clock }) {
    this.#clock = options.clock;
    this.#samePixels = options.samePixels;
    this.#area = new MovedArea(options.samePixels);
  }

  /**
   * The moves, in their order; `shown` and `rows` are as after them. None of them touches `forbidden`. On a slow link the viewer
   * waits for some tiles of `grid` still: what is shown there is older than the last frame, and is not looked at for motion.
   */
  apply(
    picture: Picture,
    shown: Picture,
    rows: ChangedRows,
    { forbidden, grid }: { readonly forbidden: Area | null; readonly grid: TileGrid },
  ): readonly Move[] {
    const moves: Move[] = [];
    const changedAtFirst = rows.pixels();
    let changed = changedAtFirst;
    let searchedPixels = 0;
    const enough = Math.max(fewestPixels, smallestShareOfScreen * picture.pixels.length);
    if (changed < enough || this.#clock.monotonicMs() < this.#notBeforeMs) return moves;
    while (moves.length < maxMovesAFrame && changed >= Math.max(enough, restShare * changedAtFirst)) {
      const hull = rows.hull();
      const known = grid.knownIn(hull);
      const region = intersection(hull, withMargin(known.area));
      searchedPixels += region.width * region.height;
      const motion = this.#search.find(picture, shown, rows, region, known.share);
      if (motion === null) break;
      const grown = this.#area.grow(picture, shown, rows, hull, motion);
      if (
        grown === null ||
        grown.gain < smallestGainShare * known.share * Math.min(changed, region.width * region.height)
      )
        break;
      const move = forbidden === null ? grown.move : besides(grown.move, forbidden);
      if (move === null) break;
      moves.push(move);
      movePixels(shown.pixels, shown.width, move);
      this.#updateRows(picture, shown, rows, move.to);
      changed = rows.pixels();
    }
    if (moves.length > 0 || searchedPixels > cheapShareOfScreen * picture.pixels.length)
      this.#remember(moves.length > 0);
    return moves;
  }

  /** Most rows are known to be right now; only the others are compared again. */
  #updateRows(picture: Picture, shown: Picture, rows: ChangedRows, moved: Area): void {
    const right = moved.x + moved.width;
    for (let row = moved.y; row < moved.y + moved.height; row++) {
      const isInside = rows.startOf(row) >= moved.x && rows.endOf(row) <= right;
      if (isInside && this.#area.isRowRight(row)) rows.empty(row);
      else rows.add({ ...moved, y: row, height: 1 });
    }
    rows.narrow(picture, shown, this.#samePixels, moved.y, moved.y + moved.height);
  }

  #remember(found: boolean): void {
    this.#waitMs = found ? 0 : Math.min(longestWaitMs, Math.max(firstWaitMs, 2 * this.#waitMs));
    this.#notBeforeMs = this.#clock.monotonicMs() + this.#waitMs;
  }
}

/** Known tiles may have moved by as much as one of them. */
function withMargin(area: Area): Area {
  if (isEmpty(area)) return area;
  const { x, y, width, height } = area;
  return {
    x: x - tileSidePixels,
    y: y - tileSidePixels,
    width: width + 2 * tileSidePixels,
    height: height + 2 * tileSidePixels,
  };
}

/** The largest strip of a move that neither reads nor writes there; null if that is none. */
function besides(move: Move, forbidden: Area): Move | null {
  const [right, down] = [move.to.x - move.fromX, move.to.y - move.fromY];
  let rest: Move | null = move;
  for (const hole of [forbidden, { ...forbidden, x: forbidden.x + right, y: forbidden.y + down }]) {
    if (rest === null) return null;
    const { x, y, width, height } = rest.to;
    if (isEmpty(intersection(rest.to, hole))) continue;
    const strips: readonly Area[] = [
      { x, y, width, height: hole.y - y },
      { x, y: hole.y + hole.height, width, height: y + height - hole.y - hole.height },
      { x, y, width: hole.x - x, height },
      { x: hole.x + hole.width, y, width: x + width - hole.x - hole.width, height },
    ];
    const [best] = strips
      .filter((strip) => !isEmpty(strip))
      .toSorted((a, b) => b.width * b.height - a.width * a.height);
    rest = best === undefined ? null : { to: best, fromX: best.x - right, fromY: best.y - down };
  }
  return rest;
}
