import { row, type Row } from '../figure.ts';

/** The value that `fraction` of all values lie below. NaN if there are none. */
export function percentile(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Median and 95th percentile, with the ends and how many never came in the detail. */
export function latencyRow(what: string, system: string, times: readonly number[], lost = 0): Row {
  if (times.length === 0) return row({ case: what, system, detail: `all ${lost} were lost` });
  const text = (value: number): string => value.toFixed(value < 10 ? 2 : 1);
  const parts = [
    `least ${text(Math.min(...times))}`,
    `most ${text(Math.max(...times))}`,
    `${times.length} times`,
    ...(lost > 0 ? [`${lost} LOST`] : []),
  ];
  return row({
    case: what,
    system,
    medianMs: round(median(times)),
    p95Ms: round(percentile(times, 0.95)),
    detail: parts.join(', '),
  });
}

/** Median of a few runs, with each of them in the detail. */
export function runsRow(what: string, times: readonly number[]): Row {
  const each = times.map((time) => time.toFixed(0)).join(' ');
  return row({ case: what, medianMs: Math.round(median(times)), detail: `runs: ${each}` });
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
