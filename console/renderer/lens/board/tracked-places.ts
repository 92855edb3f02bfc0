import { blendTransforms } from '#shared/std/lens/board-geometry.ts';
import type { MarkTransform, TrackedFrame } from '#shared/std/lens/tracked-frame.ts';

/** Where a mark was in one frame; null while it was hidden. */
type Place = { readonly capturedAtMs: number; readonly transform: MarkTransform | null };

/** A picture that is on the screen is never older: jitter buffers and networks together stay below it. */
const keptMs = 3_000;
const maxPlaces = 120;
/**
 * The two clocks are known to some milliseconds: so near it is the very frame. Half of what is between two frames of the quickest
 * camera.
 */
const sameFrameMs = 8;
/** Farther apart nobody knows what happened between them. */
const maxGapMs = 250;

/** Where each mark was in the last seconds of the phone's camera, by the phone's clock. */
export class TrackedPlaces {
  readonly #places = new Map<number, Place[]>();
  #newestMs = -Infinity;

  /** Of no mark anything is known. */
  get isEmpty(): boolean {
    return this.#places.size === 0;
  }

  /** Whether something was said of the frame of this moment, or of a later one. */
  reach(capturedAtMs: number): boolean {
    return this.#newestMs >= capturedAtMs - sameFrameMs;
  }

  /** Frames may come in any order, and twice. */
  add(frame: TrackedFrame): void {
    const { capturedAtMs } = frame;
    this.#newestMs = Math.max(this.#newestMs, capturedAtMs);
    for (const { id, transform } of frame.marks) {
      const known = this.#places.get(id) ?? [];
      const newer = known.filter((place) => place.capturedAtMs > capturedAtMs);
      const older = known.filter((place) => place.capturedAtMs < capturedAtMs);
      const all = [...older, { capturedAtMs, transform }, ...newer];
      const newestMs = all.at(-1)?.capturedAtMs ?? capturedAtMs;
      const kept = all.filter((place, at) => at === all.length - 1 || place.capturedAtMs > newestMs - keptMs);
      this.#places.set(id, kept.slice(-maxPlaces));
    }
  }

  /**
   * Where the mark is in the frame of this moment (the newest without one): a transform, null while it is hidden, and
   * undefined while nothing is known of it.
   */
  at(id: number, capturedAtMs: number | null): MarkTransform | null | undefined {
    const places = this.#places.get(id);
    if (places === undefined) return undefined;
    if (capturedAtMs === null) return places.at(-1)?.transform;
    const before = places.findLast((place) => place.capturedAtMs <= capturedAtMs);
    const after = places.find((place) => place.capturedAtMs > capturedAtMs);
    if (before !== undefined && capturedAtMs - before.capturedAtMs <= sameFrameMs) return before.transform;
    if (after !== undefined && after.capturedAtMs - capturedAtMs <= sameFrameMs) return after.transform;
    if (before === undefined || after === undefined) return (before ?? after)?.transform;
    return between(before, after, capturedAtMs);
  }

  /** Only of these anything is known from here on. */
  keepOnly(ids: ReadonlySet<number>): void {
    for (const id of this.#places.keys()) if (!ids.has(id)) this.#places.delete(id);
  }

  /** The phone's clock is another: of each mark only where it was last stays, as if that had always been so. */
  restart(): void {
    this.#newestMs = -Infinity;
    for (const [id, places] of this.#places) {
      const last = places.at(-1);
      if (last !== undefined) this.#places.set(id, [{ ...last, capturedAtMs: -Infinity }]);
    }
  }
}

/** Where a mark is at this moment, by where it was in the two frames around it. */
function between(from: Place, to: Place, capturedAtMs: number): MarkTransform | null {
  const nearest = capturedAtMs < to.capturedAtMs ? from : to;
  if (from.transform === null || to.transform === null) return nearest.transform;
  const gapMs = to.capturedAtMs - from.capturedAtMs;
  if (gapMs > maxGapMs) return nearest.transform; // A mark that was not named was where it was.
  return blendTransforms(from.transform, to.transform, (capturedAtMs - from.capturedAtMs) / gapMs);
}
