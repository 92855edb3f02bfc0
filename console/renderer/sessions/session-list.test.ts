import { describe, expect, it } from 'vitest';
import { formatsFor } from '#shared/ui/format.ts';
import { rowForKey } from './list-keyboard.ts';
import { longWaitMs, statusTimeText, veryLongWaitMs, waitingLevel } from './waiting-time.ts';

describe('session list keyboard', () => {
  it('moves row by row and stops at both ends', () => {
    expect(rowForKey('ArrowDown', 0, 3)).toBe(1);
    expect(rowForKey('ArrowDown', 2, 3)).toBe(2);
    expect(rowForKey('ArrowUp', 1, 3)).toBe(0);
    expect(rowForKey('ArrowUp', 0, 3)).toBe(0);
    expect(rowForKey('Home', 2, 3)).toBe(0);
    expect(rowForKey('End', 0, 3)).toBe(2);
  });

  it('leaves other keys, and every key in an empty list, to the window', () => {
    expect(rowForKey('a', 1, 3)).toBeNull();
    expect(rowForKey('ArrowDown', 0, 0)).toBeNull();
  });
});

describe('waiting time', () => {
  const waiting = { status: { name: 'waiting' }, statusSinceMs: 1_000_000 } as const;

  it('becomes more urgent at two and at five minutes, and only while the customer waits to be picked up', () => {
    const levels = [0, longWaitMs - 1, longWaitMs, veryLongWaitMs].map((waitedMs) =>
      waitingLevel(waiting, waiting.statusSinceMs + waitedMs),
    );
    expect(levels).toEqual(['calm', 'calm', 'long', 'veryLong']);
    expect(waitingLevel({ ...waiting, status: { name: 'active' } }, waiting.statusSinceMs + veryLongWaitMs)).toBe(
      'none',
    );
  });

  it('counts seconds while the customer waits, then minutes, and stops when the session is over', () => {
    const formats = formatsFor('en');
    const after = (session: Parameters<typeof statusTimeText>[0], ms: number): string | null =>
      statusTimeText(session, session.statusSinceMs + ms, formats);
    expect([-5_000, 7_000, 61_000].map((ms) => after(waiting, ms))).toEqual(['0:00', '0:07', '1:01']);
    const active = { ...waiting, status: { name: 'active' } } as const;
    expect([7_000, 119_000, 3_661_000].map((ms) => after(active, ms))).toEqual(['< 1 min', '1 min', '1 hr 1 min']);
    const closed = { name: 'closed', by: 'customer', reason: 'ended' } as const;
    expect(after({ ...waiting, status: closed }, 5_000)).toBeNull();
  });
});
