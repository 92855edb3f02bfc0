import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { boardPictureSchema } from '#shared/std/lens/board.ts';
import { maxBoardPictureBytes } from '#shared/std/lens/board-limits.ts';
import { fitBudget, type EncodePicture } from './picture-budget.ts';

/** An encoder whose result has `bytesPerPixel` at full quality, and what it was asked for. */
function encoder(bytesPerPixel: number) {
  const asked: (readonly [width: number, height: number, quality: number])[] = [];
  const encode: EncodePicture = (width, height, quality) => {
    asked.push([width, height, quality]);
    // 0xfb over and over is +/v7 in base64, so that both of its letters that may not travel are there.
    const bytes = Math.round((width * height * bytesPerPixel * quality) / 3) * 3;
    return '+/v7'.repeat(bytes / 3);
  };
  return { asked, encode };
}

describe('the picture that a mark is drawn on', () => {
  it('is reduced to what the phone looks at, and to the letters that may travel', () => {
    const { encode } = encoder(0.1);
    const picture = fitBudget({ width: 1_920, height: 1_080 }, encode);
    expect(picture).toMatchObject({ width: 640, height: 360 });
    expect(v.is(boardPictureSchema, { id: 1, ...picture })).toBe(true);
  });

  it('is never made larger, and lies as the phone is held', () => {
    expect(fitBudget({ width: 320, height: 240 }, encoder(0.1).encode)).toMatchObject({ width: 320, height: 240 });
    expect(fitBudget({ width: 720, height: 1_280 }, encoder(0.1).encode)).toMatchObject({ width: 360, height: 640 });
  });

  it.each([0.3, 0.6, 1.5])('loses quality, then size, until it fits: %d bytes a pixel', (bytesPerPixel) => {
    const { asked, encode } = encoder(bytesPerPixel);
    const picture = fitBudget({ width: 1_280, height: 960 }, encode);
    expect(((picture?.jpeg.length ?? Infinity) * 3) / 4).toBeLessThanOrEqual(maxBoardPictureBytes);
    expect(asked.length).toBeGreaterThan(1);
    expect(picture?.width).toBe(asked.at(-1)?.[0]);
  });

  it('is none where nothing fits, nothing is shown, or the browser encodes nothing', () => {
    expect(fitBudget({ width: 640, height: 480 }, encoder(9).encode)).toBeNull();
    expect(fitBudget({ width: 0, height: 0 }, encoder(0.1).encode)).toBeNull();
    expect(fitBudget({ width: 640, height: 8 }, encoder(0.1).encode)).toBeNull();
    expect(fitBudget({ width: 640, height: 480 }, () => '')).toBeNull();
  });
});
