import * as v from 'valibot';

/** An offer, answer or candidate of the media connection, as simple-peer makes it: passed on, never read, by either main (DC6). */
export const mediaSignalSchema = v.strictObject({
  /** Counts the media connections of a session: signals of an older one are dropped. */
  generation: v.pipe(v.number(), v.integer(), v.minValue(0)),
  data: v.pipe(v.string(), v.maxLength(32_768)),
});

export type MediaSignal = v.InferOutput<typeof mediaSignalSchema>;
