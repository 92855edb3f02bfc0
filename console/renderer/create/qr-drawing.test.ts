import { correction, generate } from 'lean-qr';
import { describe, expect, it } from 'vitest';
import { drawQrCode } from './qr-drawing.ts';

/** The dark modules of a path, as `x y`. */
function modulesOf(path: string): readonly string[] {
  return [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)].flatMap(([, x, y, length, back]) => {
    expect(back).toBe(length);
    return Array.from({ length: Number(length) }, (_, index) => `${Number(x) + index} ${y}`);
  });
}

describe('drawQrCode', () => {
  it.each(['https://support.acme.example', 'x'.repeat(500), 'Grüße'])(
    'draws each dark module of %.30s once, with four light ones around',
    (text) => {
      const code = generate(text, { minCorrectionLevel: correction.L });
      const drawing = drawQrCode(text);
      expect(drawing?.size).toBe(code.size + 8);
      const expected = Array.from({ length: code.size ** 2 }, (_, index) => {
        const [x, y] = [index % code.size, Math.floor(index / code.size)];
        return code.get(x, y) ? `${x + 4} ${y + 4}` : null;
      });
      expect(modulesOf(drawing?.path ?? '')).toEqual(expected.filter((module) => module !== null));
    },
  );

  it('has no drawing of what no code can hold', () => {
    expect(drawQrCode('x'.repeat(3_000))).toBeNull();
  });
});
