import type { ReactNode } from 'react';
import { historySeconds, type LaneSecond } from './lane-stats.ts';
import styles from './statistics.module.css';

const heightUnits = 40;

/** A line of the last minute: where nothing was drawn it has a gap. The figures beside it say the same in words. */
export function LatencyChart(props: { readonly history: readonly LaneSecond[] }) {
  const { history } = props;
  const most = roundedUp(Math.max(20, ...history.map(({ latencyMs }) => latencyMs ?? 0)));
  const start = historySeconds - history.length;
  const points = history.flatMap(({ latencyMs }, at) =>
    latencyMs === null ? [] : [`${start + at + 0.5},${heightUnits * (1 - latencyMs / most)}`],
  );
  return (
    <Chart most={`${most} ms`}>
      <polyline className={styles['line']} points={points.join(' ')} />
      {points.length === 1 && (
        <circle className={styles['point']} cx={start + 0.5} cy={points[0]?.split(',')[1]} r="1" />
      )}
    </Chart>
  );
}

const kinds = ['moved', 'lossless', 'video', 'other'] as const;

/** What was sent in each second of the last minute, as a bar of its kinds on top of each other. */
export function BytesChart(props: {
  readonly history: readonly LaneSecond[];
  readonly most: (bytes: number) => string;
}) {
  const { history } = props;
  const most = roundedUp(Math.max(10_000, ...history.map(({ bytes }) => bytes)));
  const start = historySeconds - history.length;
  return (
    <Chart most={props.most(most)}>
      {history.flatMap((second, at) => {
        let top = heightUnits;
        return kinds.map((kind) => {
          const height = (heightUnits * second.bytesByKind[kind]) / most;
          top -= height;
          return height === 0 ? null : (
            <rect
              key={`${start + at} ${kind}`}
              className={styles[kind]}
              x={start + at}
              y={top}
              width="0.85"
              height={height}
            />
          );
        });
      })}
    </Chart>
  );
}

function Chart(props: { readonly most: string; readonly children: ReactNode }) {
  return (
    <div className={styles['chart']} aria-hidden>
      <svg viewBox={`0 0 ${historySeconds} ${heightUnits}`} preserveAspectRatio="none">
        {props.children}
      </svg>
      <span className={styles['most']}>{props.most}</span>
    </div>
  );
}

/** The next of 1, 2, 5, 10, 20, 50, ...: a scale that does not jump with every value. */
function roundedUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((step) => step * power >= value) ?? 10) * power;
}
