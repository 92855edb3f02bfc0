import type { System } from './system.ts';

/** Nothing between: what the method itself costs, seen and steered on the display that is painted on. */
export const floor: System = {
  name: 'floor: nothing between',
  isOnce: true,
  obstacle: () => null,
  start: async () => ({
    sender: [],
    viewer: [],
    wire: null,
    seenOn: 'source',
    takesInput: true,
    close: async () => {},
  }),
};
