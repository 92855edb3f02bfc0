import type { Row } from './figure.ts';

/** A row with what it is a part of, and how busy the computer was before it was measured. */
export type Line = Row & { readonly figure: string; readonly load: string };

/** One line for each row: its median with the 95th percentile, or its value. */
export function resultsTable(lines: readonly Line[]): string {
  const cells = lines.map((line) => [line.figure, line.case, line.system, result(line), line.detail, line.load]);
  const rows = [['figure', 'case', 'system', 'result', 'detail', 'load'], ...cells];
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => (column === 3 ? cell.padStart(widths[3] ?? 0) : cell.padEnd(widths[column] ?? 0)))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function result({ value, unit, medianMs, p95Ms }: Row): string {
  if (value !== null) return `${value} ${unit ?? ''}`.trim();
  if (medianMs === null) return 'not measured';
  return p95Ms === null ? `${medianMs} ms` : `${medianMs} ms, p95 ${p95Ms}`;
}
