import type { Clock } from '../core/clock.ts';
import type { ChangedRows } from './changed-rows.ts';
import { MotionSearch } from './motion-search.ts';
import type { Move } from './move-pixels.ts';
import { movePixels } from './move-pixels.ts';
import { MovedArea } from './moved-area.ts';
import type { Picture, SamePixels } from './picture.ts';
import { maxMovesAFrame } from './screen-limits.ts';

/** A smaller change is sent faster than searched for. */
const fewestPixels = 64 * 64;
const smallestShareOfScreen = 0.01;
/** A move has to make this share of the changes right. */
const smallestGainShare = 0.1;
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

  /** The moves, in their order; `shown` and `rows` are as after them. */
  apply(picture: Picture, shown: Picture, rows: ChangedRows): readonly Move[] {
    const moves: Move[] = [];
    const changedAtFirst = rows.pixels();
    let changed = changedAtFirst;
    const enough = Math.max(fewestPixels, smallestShareOfScreen * picture.pixels.length);
    if (changed < enough || this.#clock.monotonicMs() < this.#notBeforeMs) return moves;
    while (moves.length < maxMovesAFrame && changed >= Math.max(enough, restShare * changedAtFirst)) {
      const hull = rows.hull();
      const motion = this.#search.find(picture, shown, rows, hull);
      if (motion === null) break;
      const grown = this.#area.grow(picture, shown, rows, hull, motion);
      if (grown === null || grown.gain < smallestGainShare * changed) break;
      moves.push(grown.move);
      movePixels(shown.pixels, shown.width, grown.move);
      rows.add(grown.move.to);
      rows.narrow(picture, shown, this.#samePixels);
      changed = rows.pixels();
    }
    this.#remember(moves.length > 0);
    return moves;
  }

  #remember(found: boolean): void {
    this.#waitMs = found ? 0 : Math.min(longestWaitMs, Math.max(firstWaitMs, 2 * this.#waitMs));
    this.#notBeforeMs = this.#clock.monotonicMs() + this.#waitMs;
  }
}
