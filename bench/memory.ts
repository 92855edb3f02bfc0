import { setTimeout as pause } from 'node:timers/promises';
import { row, type Figure, type Row } from './figure.ts';
import { cpuSeconds, memoryMegabytes, processesOf } from './support/process-use.ts';
import { beginSession, shareScreen, type LiveSession } from './support/session-steps.ts';
import { openTwoScreens } from './support/two-screens.ts';

const cpuSpanMs = 10_000;

/** What a running session takes of both computers. */
export const memory: Figure = {
  name: 'memory',
  title: 'Memory and processor of every part, idle in a session and while the screen is shared',
  measure: async () => {
    const screens = await openTwoScreens();
    try {
      const session = await beginSession(screens);
      const idle = await measureParts(session, 'idle in a session');
      await shareScreen(session);
      return [...idle, ...(await measureParts(session, 'a still screen shared'))];
    } finally {
      await screens.close();
    }
  },
};

async function measureParts({ console, applet }: LiveSession, when: string): Promise<readonly Row[]> {
  const desk = processesOf(console.process.pid ?? 0);
  const customer = processesOf(applet.process.pid ?? 0);
  const parts: readonly (readonly [string, readonly number[]])[] = [
    ['relay', desk.relay],
    ['console main', [desk.main]],
    ['applet main', [customer.main]],
    ['console window', desk.browser],
    ['applet window', customer.browser],
  ];
  const before = parts.map(([, pids]) => cpuSeconds(pids));
  await pause(cpuSpanMs);
  const cores = parts.map(
    ([, pids], index) => Math.round((1e6 * (cpuSeconds(pids) - (before[index] ?? 0))) / cpuSpanMs) / 1_000,
  );
  return parts.flatMap(([part, pids], index): Row[] => [
    row({
      case: `${part}, ${when}: memory`,
      value: Math.round(memoryMegabytes(pids)),
      unit: 'MB',
      detail: pids.length === 1 ? 'proportional set size' : `proportional set size, ${pids.length} processes`,
    }),
    row({ case: `${part}, ${when}: processor`, value: cores[index] ?? 0, unit: 'cores', detail: 'over 10 s' }),
  ]);
}
