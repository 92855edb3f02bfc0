import type { AnchorState, Area, TrackedFrame } from './scene-tracker.ts';

/**
 * To the worker that tracks. `Picture` is a VideoFrame or an ImageBitmap, which the worker closes. One frame at a time: the page sends its
 * newest when the last was answered, so that nothing ever waits in a queue.
 */
export type ToVision<Picture> =
  | { readonly kind: 'frame'; readonly picture: Picture; readonly capturedAtMs: number }
  /** `seen`: the JPEG that the technician drew on. Answered by `anchored`. */
  | { readonly kind: 'anchor'; readonly id: number; readonly seen: Uint8Array; readonly area: Area }
  /** A drawing that has grown: `area` is all of it. */
  | { readonly kind: 'extend'; readonly id: number; readonly area: Area }
  | { readonly kind: 'release'; readonly id: number }
  | { readonly kind: 'clear' };

export type FromVision =
  /** The library runs. `loadMs` with fetching it. */
  | { readonly kind: 'ready'; readonly loadMs: number }
  /** For each frame, in their order. */
  | { readonly kind: 'tracked'; readonly frame: TrackedFrame }
  | { readonly kind: 'anchored'; readonly id: number; readonly state: AnchorState }
  /** Even the smallest picture is too much for this phone: freeze and draw instead. Told once; nothing follows. */
  | { readonly kind: 'tooSlow'; readonly tracksPerSecond: number }
  /** The library could not be loaded, or broke. Told once; nothing follows. */
  | { readonly kind: 'failed'; readonly why: string };
