import { describe, expect, it } from 'vitest';
import { MonitorIds } from './monitor-ids.ts';

const monitor = (name: string) => ({ name, x: 0, y: 0, width: 10, height: 10, primary: false });
const idsOf = (ids: MonitorIds, ...names: readonly string[]): Record<string, number> =>
  Object.fromEntries(ids.assign(names.map(monitor)).map(({ name, id }) => [name, id]));

describe('monitor ids', () => {
  it('stay with a name while others come and go', () => {
    const ids = new MonitorIds();
    expect(idsOf(ids, 'a', 'b')).toEqual({ a: 0, b: 1 });
    expect(idsOf(ids, 'b')).toEqual({ b: 1 });
    expect(idsOf(ids, 'c', 'b')).toEqual({ c: 2, b: 1 });
    expect(idsOf(ids, 'b', 'a')).toEqual({ b: 1, a: 0 });
  });

  it('stay where they are with two monitors of one name', () => {
    const ids = new MonitorIds();
    const twins = [monitor('same'), monitor('same')];
    const listings = Array.from({ length: 3 }, () => ids.assign(twins).map(({ id }) => id));
    expect(listings).toEqual([
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
  });

  it('are never out of range, nor given twice, however many names there were', () => {
    const ids = new MonitorIds();
    for (let round = 0; round < 40; round += 1) {
      const given = ids.assign([monitor(`x${round}`), monitor('same'), monitor('same')]).map(({ id }) => id);
      expect(new Set(given).size).toBe(3);
      expect(Math.max(...given)).toBeLessThan(16);
    }
    expect(ids.assign(Array.from({ length: 20 }, (_, index) => monitor(`y${index}`)))).toHaveLength(16);
  });
});
