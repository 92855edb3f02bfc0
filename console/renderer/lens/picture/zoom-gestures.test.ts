import { describe, expect, it } from 'vitest';
import { actual, fitted, pictureRectangle, zoomBy, zoomPercent, type CameraPlace } from './camera-zoom.ts';
import { zoomByKey } from './zoom-gestures.ts';

const place: CameraPlace = {
  box: { width: 640, height: 360 },
  picture: { width: 1280, height: 720 },
  devicePixelRatio: 1,
};

describe('keys on the camera’s picture', () => {
  it('make it larger and smaller, fit it, and show it pixel by pixel', () => {
    const larger = zoomByKey('+', fitted, place);
    expect(larger && zoomPercent(larger, place)).toBe(63);
    expect(zoomByKey('=', fitted, place)).toEqual(larger);
    expect(larger && zoomPercent(zoomByKey('-', larger, place) ?? fitted, place)).toBe(50);
    expect(zoomByKey('1', fitted, place)).toBe(actual);
    expect(zoomByKey('0', actual, place)).toBe(fitted);
  });

  it('move it by arrows only while some of it is out of sight', () => {
    expect(zoomByKey('ArrowRight', fitted, place)).toBeNull();
    const zoom = zoomBy(fitted, 4, place);
    const before = pictureRectangle(zoom, place);
    const after = pictureRectangle(zoomByKey('ArrowRight', zoom, place) ?? zoom, place);
    expect([after.left - before.left, after.top - before.top]).toEqual([-48, 0]);
  });

  it('leave all others to whoever wants them', () => {
    for (const key of ['a', 'Enter', 'Tab', '2', 'toString']) expect(zoomByKey(key, actual, place)).toBeNull();
  });
});
