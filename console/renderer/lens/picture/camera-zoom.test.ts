import { describe, expect, it } from 'vitest';
import {
  actual,
  fitted,
  panBy,
  pictureRectangle,
  reachesBeyond,
  zoomBy,
  zoomPercent,
  type CameraPlace,
} from './camera-zoom.ts';

const place: CameraPlace = {
  box: { width: 640, height: 480 },
  picture: { width: 1280, height: 720 },
  devicePixelRatio: 1,
};

describe('the camera’s picture', () => {
  it('fits into its place, in the middle', () => {
    expect(pictureRectangle(fitted, place)).toEqual({ left: 0, top: 60, width: 640, height: 360 });
    expect(reachesBeyond(fitted, place)).toBe(false);
    const portrait = { ...place, picture: { width: 720, height: 1280 } };
    expect(pictureRectangle(fitted, portrait)).toEqual({ left: 185, top: 0, width: 270, height: 480 });
  });

  it('is shown pixel by pixel at 1:1, on whole pixels of any display', () => {
    expect(pictureRectangle(actual, place)).toEqual({ left: -320, top: -120, width: 1280, height: 720 });
    const dense = { ...place, devicePixelRatio: 1.5, box: { width: 641, height: 333 } };
    const { left, top, width } = pictureRectangle(actual, dense);
    expect(width * 1.5).toBeCloseTo(1280, 9);
    expect((left * 1.5) % 1).toBeCloseTo(0, 9);
    expect((top * 1.5) % 1).toBeCloseTo(0, 9);
    expect(zoomPercent(actual, dense)).toBe(100);
  });

  it('stays still under the pointer while it is zoomed', () => {
    const point = { x: 100, y: 200 };
    // Beyond its place on all sides: where there is a border, the picture keeps to the middle.
    let zoom = zoomBy(fitted, 2, place);
    const before = pictureRectangle(zoom, place);
    const share = { x: (point.x - before.left) / before.width, y: (point.y - before.top) / before.height };
    for (const factor of [1.25, 1.25, 1.25, 1.25]) zoom = zoomBy(zoom, factor, place, point);
    const after = pictureRectangle(zoom, place);
    // Within the rounding to a whole pixel.
    expect(Math.abs(after.left + share.x * after.width - point.x)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(after.top + share.y * after.height - point.y)).toBeLessThanOrEqual(0.5);
  });

  it('is never smaller than both fitted and 1:1, and never larger than eight pixels for one', () => {
    expect(zoomPercent(zoomBy(fitted, 0.01, place), place)).toBe(50);
    expect(zoomPercent(zoomBy(fitted, 1_000, place), place)).toBe(800);
    const small = { ...place, picture: { width: 64, height: 48 } };
    expect(zoomPercent(zoomBy(fitted, 0.001, small), small)).toBe(100);
    expect(zoomPercent(zoomBy(fitted, 1.01, small), small)).toBe(1000);
  });

  it('moves as far as its edges and comes back at once from there', () => {
    const zoom = zoomBy(actual, 1, place);
    const left = panBy(zoom, { x: 10_000, y: 10_000 }, place);
    expect(pictureRectangle(left, place)).toMatchObject({ left: 0, top: 0 });
    // Whoever pushed against the edge need not take that back first.
    expect(pictureRectangle(panBy(left, { x: -30, y: -20 }, place), place)).toMatchObject({ left: -30, top: -20 });
    const right = panBy(zoom, { x: -10_000, y: -10_000 }, place);
    expect(pictureRectangle(right, place)).toMatchObject({ left: -640, top: -240 });
  });

  it('does not move while it is seen whole', () => {
    expect(pictureRectangle(panBy(fitted, { x: 50, y: 50 }, place), place)).toEqual(pictureRectangle(fitted, place));
  });
});
