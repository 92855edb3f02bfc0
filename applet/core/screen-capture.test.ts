import { beforeEach, describe, expect, it } from 'vitest';
import { captureStopTimeoutMs } from '#shared/std/protocol/limits.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { ScreenCapture } from './screen-capture.ts';

let clock: FakeClock;
let calls: string[];
let capture: ScreenCapture;

beforeEach(() => {
  clock = new FakeClock();
  calls = [];
  capture = new ScreenCapture({
    clock,
    startWindow: (generation) => calls.push(`start ${generation}`),
    stopWindow: (generation) => calls.push(`stop ${generation}`),
    killWindow: () => calls.push('kill'),
    onLive: (wholeScreen) => calls.push(wholeScreen ? 'live' : 'live in part'),
    onEnded: (reason) => calls.push(`ended ${reason}`),
  });
});

/** A capture that runs, with nothing noted of how it got there. */
function live(): void {
  capture.start();
  capture.started(capture.generation, true);
  calls = [];
}

describe('ScreenCapture', () => {
  it('PRM4 a window that confirms its stop in time is left alone', () => {
    live();
    capture.stop();
    expect([calls, capture.isRunning]).toEqual([['stop 1'], false]);
    capture.stopped(1);
    clock.advance(60_000);
    expect([calls, clock.timerCount]).toEqual([['stop 1'], 0]);
  });

  it('PRM4 a window that does not is killed within its time', () => {
    live();
    capture.stop();
    clock.advance(captureStopTimeoutMs - 1);
    expect(calls).toEqual(['stop 1']);
    clock.advance(1);
    expect(calls).toEqual(['stop 1', 'kill']);
  });

  it('PRM4 the end of an older media connection is no confirmation', () => {
    live();
    capture.start();
    capture.started(2, true);
    capture.stop();
    capture.stopped(1);
    capture.failed(1, 'captureFailed');
    clock.advance(captureStopTimeoutMs);
    expect(calls.at(-1)).toBe('kill');
  });

  it('PRM4 a window that goes on telling of its capture instead of stopping is killed all the same', () => {
    live();
    capture.stop();
    for (let ms = 0; ms < captureStopTimeoutMs; ms += 10) {
      capture.started(1, true);
      clock.advance(10);
    }
    expect(calls.at(-1)).toBe('kill');
    expect(calls).not.toContain('live');
  });

  it('PRM4 a capture that nobody wanted any more is stopped, whenever it comes up', () => {
    capture.start();
    capture.stop();
    capture.stopped(1);
    calls = [];
    // The person chose a screen in the browser's picker after all.
    capture.started(1, true);
    expect([calls, capture.isLive]).toEqual([['stop 1'], false]);
  });

  it('PRM4 the browser’s own "Stop sharing" ends it', () => {
    live();
    capture.stopped(1);
    expect([calls, capture.isRunning, clock.timerCount]).toEqual([['ended screenNotChosen'], false, 0]);
  });

  it('a picker that was closed is a failure with its reason', () => {
    capture.start();
    capture.failed(1, 'screenNotChosen');
    expect(calls).toEqual(['start 1', 'ended screenNotChosen']);
    capture.failed(1, 'captureFailed');
    expect(calls).toHaveLength(2);
  });

  it('DC6 a new media connection of a running capture counts up, and the old one is not heard any more', () => {
    live();
    capture.start();
    expect(calls).toEqual(['start 2']);
    capture.started(1, true);
    expect(capture.isLive).toBe(false);
    capture.stopped(1);
    capture.failed(1, 'captureFailed');
    expect(capture.isRunning).toBe(true);
    capture.started(2, false);
    expect([calls.at(-1), capture.showsWholeScreen]).toEqual(['live in part', false]);
  });

  it('only a whole screen that is live shows the whole screen', () => {
    expect(capture.showsWholeScreen).toBe(false);
    capture.start();
    expect(capture.showsWholeScreen).toBe(false);
    capture.started(1, true);
    expect(capture.showsWholeScreen).toBe(true);
    capture.stop();
    expect(capture.showsWholeScreen).toBe(false);
  });

  it('a window that goes away takes its capture with it', () => {
    live();
    capture.windowGone();
    expect([calls, capture.isRunning]).toEqual([['ended windowLost'], false]);
    capture.windowGone();
    expect(calls).toHaveLength(1);
  });

  it('a window that goes away while it is stopping has stopped', () => {
    live();
    capture.stop();
    capture.windowGone();
    clock.advance(60_000);
    expect([calls, clock.timerCount]).toEqual([['stop 1'], 0]);
  });

  it('asked for again while it is stopping, it starts anew and nothing is killed', () => {
    live();
    capture.stop();
    capture.start();
    capture.stopped(1);
    clock.advance(60_000);
    expect([calls, capture.isRunning]).toEqual([['stop 1', 'start 2'], true]);
  });
});
