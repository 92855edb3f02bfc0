import { describe, expect, it } from 'vitest';
import { pictureName } from './grab-picture.ts';

describe('a picture of the camera', () => {
  it('is named by when it was taken, with nothing that a system forbids in names', () => {
    const name = pictureName(new Date(2026, 2, 9, 4, 5, 6).getTime());
    expect(name).toBe('camera 2026-03-09 04.05.06.jpg');
    expect(name).not.toMatch(/[<>:"/\\|?*]/);
  });
});
