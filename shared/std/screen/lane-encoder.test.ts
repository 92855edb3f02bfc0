import { deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { inflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Area } from './area.ts';
import { movePixels } from './move-pixels.ts';
import { roomy, TestLane } from './testing/test-lane.ts';

function openLane(width = 200, height = 150): TestLane {
  return new TestLane({
    width,
    height,
    deflate: (bytes) => deflateRawSync(bytes, { level: 1 }),
    inflate: (bytes, sizeBytes) => inflateSync(bytes, { out: new Uint8Array(sizeBytes) }),
  });
}

const side = { width: 200, height: 150 };

const areas: fc.Arbitrary<Area> = fc
  .tuple(
    fc.nat({ max: side.width - 1 }),
    fc.nat({ max: side.height - 1 }),
    fc.integer({ min: 1, max: side.width }),
    fc.integer({ min: 1, max: side.height }),
  )
  .map(([x, y, width, height]) => ({
    x,
    y,
    width: Math.min(width, side.width - x),
    height: Math.min(height, side.height - y),
  }));

/** One thing that happens on the screen. */
const deeds = fc.oneof(
  fc.record({ kind: fc.constant('fill' as const), area: areas, seed: fc.nat() }),
  fc.record({ kind: fc.constant('text' as const), area: areas, seed: fc.nat() }),
  fc.record({ kind: fc.constant('noise' as const), area: areas, seed: fc.nat() }),
  fc.record({ kind: fc.constant('move' as const), area: areas, seed: fc.nat() }),
);

describe('the lane encoder', () => {
  it('leaves the viewer with the screen, pixel by pixel, whatever happened on it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(deeds, fc.integer({ min: 50, max: 20_000 })), { maxLength: 12 }),
        async (steps) => {
          const lane = openLane();
          for (const [deed, budgetBytes] of steps) {
            paint(lane, deed.kind, deed.area, deed.seed);
            await lane.step({ ...roomy, budgetBytes });
            lane.clock.advance(16);
          }
          while (lane.encoder.pending !== 'nothing') await lane.step();
          expect(lane.difference()).toBeNull();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('sends nothing for a picture that stands still', async () => {
    const lane = openLane();
    await lane.step();
    lane.touch();
    expect(await lane.encoder.next(roomy)).toBeNull();
    expect(lane.encoder.pending).toBe('nothing');
  });
});

function paint(lane: TestLane, kind: 'fill' | 'text' | 'noise' | 'move', area: Area, seed: number): void {
  const { pixels, width } = lane.picture;
  if (kind === 'move') {
    const fromX = seed % (width - area.width + 1);
    const fromY = (seed >>> 8) % (lane.picture.height - area.height + 1);
    movePixels(pixels, width, { to: area, fromX, fromY });
  } else {
    let state = seed | 1;
    for (let y = area.y; y < area.y + area.height; y++) {
      for (let x = area.x; x < area.x + area.width; x++) {
        if (kind !== 'fill') state = (Math.imul(state, 1_103_515_245) + 12_345) | 0;
        const value = kind === 'text' ? ((state >>> 20) % 3 === 0 ? 0 : 0xff_ff_ff) : state >>> 3;
        pixels[y * width + x] = value & 0xff_ff_ff;
      }
    }
  }
  lane.encoder.changed([area]);
}
