import { describe, expect, it } from 'vitest';
import { fullCameraRate, nextCameraRate, type CameraRateState, type CameraSample } from './camera-rate.ts';

const free: CameraSample = {
  limitedBy: 'none',
  framesPerSecond: 30,
  availableBitrate: 5_000_000,
  lossShare: 0,
  pixels: 1280 * 720,
};

function after(samples: number, sample: Partial<CameraSample>, from: CameraRateState = fullCameraRate) {
  let state = from;
  for (let count = 0; count < samples; count += 1) state = nextCameraRate(state, { ...free, ...sample });
  return state;
}

const short = ({ rate }: CameraRateState): readonly number[] => [rate.scaleResolutionDownBy, rate.maxFramerate];

describe('the rate of the camera', () => {
  it('stays as the camera gives it on a good link', () => {
    expect(short(after(100, {}))).toEqual([1, 30]);
  });

  it.each([
    [2_500_000, [1, 30]],
    [1_400_000, [1, 20]],
    [1_000_000, [1, 15]],
    [700_000, [1, 10]],
    [500_000, [1.5, 15]],
    [300_000, [1.5, 10]],
    [170_000, [2, 10]],
    [110_000, [3, 15]],
    [80_000, [3, 10]],
    [5_000, [3, 10]],
  ])('gives up frames before size: %i bits a second', (availableBitrate, expected) => {
    expect(short(after(5, { availableBitrate }))).toEqual(expected);
  });

  it('never gives a size less than eight frames a second', () => {
    for (let availableBitrate = 1_000; availableBitrate < 3_000_000; availableBitrate += 1_000) {
      expect(after(5, { availableBitrate }).rate.maxFramerate).toBeGreaterThanOrEqual(8);
    }
  });

  it('goes by a single bad moment not at all', () => {
    let state = fullCameraRate;
    for (let moment = 0; moment < 50; moment += 1) {
      state = nextCameraRate(state, { ...free, availableBitrate: moment % 2 === 0 ? 100_000 : 5_000_000 });
    }
    expect(short(state)).toEqual([1, 30]);
  });

  it('takes less while too few frames leave for want of link or processor, not because the room is dark', () => {
    expect(short(after(2, { limitedBy: 'cpu', framesPerSecond: 5 }))).toEqual([1, 20]);
    expect(short(after(8, { limitedBy: 'cpu', framesPerSecond: 5 }))).toEqual([1.5, 20]);
    expect(short(after(8, { limitedBy: 'none', framesPerSecond: 5 }))).toEqual([1, 30]);
  });

  it('without an estimate goes by losses and by what the browser says', () => {
    expect(short(after(4, { availableBitrate: null, lossShare: 0.3 }))).toEqual([1, 15]);
    const poor = after(4, { availableBitrate: null, lossShare: 0.3 });
    expect(short(after(20, { availableBitrate: null, lossShare: 0 }, poor))).toEqual([1, 30]);
    expect(short(after(20, { availableBitrate: null, limitedBy: 'bandwidth' }, poor))).toEqual([1, 15]);
  });

  it('takes more one step at a time, and only with room to spare', () => {
    const poor = after(5, { availableBitrate: 300_000 });
    expect(short(after(2, {}, poor))).toEqual([1.5, 10]);
    expect(short(after(3, {}, poor))).toEqual([1.5, 15]);
    expect(short(after(6, {}, poor))).toEqual([1.5, 20]);
    expect(short(after(100, {}, poor))).toEqual([1, 30]);
    // Just enough for the next step is not enough.
    expect(short(after(100, { availableBitrate: 440_000 }, poor))).toEqual([1.5, 10]);
  });

  it('waits longer each time that more was too much, so that the picture does not pump', () => {
    let state = after(2, { limitedBy: 'cpu', framesPerSecond: 5 });
    let changes = 0;
    // This processor bears the second step and never the first.
    for (let sample = 0; sample < 300; sample += 1) {
      const bad = state.rate.maxFramerate === 30;
      const next = nextCameraRate(state, bad ? { ...free, limitedBy: 'cpu', framesPerSecond: 5 } : free);
      if (next.rate !== state.rate) changes += 1;
      state = next;
    }
    // Ten minutes; without the patience it would be a hundred and more.
    expect(changes).toBeLessThan(30);
  });

  it('forgets an old mistake when it has gone well for a minute', () => {
    const regretted = { ...fullCameraRate, patience: 24, sinceMore: 0 };
    expect(after(40, {}, regretted).patience).toBe(fullCameraRate.patience);
  });
});
