import { describe, expect, it } from 'vitest';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { CaptureTimes, type CaptureTime } from './capture-times.ts';

class Looks {
  readonly clock = new FakeClock();
  readonly times: CaptureTimes;
  ended = 0;
  #done: ((times: readonly CaptureTime[]) => void)[] = [];

  constructor() {
    this.times = new CaptureTimes(this.clock, (_, onDone) => {
      this.#done.push(onDone);
      return () => {
        this.ended += 1;
      };
    });
  }

  get begun(): number {
    return this.#done.length;
  }

  see(...times: readonly CaptureTime[]): void {
    this.#done.at(-1)?.(times);
  }
}

const camera = {} as MediaStreamTrack;

describe('CaptureTimes', () => {
  it('tells when a frame was captured by what its sender counted, from a look at others', () => {
    const looks = new Looks();
    expect(looks.times.capturedAtMs(camera, 9_000)).toBeNull();
    // One of them is reported late.
    looks.see(
      { capturedAtMs: 1_000, rtpTimestamp: 9_000 },
      { capturedAtMs: 1_090, rtpTimestamp: 12_000 },
      { capturedAtMs: 1_066.7, rtpTimestamp: 15_003 },
    );
    expect(looks.times.capturedAtMs(camera, 18_000)).toBeCloseTo(1_100, 1);
    expect(looks.times.capturedAtMs(camera, 0)).toBeCloseTo(900, 1);
  });

  it('counts on where the sender’s count begins anew', () => {
    const looks = new Looks();
    looks.times.capturedAtMs(camera, 0);
    looks.see({ capturedAtMs: 50_000, rtpTimestamp: 2 ** 32 - 900 });
    expect(looks.times.capturedAtMs(camera, 900)).toBeCloseTo(50_020, 6);
  });

  it('looks again soon while nothing is known, and seldom after', () => {
    const looks = new Looks();
    looks.times.capturedAtMs(camera, 0);
    looks.times.capturedAtMs(camera, 0);
    expect(looks.begun).toBe(1);
    looks.see();
    looks.times.capturedAtMs(camera, 0);
    expect(looks.begun).toBe(1);
    looks.clock.advance(1_000);
    looks.times.capturedAtMs(camera, 0);
    expect(looks.begun).toBe(2);
    looks.see({ capturedAtMs: 1_000, rtpTimestamp: 0 });
    looks.clock.advance(9_000);
    looks.times.capturedAtMs(camera, 0);
    expect(looks.begun).toBe(2);
    looks.clock.advance(1_000);
    expect(looks.times.capturedAtMs(camera, 90)).toBe(1_001);
    expect(looks.begun).toBe(3);
  });

  it('knows nothing of another track, and calls its look off when it is closed', () => {
    const looks = new Looks();
    looks.times.capturedAtMs(camera, 0);
    looks.see({ capturedAtMs: 1_000, rtpTimestamp: 0 });
    expect(looks.times.capturedAtMs({} as MediaStreamTrack, 0)).toBeNull();
    expect(looks.ended).toBe(0);
    looks.times.close();
    expect(looks.ended).toBe(1);
  });
});
