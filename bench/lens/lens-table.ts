import type { SequenceResult } from './measure-sequence.ts';

const heads = [
  'sequence',
  'median px',
  'p95 px',
  'worst px',
  'lost',
  'found again',
  'refused',
  'fps',
  'ms',
  'worst ms',
  'anchor ms',
];

/** One line for each sequence. */
export function lensTable(results: readonly SequenceResult[]): string {
  const rows = [
    heads,
    ...results.map((result) => [
      result.name,
      words(result.medianPx),
      words(result.p95Px),
      words(result.worstPx),
      `${(100 * result.lostShare).toFixed(1)} %`,
      result.foundAgainMs === null ? '-' : `${result.foundAgainMs} ms`,
      `${result.refused} of ${result.drawings}`,
      words(result.fps),
      words(result.msPerFrame),
      words(result.worstMs),
      words(result.anchorMs),
    ]),
  ];
  const widths = heads.map((_head, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return rows.map((row) => `${line(row)}\n`).join('');
}

function words(value: number | null): string {
  return value === null ? '-' : String(value);
}
