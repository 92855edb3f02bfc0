import { describe, expect, it } from 'vitest';
import { cursorStyle, followsForMs, pointerScale, showsRemotePointer } from './cursor-looks.ts';
import { RemoteCursor } from './remote-cursor.ts';

const at = { x: 100, y: 100 };
const own = (x: number, y: number, atMs: number) => ({ x, y, atMs });

describe('the customer’s pointer', () => {
  it('is drawn whenever it is not controlled, and never where it is not', () => {
    expect(showsRemotePointer(at, own(100, 100, 0), false, 10)).toBe(true);
    expect(showsRemotePointer(at, null, true, 10)).toBe(true);
    expect(showsRemotePointer(null, null, false, 10)).toBe(false);
  });

  it('is hidden in control while it follows, and where it agrees with the own one', () => {
    expect(showsRemotePointer(at, own(500, 500, 1_000), true, 1_000 + followsForMs - 1)).toBe(false);
    expect(showsRemotePointer(at, own(500, 500, 1_000), true, 1_000 + followsForMs)).toBe(true);
    expect(showsRemotePointer(at, own(102, 103, 1_000), true, 9_000)).toBe(false);
    expect(showsRemotePointer(at, own(104, 104, 1_000), true, 9_000)).toBe(true);
  });

  it('is as large as on the picture, but neither lost nor larger than a browser shows', () => {
    const shape = { width: 24, height: 32 };
    expect(pointerScale(shape, 0.75)).toBe(0.75);
    expect(pointerScale(shape, 0.1)).toBe(0.5);
    expect(pointerScale({ width: 10, height: 10 }, 0.1)).toBe(1);
    expect(pointerScale({ width: 96, height: 96 }, 2)).toBeCloseTo(128 / 96);
  });

  it('points with its own pixel at any scale of the display', () => {
    expect(cursorStyle({ hotX: 5, hotY: 9 }, 'blob:x', 1.5, 2)).toBe('image-set(url("blob:x") 2x) 8 14, default');
  });

  it('is where it was told last, on each screen for itself, and unknown if nothing of it can be seen', () => {
    const cursor = new RemoteCursor();
    let told = 0;
    const stop = cursor.onChange(() => told++);
    cursor.move(0, at);
    cursor.move(1, { x: 1, y: 2 });
    cursor.move(0, null);
    expect([cursor.at(0), cursor.at(1)]).toEqual([null, { x: 1, y: 2 }]);
    const shape = { width: 1, height: 2, hotX: 0, hotY: 0 };
    cursor.setShape({ ...shape, pixels: Uint32Array.of(0x00ffffff, 0x01000000) });
    expect(cursor.shape?.height).toBe(2);
    cursor.setShape({ ...shape, pixels: Uint32Array.of(0x00ffffff, 0) });
    expect(cursor.shape).toBeNull();
    stop();
    cursor.move(1, null);
    expect(told).toBe(5);
  });
});
