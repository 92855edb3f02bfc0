import { describe, expect, it } from 'vitest';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { LateParts } from './late-parts.ts';

/** A part that cannot be fetched the first `failures` times. */
function part(failures: number): { readonly fetch: () => Promise<string>; readonly tries: () => number } {
  let tries = 0;
  return {
    fetch: async () => {
      tries += 1;
      if (tries <= failures) throw new TypeError('Failed to fetch dynamically imported module');
      return 'part';
    },
    tries: () => tries,
  };
}

/** Everything that is due without time going on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

describe('parts that come later', () => {
  it('are there as soon as they are fetched, and nothing is said', async () => {
    const clock = new FakeClock();
    const parts = new LateParts(clock);
    expect(await parts.load(part(0).fetch)).toBe('part');
    expect(parts.store.getState().missing).toBe(0);
    expect(clock.timerCount).toBe(0);
  });

  it('are told missing while they are, and tried again, more slowly each time, until they are there', async () => {
    const clock = new FakeClock();
    const parts = new LateParts(clock);
    const { fetch, tries } = part(6);
    const loading = parts.load(fetch);
    const delaysMs = [1_000, 2_000, 4_000, 8_000, 15_000, 15_000];
    for (const [index, delayMs] of delaysMs.entries()) {
      await settle();
      expect([tries(), parts.store.getState().missing]).toEqual([index + 1, 1]);
      clock.advance(delayMs - 1);
      await settle();
      expect(tries()).toBe(index + 1);
      clock.advance(1);
    }
    expect(await loading).toBe('part');
    expect(parts.store.getState().missing).toBe(0);
  });

  it('are counted each: one that is there does not hide another that is not', async () => {
    const clock = new FakeClock();
    const parts = new LateParts(clock);
    const soon = parts.load(part(1).fetch);
    const late = parts.load(part(2).fetch);
    await settle();
    expect(parts.store.getState().missing).toBe(2);
    clock.advance(1_000);
    await soon;
    await settle();
    expect(parts.store.getState().missing).toBe(1);
    clock.advance(2_000);
    await late;
    expect(parts.store.getState().missing).toBe(0);
  });

  it('are not tried any more once the window is gone', async () => {
    const clock = new FakeClock();
    const parts = new LateParts(clock);
    const { fetch, tries } = part(9);
    void parts.load(fetch);
    await settle();
    parts.dispose();
    clock.advance(60_000);
    await settle();
    expect([tries(), clock.timerCount]).toEqual([1, 0]);
  });
});
