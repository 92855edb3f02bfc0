import { describe, expect, it } from 'vitest';
import type { MarkTransform } from '#shared/std/lens/tracked-frame.ts';
import { TrackedPlaces } from './tracked-places.ts';

const moved = (x: number): MarkTransform => [1, 0, x, 0, 1, 0, 0, 0, 1];

function open(...places: readonly (readonly [capturedAtMs: number, transform: MarkTransform | null])[]) {
  const tracked = new TrackedPlaces();
  for (const [capturedAtMs, transform] of places) {
    tracked.add({ capturedAtMs, sentAtMs: capturedAtMs + 20, marks: [{ id: 7, transform }] });
  }
  return tracked;
}

const xAt = (tracked: TrackedPlaces, capturedAtMs: number | null): number | null | undefined => {
  const transform = tracked.at(7, capturedAtMs);
  return transform === null || transform === undefined ? transform : transform[2];
};

describe('where a mark is in a frame', () => {
  it('is not known of a mark that was never tracked', () => {
    expect(new TrackedPlaces().at(7, 100)).toBeUndefined();
    expect(open([100, moved(1)]).at(8, 100)).toBeUndefined();
  });

  it('is what was said of that frame, and between two of them in between', () => {
    const tracked = open([100, moved(1)], [200, moved(2)]);
    expect(xAt(tracked, 100)).toBe(1);
    expect(xAt(tracked, 125)).toBeCloseTo(1.25);
    expect(xAt(tracked, 200)).toBe(2);
  });

  it('is the nearest that is known for frames before and after', () => {
    const tracked = open([100, moved(1)], [200, moved(2)]);
    expect(xAt(tracked, 10)).toBe(1);
    expect(xAt(tracked, 900)).toBe(2);
    expect(xAt(tracked, null)).toBe(2);
  });

  it('is that of the very frame also where the clocks are some milliseconds apart', () => {
    const tracked = open([100, moved(1)], [133, moved(9)]);
    expect([92, 108, 125, 141].map((at) => xAt(tracked, at))).toEqual([1, 1, 9, 9]);
    expect(xAt(tracked, 116.5)).toBeCloseTo(5);
  });

  it('is known for a frame once word of it or of a later one came', () => {
    const tracked = open([133, moved(1)], [100, moved(1)]);
    expect([100, 133, 141, 142].map((at) => tracked.reach(at))).toEqual([true, true, true, false]);
    tracked.restart();
    expect(tracked.reach(100)).toBe(false);
    expect([new TrackedPlaces().isEmpty, tracked.isEmpty]).toEqual([true, false]);
  });

  it('does not depend on the order in which messages come, nor on one that comes twice', () => {
    const tracked = open([300, moved(3)], [100, moved(1)], [200, moved(2)], [200, moved(2)]);
    expect(xAt(tracked, 150)).toBeCloseTo(1.5);
    expect(xAt(tracked, 250)).toBeCloseTo(2.5);
    expect(xAt(tracked, null)).toBe(3);
  });

  it('is hidden from the frame in which its object was gone to the one in which it is back', () => {
    const tracked = open([100, moved(1)], [133, null], [166, moved(2)]);
    expect([99, 120, 133, 150, 166].map((at) => xAt(tracked, at))).toEqual([1, 1, null, null, 2]);
  });

  it('stays where it was while it is not named', () => {
    const tracked = open([100, moved(1)], [1_100, moved(2)]);
    expect(xAt(tracked, 1_050)).toBe(1);
  });

  it('survives another clock: the last place counts until a new one comes', () => {
    const tracked = open([90_000, moved(5)]);
    tracked.restart();
    expect(xAt(tracked, 12)).toBe(5);
    tracked.add({ capturedAtMs: 20, sentAtMs: 30, marks: [{ id: 7, transform: moved(6) }] });
    expect(xAt(tracked, 25)).toBe(6);
    expect(xAt(tracked, null)).toBe(6);
  });

  it('keeps nothing of marks that are gone, and no more than seconds of the others', () => {
    const tracked = open(...Array.from({ length: 1_000 }, (_, at) => [at * 33, moved(at)] as const));
    expect(xAt(tracked, 0)).toBeGreaterThan(900 - 33);
    tracked.keepOnly(new Set([8]));
    expect(tracked.isEmpty).toBe(true);
    expect(tracked.at(7, null)).toBeUndefined();
  });
});
