import type { Row } from '../figure.ts';

const columns = [
  'case',
  'system',
  'frames/s',
  'median ms',
  'p95 ms',
  'kB/s',
  'sender',
  'viewer',
  'displays',
  'SSIM moving',
  'still',
  'x x11vnc',
  'x WebRTC',
] as const;

/**
 * Per case, all systems. Processor time is in cores. The last two columns: the median beside that of the fastest x11vnc with its
 * viewer, and beside Chromium's share as it comes; below 1 is faster.
 */
export function screenTable(rows: readonly Row[]): string {
  const cases = [...new Set(rows.map((row) => row.case))];
  const lines = cases.flatMap((name) => {
    const group = rows.filter((row) => row.case === name);
    const vnc = fastest(group, /^x11vnc/);
    const webRtc = fastest(group, /^Chromium WebRTC default$/);
    return group.map((row) => [
      row.case,
      row.system,
      text(row.fps, 1),
      text(row.medianMs, 1),
      text(row.p95Ms, 1),
      text(row.bytesPerSecond === null ? null : row.bytesPerSecond / 1_000, 1),
      text(row.cpuSender, 3),
      text(row.cpuViewer, 3),
      text(row.cpuDisplays ?? null, 2),
      text(row.ssimMotion ?? null, 4),
      text(row.ssimRest ?? null, 4),
      ratio(row.medianMs, vnc),
      ratio(row.medianMs, webRtc),
      row.detail,
    ]);
  });
  const all = [[...columns, ''], ...lines];
  const widths = columns.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  const aligned = all.map((line) =>
    line
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return `${aligned.join('\n')}\n`;
}

function fastest(rows: readonly Row[], name: RegExp): number | null {
  const medians = rows.flatMap(({ system, medianMs }) => (name.test(system) && medianMs !== null ? [medianMs] : []));
  return medians.length === 0 ? null : Math.min(...medians);
}

function ratio(value: number | null, other: number | null): string {
  return value === null || other === null ? '' : (value / other).toFixed(2);
}

function text(value: number | null, digits: number): string {
  return value === null ? '-' : value.toFixed(digits);
}
