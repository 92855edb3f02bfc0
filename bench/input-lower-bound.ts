import * as v from 'valibot';
import { startDisplay } from '#tests/support/x-display.ts';
import { rowSchema, type Figure } from './figure.ts';
import { runTool } from './support/run-tool.ts';

/** What remote input costs without windows: our sender, receiver and driver, in one process. */
export const inputLowerBound: Figure = {
  name: 'input-lower-bound',
  title: 'The same without windows: sender to X server in one process',
  measure: async ({ samples }) => {
    const display = await startDisplay({ width: 1440, height: 900 });
    try {
      // nut-js holds on to one display for the life of its process, so it gets a process that ends before the display.
      const output = await runTool('bench/input-lower-bound/sender-to-screen.ts', display.display, String(samples));
      return v.parse(v.array(rowSchema), JSON.parse(output));
    } finally {
      await display.close();
    }
  },
};
