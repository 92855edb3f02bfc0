import { describe, expect, it } from 'vitest';
import { maxMarkPoints, maxPointsAtOnce } from '#shared/std/lens/board-limits.ts';
import type { BoardPoint } from '#shared/std/lens/board.ts';
import { StrokeBatch } from './stroke-batch.ts';

const along = (count: number, step = 0.01): BoardPoint[] =>
  Array.from({ length: count }, (_, at): BoardPoint => [(at + 1) * step, 0]);

describe('points of a stroke on their way out', () => {
  it('leave in order and once, without those that nobody could tell apart', () => {
    const batch = new StrokeBatch('pen', [0, 0]);
    batch.add([
      [0.0001, 0],
      [0.1, 0],
      [0.1001, 0],
      [0.2, 0],
    ]);
    expect(batch.take()).toEqual([
      [0.1, 0],
      [0.2, 0],
    ]);
    expect(batch.take()).toEqual([]);
  });

  it('are never more at once than a message takes, and the last is always among them', () => {
    const batch = new StrokeBatch('pen', [0, 0]);
    batch.add(along(1_000, 0.001));
    const points = batch.take();
    expect(points).toHaveLength(maxPointsAtOnce);
    expect(points.at(-1)?.[0]).toBeCloseTo(1);
    expect(points.every(([x], at) => at === 0 || x > (points[at - 1]?.[0] ?? 0))).toBe(true);
  });

  it('end with the most that a mark may have, its first one counted', () => {
    const batch = new StrokeBatch('pen', [0, 0]);
    let sent = 1;
    for (let round = 0; !batch.isFull && round < 100; round += 1) {
      batch.add(along(60).map(([x]): BoardPoint => [x, round / 200]));
      sent += batch.take().length;
    }
    expect(sent).toBe(maxMarkPoints);
    batch.add([[3, 3]]);
    expect(batch.take()).toEqual([]);
  });

  it('are only the newest of an arrow or circle', () => {
    const batch = new StrokeBatch('arrow', [0, 0]);
    batch.add(along(50));
    expect(batch.take()).toEqual([[0.5, 0]]);
  });

  it('never lie farther out than the other side takes', () => {
    const batch = new StrokeBatch('pen', [0, 0]);
    batch.add([[900, -900]]);
    expect(batch.take()).toEqual([[4, -4]]);
  });
});
