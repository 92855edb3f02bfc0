import { describe, expect, it } from 'vitest';
import { LeaveGuard } from './leave-guard.ts';

/** Whether the browser would ask before it leaves this page now. */
function asks(page: EventTarget): boolean {
  const leaving = new Event('beforeunload', { cancelable: true });
  page.dispatchEvent(leaving);
  return leaving.defaultPrevented;
}

describe('leaving the page', () => {
  it('is asked about while a session runs, and at no other time', () => {
    const page = new EventTarget();
    const guard = new LeaveGuard(page as Window);
    expect(asks(page)).toBe(false);
    guard.set(true);
    guard.set(true);
    expect(asks(page)).toBe(true);
    guard.set(false);
    expect(asks(page)).toBe(false);
  });
});
