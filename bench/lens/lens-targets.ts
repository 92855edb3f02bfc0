import type { Verdict } from '../targets.ts';
import type { SequenceResult } from './measure-sequence.ts';

const mostMedianPx = 2;
const mostP95Px = 6;
const mostFoundAgainMs = 1_000;
const leastFps = 15;

/** The worst of all sequences against each target. `empty`: sequences in which every drawing must be refused. */
export function judgeLens(results: readonly SequenceResult[], empty: ReadonlySet<string>): readonly Verdict[] {
  const real = results.filter(({ name }) => !empty.has(name));
  const atMost = (target: string, limit: number, measure: (result: SequenceResult) => number | null): Verdict => {
    const measured = real.flatMap((result) => {
      const value = measure(result);
      return value === null ? [] : [{ name: result.name, value }];
    });
    const worst = measured.toSorted((a, b) => b.value - a.value)[0];
    if (worst === undefined) return { target, isMet: null, result: '' };
    return { target, isMet: worst.value <= limit, result: `: ${worst.value} at worst (${worst.name})` };
  };
  const slowest = results.toSorted((a, b) => a.fps - b.fps)[0];
  const held = results.filter(({ name, refused, drawings }) => empty.has(name) && refused < drawings);
  const refusing = real.filter(({ refused }) => refused > 0);
  return [
    atMost(`median at most ${mostMedianPx} px`, mostMedianPx, ({ medianPx }) => medianPx ?? Number.POSITIVE_INFINITY),
    atMost(`95th percentile at most ${mostP95Px} px`, mostP95Px, ({ p95Px }) => p95Px ?? Number.POSITIVE_INFINITY),
    atMost(`found again within ${mostFoundAgainMs} ms`, mostFoundAgainMs, ({ foundAgainMs }) => foundAgainMs),
    {
      target: `at least ${leastFps} frames a second on one core`,
      isMet: slowest === undefined ? null : slowest.fps >= leastFps,
      result: slowest === undefined ? '' : `: ${slowest.fps} at worst (${slowest.name})`,
    },
    {
      target: 'refused where nothing is to hold on to, and nowhere else',
      isMet: held.length === 0 && refusing.length === 0,
      result: [...held, ...refusing].map(({ name }) => `: ${name}`).join(''),
    },
  ];
}
