import type { Figure } from './figure.ts';
import { beginSession, timeSharing, type BeginningTimes } from './support/session-steps.ts';
import { runsRow } from './support/spread.ts';
import { openTwoScreens } from './support/two-screens.ts';

type Run = BeginningTimes & { readonly allowToFrame: number };

/** How long people wait while a session begins. */
export const sessionTimes: Figure = {
  name: 'session-times',
  title: 'A session begins: real programs, through their windows',
  measure: async ({ runs }) => {
    const done: Run[] = [];
    for (let run = 0; run < runs; run += 1) {
      const screens = await openTwoScreens();
      try {
        const session = await beginSession(screens);
        done.push({ ...session.times, allowToFrame: await timeSharing(session, screens) });
      } finally {
        await screens.close();
      }
    }
    const row = (what: string, pick: (run: Run) => number) => runsRow(what, done.map(pick));
    return [
      row('console: start to picture of its window', ({ consoleStart }) => consoleStart),
      row('applet: start to picture of its window', ({ appletStart }) => appletStart),
      row('PIN entered (Connect) to terms', ({ connectToTerms }) => connectToTerms),
      row('terms accepted to session in the list', ({ acceptToList }) => acceptToList),
      row('PIN entered to session in the list', ({ connectToTerms, acceptToList }) => connectToTerms + acceptToList),
      row('Start to data connection', ({ startToConnection }) => startToConnection),
      row('Allow to first picture', ({ allowToFrame }) => allowToFrame),
    ];
  },
};
