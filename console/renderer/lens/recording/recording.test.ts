import { describe, expect, it } from 'vitest';
import { recordedRectangle, recordedSize } from './recorded-size.ts';
import { recordingType } from './recording-type.ts';
import { RunningTime } from './running-time.ts';

describe('how large a recording is', () => {
  it('is the shape of the first picture, at full size even where that was small', () => {
    expect(recordedSize({ width: 1280, height: 720 })).toEqual({ width: 1280, height: 720 });
    expect(recordedSize({ width: 320, height: 180 })).toEqual({ width: 1280, height: 720 });
    expect(recordedSize({ width: 1080, height: 1920 })).toEqual({ width: 720, height: 1280 });
    expect(recordedSize(null)).toEqual({ width: 1280, height: 720 });
    expect(recordedSize({ width: 0, height: 0 })).toEqual({ width: 1280, height: 720 });
  });

  it('has even sides, which encoders need', () => {
    for (const first of [
      { width: 1279, height: 717 },
      { width: 5, height: 1280 },
      { width: 333, height: 1000 },
    ]) {
      const { width, height } = recordedSize(first);
      expect([width % 2, height % 2, Math.max(width, height)]).toEqual([0, 0, 1280]);
      expect(Math.min(width, height)).toBeGreaterThan(0);
    }
  });

  it('holds a phone’s picture whole after it was turned', () => {
    const recording = { width: 1280, height: 720 };
    expect(recordedRectangle({ width: 720, height: 1280 }, recording)).toEqual({
      left: 437.5,
      top: 0,
      width: 405,
      height: 720,
    });
    expect(recordedRectangle({ width: 640, height: 360 }, recording)).toEqual({
      left: 0,
      top: 0,
      width: 1280,
      height: 720,
    });
  });
});

describe('what a recording is written as', () => {
  it('is what most players know, as far as the browser can', () => {
    expect(recordingType(() => true)).toEqual({ mimeType: 'video/mp4;codecs=avc1.42E01F,mp4a.40.2', ending: 'mp4' });
    expect(recordingType((type) => !type.includes('mp4a'))?.mimeType).toBe('video/mp4;codecs=avc1.42E01F,opus');
    expect(recordingType((type) => type.startsWith('video/webm'))).toEqual({
      mimeType: 'video/webm;codecs=vp8,opus',
      ending: 'webm',
    });
    expect(recordingType(() => false)).toBeNull();
  });
});

describe('how long it has run', () => {
  it('counts no pause', () => {
    const time = new RunningTime(1_000);
    expect(time.elapsedMs(6_000)).toBe(5_000);
    time.setPaused(true, 6_000);
    time.setPaused(true, 8_000);
    expect([time.isPaused, time.elapsedMs(90_000)]).toEqual([true, 5_000]);
    time.setPaused(false, 100_000);
    expect(time.elapsedMs(101_000)).toBe(6_000);
  });
});
