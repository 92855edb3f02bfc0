import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureRectangle, toPicturePosition, type PictureView, type Point } from './picture-geometry.ts';

const fullHd = { width: 1920, height: 1080 };
const base: PictureView = {
  box: { left: 0, top: 0, width: 960, height: 540 },
  picture: fullHd,
  fit: 'fit',
  scroll: { x: 0, y: 0 },
  devicePixelRatio: 1,
};

/** The customer's pixel under a point of the window. */
function pixelAt(point: Point, view: PictureView, clamp = false): Point | null {
  const position = toPicturePosition(point, view, clamp);
  return (
    position && {
      x: Math.floor(position.x * view.picture.width),
      y: Math.floor(position.y * view.picture.height),
    }
  );
}

describe('picture geometry, fit', () => {
  it('maps corners and middle of a picture that fills its box', () => {
    expect(pixelAt({ x: 0, y: 0 }, base)).toEqual({ x: 0, y: 0 });
    expect(pixelAt({ x: 480, y: 270 }, base)).toEqual({ x: 960, y: 540 });
    expect(pixelAt({ x: 959.9, y: 539.9 }, base)).toEqual({ x: 1919, y: 1079 });
  });

  it('leaves the bars beside a narrow picture and above a wide one out', () => {
    const wideBox = { ...base, box: { left: 100, top: 50, width: 1200, height: 540 } };
    expect(pictureRectangle(wideBox)).toEqual({ left: 220, top: 50, width: 960, height: 540 });
    expect(pixelAt({ x: 219, y: 60 }, wideBox)).toBeNull();
    expect(pixelAt({ x: 220, y: 50 }, wideBox)).toEqual({ x: 0, y: 0 });
    expect(pixelAt({ x: 1180, y: 60 }, wideBox)).toBeNull();
    const tallBox = { ...base, box: { left: 0, top: 0, width: 960, height: 740 } };
    expect(pixelAt({ x: 0, y: 99 }, tallBox)).toBeNull();
    expect(pixelAt({ x: 0, y: 100 }, tallBox)).toEqual({ x: 0, y: 0 });
  });

  it('maps a portrait screen', () => {
    const portrait = { ...base, picture: { width: 1080, height: 1920 } };
    const drawn = pictureRectangle(portrait);
    expect(drawn).toEqual({ left: 328.125, top: 0, width: 303.75, height: 540 });
    expect(pixelAt({ x: 480, y: 270 }, portrait)).toEqual({ x: 540, y: 960 });
  });

  it('is the same at any device pixel ratio', () => {
    for (const devicePixelRatio of [1, 1.25, 1.5, 2]) {
      expect(pixelAt({ x: 333, y: 111 }, { ...base, devicePixelRatio })).toEqual({ x: 666, y: 222 });
    }
  });

  it('clamps to the edge while a button is held', () => {
    expect(pixelAt({ x: -500, y: 270 }, base)).toBeNull();
    expect(pixelAt({ x: -500, y: 270 }, base, true)).toEqual({ x: 0, y: 540 });
    expect(pixelAt({ x: 5000, y: 5000 }, base, true)).toEqual({ x: 1919, y: 1079 });
  });

  it('has no positions while picture or window have no size', () => {
    expect(toPicturePosition({ x: 0, y: 0 }, { ...base, picture: { width: 0, height: 0 } }, true)).toBeNull();
    const flat = { ...base, box: { left: 0, top: 0, width: 0, height: 0 } };
    expect(toPicturePosition({ x: 0, y: 0 }, flat, true)).toBeNull();
  });

  it('every position is inside the picture, and the middle of a pixel', () => {
    const size = fc.record({ width: fc.integer({ min: 1, max: 8000 }), height: fc.integer({ min: 1, max: 8000 }) });
    fc.assert(
      fc.property(
        size,
        size,
        fc.record({
          x: fc.double({ min: -100, max: 9000, noNaN: true }),
          y: fc.double({ min: -100, max: 9000, noNaN: true }),
        }),
        fc.constantFrom('fit' as const, 'actual' as const),
        (box, picture, point, fit) => {
          const view = { ...base, box: { left: 0, top: 0, ...box }, picture, fit };
          const position = toPicturePosition(point, view, true);
          expect(position).not.toBeNull();
          if (position === null) return;
          expect(position.x).toBeGreaterThan(0);
          expect(position.x).toBeLessThan(1);
          expect((position.y * picture.height) % 1).toBeCloseTo(0.5, 6);
        },
      ),
    );
  });
});

describe('picture geometry, 1:1', () => {
  const actual: PictureView = { ...base, fit: 'actual' };

  it.each([1, 1.25, 1.5, 2])('one pixel there is one pixel here at device pixel ratio %d', (devicePixelRatio) => {
    const view = { ...actual, devicePixelRatio };
    for (const devicePixel of [0, 1, 7, 100, 333]) {
      const point = { x: (devicePixel + 0.5) / devicePixelRatio, y: (devicePixel + 0.5) / devicePixelRatio };
      expect(pixelAt(point, view)).toEqual({ x: devicePixel, y: devicePixel });
    }
  });

  it('counts the scroll offset in', () => {
    const view = { ...actual, box: { left: 20, top: 30, width: 400, height: 300 }, scroll: { x: 600, y: 200 } };
    expect(pixelAt({ x: 20, y: 30 }, view)).toEqual({ x: 600, y: 200 });
    expect(pixelAt({ x: 419, y: 329 }, view)).toEqual({ x: 999, y: 499 });
  });

  it('ignores what lies beyond a picture smaller than its box', () => {
    const view = { ...actual, picture: { width: 200, height: 100 } };
    expect(pixelAt({ x: 199, y: 99 }, view)).toEqual({ x: 199, y: 99 });
    expect(pixelAt({ x: 200, y: 50 }, view)).toBeNull();
  });
});
