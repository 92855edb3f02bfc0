import * as v from 'valibot';
import type { Figure } from './figure.ts';
import { runTool } from './support/run-tool.ts';
import { round } from './support/spread.ts';

const resultSchema = v.array(
  v.object({
    scene: v.string(),
    framesPerSecond: v.number(),
    medianMs: v.nullable(v.number()),
    p95Ms: v.nullable(v.number()),
    busyCores: v.number(),
    codec: v.nullable(v.string()),
  }),
);

/** The shared screen, from paint to paint, with the settings that the product uses. */
export const screenRate: Figure = {
  name: 'screen-rate',
  title: 'The shared screen, from paint to paint (bench/media-settings.ts compares settings)',
  measure: async () => {
    const output = await runTool('bench/media-settings.ts', '--json', '--only', '^AV1 detail 60/s$');
    const rows = v.parse(resultSchema, JSON.parse(output.slice(output.indexOf('['))));
    return rows.flatMap(({ scene, framesPerSecond, medianMs, p95Ms, busyCores, codec }) => [
      {
        what: `${scene}: frames`,
        value: round(framesPerSecond),
        unit: 'frames/s',
        detail: `${codec ?? 'no codec'}, whole computer ${round(busyCores)} cores`,
      },
      {
        what: `${scene}: paint to paint`,
        value: medianMs === null ? null : round(medianMs),
        unit: 'ms',
        detail: p95Ms === null ? 'no frame came' : `p95 ${round(p95Ms)}`,
      },
    ]);
  },
};
