import type { Monitor } from '#shared/std/screen/screen-message.ts';

/** Which monitors the technician looks at: one of them, all, or the one that the customer's system calls its first. */
export type MonitorChoice = number | 'all' | 'primary';

/** The monitors that are shown, from left to right as they stand on the customer's desk. One that was unplugged is replaced by the first. */
export function shownMonitors(choice: MonitorChoice, monitors: readonly Monitor[]): readonly Monitor[] {
  const inOrder = monitors.toSorted((a, b) => a.x - b.x || a.y - b.y);
  if (choice === 'all') return inOrder;
  const chosen = inOrder.find(({ id }) => id === choice) ?? inOrder.find(({ primary }) => primary) ?? inOrder[0];
  return chosen === undefined ? [] : [chosen];
}
