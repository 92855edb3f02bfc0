import { SceneTracker, type GreyFrame, type Homography } from '#applet/lens/scene-tracker.ts';
import type { Vision } from '#applet/lens/vision.ts';
import { percentile } from '../support/spread.ts';
import { throughCodec } from './codec.ts';
import { frameCount, isCovered, type SequencePhotographer } from './photograph-sequence.ts';
import { framesPerSecond, type Drawing, type Sequence } from './sequences.ts';
import { project, viewHeight, viewToWorld, viewWidth, worldToView } from './virtual-camera.ts';

/** How one sequence came out. Distances in pixels at 640 pixels' width. */
export type SequenceResult = {
  readonly name: string;
  readonly medianPx: number | null;
  readonly p95Px: number | null;
  readonly worstPx: number | null;
  /** Of all times that a drawing's middle was to be seen: how often it was not shown. */
  readonly lostShare: number;
  readonly fps: number;
  readonly msPerFrame: number;
  readonly worstMs: number;
  /** To take a drawing up; the frames that come meanwhile are missed. */
  readonly anchorMs: number;
  /** From when a drawing's middle is to be seen again until it is shown, at worst; null where none went away. */
  readonly foundAgainMs: number | null;
  /** Drawings that were refused as having nothing to hold on to. */
  readonly refused: number;
  readonly drawings: number;
};

/** What the technician's picture went through: a video codec, and the JPEG that came back. */
const seenQualities = [55, 80] as const;
/** A middle this near to the edge may be in or out, in pixels. */
const edge = 10;
/** Out of sight at least so long, to count as gone. */
const goneMs = 300;
/** Back is what is shown within so many pixels of the truth. */
const mostBackPx = 6;

type Point = { readonly x: number; readonly y: number };
/** A drawing as the tracker knows it, and the truth about it. */
type Live = {
  readonly id: number;
  /** Its middle in the world. */
  readonly middle: Point;
  /** Corners and middle, on the picture seen and in the world. */
  readonly points: readonly { readonly seen: Point; readonly world: Point }[];
  outOfSightSinceMs: number | null;
  backSinceMs: number | null;
};

export function measureSequence(
  sequence: Sequence,
  photographer: SequencePhotographer,
  vision: Vision,
): SequenceResult {
  const tracker = new SceneTracker(vision, { nowMs: processorMs });
  const distances: number[] = [];
  const costs: number[] = [];
  const anchorCosts: number[] = [];
  const foundAgain: number[] = [];
  const live: Live[] = [];
  let [visible, lost, refused] = [0, 0, 0];
  for (let index = 0; index < frameCount; index++) {
    const nowMs = (1_000 * index) / framesPerSecond;
    const pixels = photographer.photograph(sequence, index);
    const tracked = tracker.track({ width: viewWidth, height: viewHeight, pixels, capturedAtMs: nowMs });
    costs.push(tracked.costMs);
    const truth = worldToView(sequence.poseAt(nowMs / 1_000));
    const hand = sequence.handAt?.(nowMs / 1_000) ?? null;
    for (const drawing of live) {
      const transform = tracked.anchors.find(({ id }) => id === drawing.id)?.transform ?? null;
      const distance = transform === null ? null : meanDistance(drawing, transform, truth);
      const middle = project(truth, drawing.middle.x, drawing.middle.y);
      const isVisible =
        middle.x > edge && middle.y > edge && middle.x < viewWidth - edge && middle.y < viewHeight - edge;
      if (distance !== null) distances.push(distance);
      if (!isVisible || isCovered(hand, middle.x, middle.y)) {
        drawing.outOfSightSinceMs ??= nowMs;
        drawing.backSinceMs = null;
        continue;
      }
      visible += 1;
      if (distance === null) lost += 1;
      if (drawing.outOfSightSinceMs !== null) {
        if (nowMs - drawing.outOfSightSinceMs >= goneMs) drawing.backSinceMs = nowMs;
        drawing.outOfSightSinceMs = null;
      }
      if (drawing.backSinceMs !== null && distance !== null && distance <= mostBackPx) {
        foundAgain.push(nowMs - drawing.backSinceMs);
        drawing.backSinceMs = null;
      }
    }
    for (const [id, drawing] of sequence.drawings.entries()) {
      if (Math.round(((drawing.drawnAtMs + drawing.delayMs) * framesPerSecond) / 1_000) !== index) continue;
      const made = draw(id, drawing, sequence, photographer);
      const startedMs = processorMs();
      const state = tracker.anchor(id, made.frame, made.area);
      anchorCosts.push(processorMs() - startedMs);
      if (state === 'cannotHold') refused += 1;
      live.push(made.live);
    }
  }
  tracker.dispose();
  // What was never found again took until the end.
  const endMs = (1_000 * frameCount) / framesPerSecond;
  for (const { backSinceMs } of live) if (backSinceMs !== null) foundAgain.push(endMs - backSinceMs);
  const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
  return {
    name: sequence.name,
    medianPx: distances.length === 0 ? null : round(percentile(distances, 0.5), 2),
    p95Px: distances.length === 0 ? null : round(percentile(distances, 0.95), 2),
    worstPx: distances.length === 0 ? null : round(Math.max(...distances), 1),
    lostShare: visible === 0 ? 0 : round(lost / visible, 4),
    fps: round(1_000 / mean, 0),
    msPerFrame: round(mean, 1),
    worstMs: round(Math.max(...costs), 0),
    anchorMs: round(Math.max(0, ...anchorCosts), 0),
    foundAgainMs: foundAgain.length === 0 ? null : round(Math.max(...foundAgain), 0),
    refused,
    drawings: sequence.drawings.length,
  };
}

