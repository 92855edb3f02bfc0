import * as v from 'valibot';

const measured = v.nullable(v.number());

/** Rows that a process of its own measured. */
export const rowSchema = v.object({
  /** What went on. */
  case: v.string(),
  /** Who did it: a program of ours, or a peer. */
  system: v.string(),
  fps: measured,
  /** For sums of time and latencies alike. */
  medianMs: measured,
  p95Ms: measured,
  bytesPerSecond: measured,
  /** In cores: the customer's side, and the technician's. */
  cpuSender: measured,
  cpuViewer: measured,
  /** What none of the above is a name for, with its unit. */
  value: measured,
  unit: v.nullable(v.picklist(['MB/s', 'MB', 'kB/s', 'kB', 'cores', 'px', 'lines', 'files', 'tests'])),
  /** Spread, count, circumstances: what a reader needs to judge the figures. */
  detail: v.string(),
  /** Both displays' X servers together, in cores. */
  cpuDisplays: v.optional(measured),
  /** Likeness of what is seen to what was painted: once it stands still, and while it moves. 1: the same. */
  ssimRest: v.optional(measured),
  ssimMotion: v.optional(measured),
  /** How often this was measured: each figure is the median. */
  repeats: v.optional(v.number()),
});

/** One line of the results: what was measured, of whom, and how it came out. Null: not measured; `detail` may say why. */
export type Row = v.InferOutput<typeof rowSchema>;

const nothing = {
  system: 'Handrail',
  fps: null,
  medianMs: null,
  p95Ms: null,
  bytesPerSecond: null,
  cpuSender: null,
  cpuViewer: null,
  value: null,
  unit: null,
  detail: '',
} as const;

/** A row in which what is not given was not measured; the system is Handrail unless it is given. */
export function row(given: Partial<Row> & Pick<Row, 'case'>): Row {
  const { case: name, ...figures } = given;
  return { case: name, ...nothing, ...figures };
}

export type BenchOptions = {
  /** How often a whole session is set up; the median counts. Default 5. */
  readonly runs: number;
  /** How many key presses, and how many moves. Default 200. */
  readonly samples: number;
};

/** Something that Handrail is measured by, with the code that measures it. */
export type Figure = {
  readonly name: string;
  readonly title: string;
  readonly measure: (options: BenchOptions) => Promise<readonly Row[]>;
};
