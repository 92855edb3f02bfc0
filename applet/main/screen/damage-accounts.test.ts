import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, hull, type Area } from '#shared/std/screen/area.ts';
import { blankPicture } from '#shared/std/screen/picture.ts';
import type { Monitor } from '#shared/std/screen/screen-message.ts';
import { DamageAccounts, joinAreas } from './damage-accounts.ts';

const area = (x: number, y: number, width: number, height: number): Area => ({ x, y, width, height });
const monitor = (id: number, place: Area): Monitor => ({ id, name: `m${id}`, primary: id === 0, ...place });
const left = monitor(0, area(0, 0, 1000, 800));
const right = monitor(1, area(1000, 0, 500, 400));

function accounts(): DamageAccounts {
  const made = new DamageAccounts();
  made.setMonitors([left, right]);
  return made;
}

describe('what each picture lacks', () => {
  it('is everything for a picture that was never updated, and then only what changed on its monitor', () => {
    const booked = accounts();
    const picture = blankPicture(1000, 800);
    expect(booked.take(0, picture)).toEqual([area(0, 0, 1000, 800)]);
    expect(booked.take(0, picture)).toEqual([]);
    booked.add([area(990, 10, 20, 20)]);
    expect(booked.take(0, picture)).toEqual([area(990, 10, 10, 20)]);
    expect(booked.take(0, blankPicture(1000, 800))).toEqual([area(0, 0, 1000, 800)]);
  });

  it('is kept for one monitor while another is updated', () => {
    const booked = accounts();
    const pictures = [blankPicture(1000, 800), blankPicture(500, 400)] as const;
    booked.take(0, pictures[0]);
    booked.take(1, pictures[1]);
    expect(booked.add([area(0, 0, 10, 10), area(1100, 100, 10, 10)])).toEqual([0, 1]);
    booked.take(0, pictures[0]);
    expect(booked.add([area(0, 0, 10, 10), area(1110, 100, 10, 10)])).toEqual([0]);
    expect(booked.take(1, pictures[1])).toEqual([area(1100, 100, 20, 10)]);
  });

  it('is everything again after an update that failed', () => {
    const booked = accounts();
    const picture = blankPicture(1000, 800);
    booked.take(0, picture);
    booked.forget(0);
    expect(booked.take(0, picture)).toEqual([area(0, 0, 1000, 800)]);
  });

  it('survives what happens to other monitors, and no move of its own', () => {
    const booked = accounts();
    const picture = blankPicture(1000, 800);
    booked.take(0, picture);
    booked.setMonitors([left]);
    expect(booked.take(0, picture)).toEqual([]);
    booked.setMonitors([{ ...left, x: 5 }]);
    expect(booked.take(0, picture)).toEqual([area(5, 0, 1000, 800)]);
  });
});

describe('joined areas', () => {
  const places = fc.record({
    x: fc.nat(2000),
    y: fc.nat(2000),
    width: fc.integer({ min: 1, max: 900 }),
    height: fc.integer({ min: 1, max: 900 }),
  });

  it('hold every pixel of what was joined, are few, and are never more pixels than one area around all', () => {
    fc.assert(
      fc.property(fc.array(places, { minLength: 1, maxLength: 60 }), (areas) => {
        const joined = joinAreas(areas);
        expect(areas.every((one) => joined.some((whole) => contains(whole, one)))).toBe(true);
        expect(joined.length).toBeLessThanOrEqual(12);
        const around = areas.reduce(hull);
        const pixels = joined.reduce((sum, { width, height }) => sum + width * height, 0);
        expect(pixels).toBeLessThanOrEqual(around.width * around.height);
      }),
    );
  });

  it('stay apart when what lies between did not change', () => {
    expect(joinAreas([area(0, 0, 50, 20), area(1800, 1000, 50, 20)])).toHaveLength(2);
    expect(joinAreas([area(0, 0, 50, 20), area(50, 0, 50, 20)])).toEqual([area(0, 0, 100, 20)]);
  });
});
