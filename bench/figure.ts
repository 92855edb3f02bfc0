import * as v from 'valibot';

/** One line of the table: what was measured, and how it came out. */
export type Row = v.InferOutput<typeof rowSchema>;

/** Rows that a process of its own measured. */
export const rowSchema = v.object({
  what: v.string(),
  /** Null: it could not be measured here; the detail says why. */
  value: v.nullable(v.number()),
  unit: v.picklist(['ms', 'MB/s', 'MB', 'kB', 'cores', 'lines', 'files', 'tests', 'frames/s']),
  /** Spread, count, circumstances: what a reader needs to judge the value. */
  detail: v.string(),
});

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
