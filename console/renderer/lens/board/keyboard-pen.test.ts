import { describe, expect, it } from 'vitest';
import { moveByKey } from './keyboard-pen.ts';

describe('the cross that the keyboard moves', () => {
  it('goes where the arrow points, with Shift in smaller steps', () => {
    const [x, y] = moveByKey([0.5, 0.3], { key: 'ArrowRight', shiftKey: false }, 0.5625) ?? [0, 0];
    expect(x).toBeGreaterThan(0.5);
    expect(y).toBe(0.3);
    const [smallX] = moveByKey([0.5, 0.3], { key: 'ArrowRight', shiftKey: true }, 0.5625) ?? [0];
    expect(smallX).toBeLessThan(x);
    expect(smallX).toBeGreaterThan(0.5);
  });

  it('never leaves the picture', () => {
    expect(moveByKey([0, 0], { key: 'ArrowLeft', shiftKey: false }, 0.5)).toEqual([0, 0]);
    expect(moveByKey([0.4, 0.5], { key: 'ArrowDown', shiftKey: false }, 0.5)).toEqual([0.4, 0.5]);
  });

  it('stands for other keys', () => {
    expect(moveByKey([0, 0], { key: 'a', shiftKey: false }, 0.5)).toBeNull();
    expect(moveByKey([0, 0], { key: 'toString', shiftKey: false }, 0.5)).toBeNull();
  });
});
