import type { Row } from '../figure.ts';
import { median } from '../support/spread.ts';

const figures = [
  'fps',
  'medianMs',
  'p95Ms',
  'bytesPerSecond',
  'cpuSender',
  'cpuViewer',
  'value',
  'cpuDisplays',
  'ssimRest',
  'ssimMotion',
] as const satisfies readonly (keyof Row)[];

/** One row for each case and system out of one for each repeat: the median of each figure, over the repeats that have it. */
export function summarise(rows: readonly Row[]): readonly Row[] {
  const groups = Map.groupBy(rows, (row) => JSON.stringify([row.case, row.system]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const medians = figures.flatMap((figure) => {
      const known = group.flatMap((row) => row[figure] ?? []);
      return known.length === 0 ? [] : [[figure, middle(known)] as const];
    });
    const details = [...new Set(group.map(({ detail }) => detail).filter((detail) => detail !== ''))];
    return [{ ...first, ...Object.fromEntries(medians), detail: details.join('; '), repeats: group.length }];
  });
}

/** Of two, what lies between them. */
function middle(values: readonly number[]): number {
  const upper = median(values);
  const lower = -median(values.map((value) => -value));
  return Math.round((10_000 * (upper + lower)) / 2) / 10_000;
}