/** The picture that was drawn on, as it comes back from the technician, and where the drawing is in it and in the world. */
function draw(
  id: number,
  { x, y, size, drawnAtMs }: Drawing,
  sequence: Sequence,
  photographer: SequencePhotographer,
): { readonly frame: GreyFrame; readonly area: Parameters<SceneTracker['anchor']>[2]; readonly live: Live } {
  const index = Math.round((drawnAtMs * framesPerSecond) / 1_000);
  let pixels = photographer.photograph(sequence, index);
  for (const quality of seenQualities) pixels = throughCodec({ width: viewWidth, height: viewHeight, pixels }, quality);
  const truth = worldToView(sequence.poseAt(index / framesPerSecond));
  const half = size / 2;
  const corners = [
    [x - half, y - half],
    [x + half, y - half],
    [x + half, y + half],
    [x - half, y + half],
  ].map(([cornerX = 0, cornerY = 0]) => project(truth, cornerX, cornerY));
  const [left, right] = [
    Math.min(...corners.map((corner) => corner.x)),
    Math.max(...corners.map((corner) => corner.x)),
  ];
  const [top, bottom] = [
    Math.min(...corners.map((corner) => corner.y)),
    Math.max(...corners.map((corner) => corner.y)),
  ];
  if (left < 0 || top < 0 || right > viewWidth || bottom > viewHeight) {
    throw new Error(`${sequence.name}: drawing ${id} is not in the picture of ${drawnAtMs} ms`);
  }
  // The drawing is what was drawn on the picture: its own corners, taken back to the world by the truth.
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  const inView = [middle, { x: left, y: top }, { x: right, y: top }, { x: right, y: bottom }, { x: left, y: bottom }];
  const back = viewToWorld(truth);
  return {
    frame: { width: viewWidth, height: viewHeight, pixels, capturedAtMs: drawnAtMs },
    area: { left: left / viewWidth, top: top / viewWidth, right: right / viewWidth, bottom: bottom / viewWidth },
    live: {
      id,
      middle: project(back, middle.x, middle.y),
      points: inView.map((point) => ({
        seen: { x: point.x / viewWidth, y: point.y / viewWidth },
        world: project(back, point.x, point.y),
      })),
      outOfSightSinceMs: null,
      backSinceMs: null,
    },
  };
}

/** Of a drawing's corners and middle, between where the tracker has them and where they are. */
function meanDistance({ points }: Live, transform: Homography, truth: readonly number[]): number {
  const each = points.map(({ seen, world }) => {
    const shown = project(transform, seen.x, seen.y);
    const real = project(truth, world.x, world.y);
    return Math.hypot(shown.x * viewWidth - real.x, shown.y * viewWidth - real.y);
  });
  return each.reduce((sum, distance) => sum + distance, 0) / each.length;
}

/** This thread's time on its core: what other programs do meanwhile is not the tracker's cost. */
function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
