import { describe, expect, it } from 'vitest';
import { toWheelPixels } from './wheel-pixels.ts';

describe('wheel', () => {
  it.each([
    ['a notch on Windows', { deltaX: 0, deltaY: 100, deltaMode: 0, wheelDeltaX: 0, wheelDeltaY: -120 }, 0, 100],
    ['a notch on Linux', { deltaX: 0, deltaY: 53, deltaMode: 0, wheelDeltaX: 0, wheelDeltaY: -120 }, 0, 100],
    ['two notches up at 125 %', { deltaX: 0, deltaY: -266.6, deltaMode: 0, wheelDeltaY: 240 }, 0, -200],
    ['a notch to the right', { deltaX: 120, deltaY: 0, deltaMode: 0, wheelDeltaX: -120, wheelDeltaY: 0 }, 100, 0],
    ['a trackpad', { deltaX: 1.5, deltaY: 4, deltaMode: 0, wheelDeltaX: -4, wheelDeltaY: -12 }, 1.5, 4],
    ['three lines', { deltaX: 0, deltaY: 3, deltaMode: 1 }, 0, 100],
    ['a page', { deltaX: 0, deltaY: 1, deltaMode: 2 }, 0, 600],
  ])('%s', (_, event, x, y) => {
    expect(toWheelPixels(event)).toEqual({ x, y });
  });
});
