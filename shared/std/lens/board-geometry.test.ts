import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyTransform,
  blendTransforms,
  fitPicture,
  identityTransform,
  invertTransform,
  markArea,
  markLines,
  scaleAt,
} from './board-geometry.ts';
import { markTools } from './board.ts';
import type { MarkTransform } from './tracked-frame.ts';

const turned: MarkTransform = [0, -2, 0.5, 2, 0, 0.1, 0, 0, 1];
const tilted: MarkTransform = [1, 0, 0, 0, 1, 0, 0.8, 0, 1];

describe('transforms of marks', () => {
  it('move, turn and scale points, and know by how much', () => {
    expect(applyTransform(identityTransform, [0.3, 0.4])).toEqual([0.3, 0.4]);
    expect(applyTransform(turned, [0.1, 0.2])).toEqual([0.5 - 0.4, 0.2 + 0.1]);
    expect(scaleAt(turned, [0.7, 0.1])).toBeCloseTo(2);
  });

  it('make what is farther away smaller, and do not show what is beyond the horizon', () => {
    expect(scaleAt(tilted, [1, 0])).toBeLessThan(scaleAt(tilted, [0, 0]) / 2);
    expect(applyTransform(tilted, [-1.3, 0])).toBeNull();
  });

  it('say of the scale what small squares measure', () => {
    const small = 1e-6;
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (x, y) => {
        const corners = [applyTransform(tilted, [x, y]), applyTransform(tilted, [x + small, y])] as const;
        const below = applyTransform(tilted, [x, y + small]);
        if (corners[0] === null || corners[1] === null || below === null) return;
        const [ax, ay] = [corners[1][0] - corners[0][0], corners[1][1] - corners[0][1]];
        const [bx, by] = [below[0] - corners[0][0], below[1] - corners[0][1]];
        expect(Math.sqrt(Math.abs(ax * by - ay * bx)) / small).toBeCloseTo(scaleAt(tilted, [x, y]), 3);
      }),
    );
  });

  it('lead back, but for a plane that is seen on its edge', () => {
    for (const transform of [
      identityTransform,
      turned,
      tilted,
      [1.1, 0.2, -0.1, -0.3, 0.9, 0.2, 0.2, -0.3, 1] as const,
    ]) {
      const seen = applyTransform(transform, [0.3, 0.4]) ?? [Number.NaN, Number.NaN];
      const back = applyTransform(invertTransform(transform) ?? identityTransform, seen);
      expect(back?.[0]).toBeCloseTo(0.3);
      expect(back?.[1]).toBeCloseTo(0.4);
    }
    expect(invertTransform([1, 1, 0, 1, 1, 0, 0, 0, 1])).toBeNull();
  });

  it('are blended between two moments', () => {
    expect(blendTransforms(identityTransform, turned, 0)).toEqual(identityTransform);
    expect(blendTransforms(identityTransform, turned, 1)).toEqual(turned);
    expect(applyTransform(blendTransforms(identityTransform, [1, 0, 0.2, 0, 1, 0, 0, 0, 1], 0.5), [0, 0])).toEqual([
      0.1, 0,
    ]);
  });
});

describe('what a mark is made of', () => {
  it('an arrow ends with its head at the last point, whatever was between', () => {
    const [shaft, head] = markLines({
      tool: 'arrow',
      width: 0.01,
      points: [
        [0, 0],
        [0.9, 0.9],
        [0.5, 0],
      ],
    });
    expect(shaft).toEqual([
      [0, 0],
      [0.5, 0],
    ]);
    expect(head?.[1]).toEqual([0.5, 0]);
    expect(head?.[0]?.[0]).toBeLessThan(0.5);
    expect(Math.abs(head?.[0]?.[1] ?? 0)).toBeCloseTo(Math.abs(head?.[2]?.[1] ?? 1));
  });

  it('a circle fills the box of its first and last point', () => {
    const area = markArea({
      tool: 'circle',
      width: 0.02,
      points: [
        [0.6, 0.5],
        [0.2, 0.1],
      ],
    });
    expect(area.left).toBeCloseTo(0.19);
    expect(area.right).toBeCloseTo(0.61);
    expect(area.top).toBeCloseTo(0.09);
    expect(area.bottom).toBeCloseTo(0.51);
  });

  it.each(markTools)('one tap with %s is something that is seen, and stands about its place', (tool) => {
    const area = markArea({ tool, width: 0.006, points: [[0.5, 0.4]] });
    expect(area.right - area.left).toBeGreaterThan(0.005);
    expect(area.left).toBeLessThanOrEqual(0.5);
    expect(area.right).toBeGreaterThanOrEqual(0.5);
    expect(area.bottom).toBeGreaterThanOrEqual(0.4);
  });

  it('without points is nothing', () => {
    expect(markLines({ tool: 'pen', width: 0.01, points: [] })).toEqual([]);
    expect(markArea({ tool: 'pen', width: 0.01, points: [] })).toEqual({ left: 0, top: 0, right: 0, bottom: 0 });
  });
});

describe('where the picture lies', () => {
  it('in the middle: whole by contain, over all by cover', () => {
    const box = { width: 400, height: 400 };
    const picture = { width: 1280, height: 640 };
    expect(fitPicture(box, picture, 'contain')).toEqual({ left: 0, top: 100, width: 400, height: 200 });
    expect(fitPicture(box, picture, 'cover')).toEqual({ left: -200, top: 0, width: 800, height: 400 });
  });

  it('nowhere while there is no size', () => {
    expect(fitPicture({ width: 0, height: 10 }, { width: 1, height: 1 }, 'cover')).toBeNull();
    expect(fitPicture({ width: 10, height: 10 }, { width: 0, height: 0 }, 'contain')).toBeNull();
  });
});
