import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { HeldFrames } from './held-frames.ts';

/** Frames by number, and what becomes of them. */
class Desk {
  readonly clock = new FakeClock();
  readonly shown: number[] = [];
  /** Copies that nobody closed yet. */
  open = 0;
  /** Frames up to this one may be seen. */
  known = 0;
  readonly waitMs = 100;
  readonly held = new HeldFrames({
    clock: this.clock,
    waitMs: (frame, heldForMs) => (frame.timestamp <= this.known ? 0 : this.waitMs - heldForMs),
  });
  /** What ends each showing, where the test does that. */
  readonly ends: (() => void)[] = [];
  isSlow = false;

  come(number: number): Promise<void> {
    const frame = {
      timestamp: number,
      clone: () => {
        this.open += 1;
        return { timestamp: number, close: () => void (this.open -= 1) };
      },
    } as unknown as VideoFrame;
    return this.held.take(frame, async ({ timestamp }) => {
      this.shown.push(timestamp);
      if (this.isSlow) await new Promise<void>((resolve) => this.ends.push(resolve));
    });
  }

  async know(number: number): Promise<void> {
    this.known = number;
    this.held.recheck();
    await settled();
  }
}

/** All that follows at once. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('frames that are held back', () => {
  it('are shown at once where nothing is waited for', async () => {
    const desk = new Desk();
    desk.known = 9;
    for (const number of [1, 2, 3]) await desk.come(number);
    expect([desk.shown, desk.open, desk.clock.timerCount]).toEqual([[1, 2, 3], 0, 0]);
  });

  it('are shown when they are due, the newest of them; the others are left out', async () => {
    const desk = new Desk();
    for (const number of [1, 2, 3, 4]) await desk.come(number);
    expect([desk.shown, desk.open]).toEqual([[], 4]);
    await desk.know(1);
    await desk.know(3);
    expect([desk.shown, desk.open]).toEqual([[1, 3], 1]);
  });

  it('are shown when they have waited long enough, each in its turn', async () => {
    const desk = new Desk();
    await desk.come(1);
    desk.clock.advance(33);
    await desk.come(2);
    desk.clock.advance(66);
    await settled();
    expect(desk.shown).toEqual([]);
    desk.clock.advance(1);
    await settled();
    expect(desk.shown).toEqual([1]);
    desk.clock.advance(33);
    await settled();
    expect([desk.shown, desk.open, desk.clock.timerCount]).toEqual([[1, 2], 0, 0]);
  });

  it('never keep a decoder from its memory: of too many the oldest is due', async () => {
    const desk = new Desk();
    for (let number = 1; number <= 10; number += 1) await desk.come(number);
    expect([desk.shown, desk.open]).toEqual([[1, 2, 3, 4], 6]);
  });

  it('are shown one after the other, though they become due while one is being shown', async () => {
    const desk = new Desk();
    desk.isSlow = true;
    desk.known = 1;
    const first = desk.come(1);
    await desk.come(2);
    await desk.know(2);
    expect(desk.shown).toEqual([1]);
    desk.ends.shift()?.();
    await settled();
    expect(desk.shown).toEqual([1, 2]);
    desk.ends.shift()?.();
    await first;
    expect([desk.open, desk.clock.timerCount]).toEqual([0, 0]);
  });

  it('do not pile up while one takes long to be shown', async () => {
    const desk = new Desk();
    desk.isSlow = true;
    desk.known = 100;
    const first = desk.come(1);
    for (let number = 2; number <= 60; number += 1) await desk.come(number);
    expect([desk.shown, desk.open]).toEqual([[1], 7]);
    desk.isSlow = false;
    desk.ends.shift()?.();
    await first;
    expect([desk.shown, desk.open]).toEqual([[1, 60], 0]);
  });

  it('are closed unseen when they are not wanted any more', async () => {
    const desk = new Desk();
    await desk.come(1);
    await desk.come(2);
    desk.held.clear();
    desk.clock.advance(1_000);
    await settled();
    expect([desk.shown, desk.open, desk.clock.timerCount]).toEqual([[], 0, 0]);
  });

  it('do not stop at one that cannot be shown', async () => {
    const desk = new Desk();
    const reportError = vi.fn<(error: unknown) => void>();
    vi.stubGlobal('reportError', reportError);
    onTestFinished(() => void vi.unstubAllGlobals());
    const broken = { clone: () => ({ timestamp: 0, close: () => {} }) } as unknown as VideoFrame;
    await desk.held.take(broken, () => Promise.reject(new Error('gone')));
    desk.known = 1;
    await desk.come(1);
    expect([desk.shown, reportError.mock.calls.length]).toEqual([[1], 1]);
  });
});
