import { describe, expect, it } from 'vitest';
import type { Monitor } from '#shared/std/screen/screen-message.ts';
import { toDesktopPosition } from './desktop-position.ts';
import { locateOnLanes } from './locate-on-lanes.ts';
import { laneChoices, readChoice } from './monitor-choices.ts';
import { shownMonitors } from './shown-monitors.ts';

const left: Monitor = { id: 3, name: 'HDMI-1', x: -1280, y: 120, width: 1280, height: 1024, primary: false };
const right: Monitor = { id: 0, name: 'DP-1', x: 0, y: 0, width: 1920, height: 1080, primary: true };
const monitors = [right, left];
/** 3200 wide and, because one hangs lower, 1144 high. */
const desktop = { left: -1280, top: 0, width: 3200, height: 1144 };

/** The pixel of the virtual desktop that the customer's side will make of it, which has 16 bits for each fraction. */
function pixelOf(position: { x: number; y: number } | null): unknown {
  const pixel = (fraction: number, count: number): number =>
    Math.min(count - 1, Math.floor((Math.round(fraction * 65_535) / 65_535) * count));
  return (
    position && {
      x: pixel(position.x, desktop.width) + desktop.left,
      y: pixel(position.y, desktop.height) + desktop.top,
    }
  );
}

describe('a position on one of several screens', () => {
  it.each([
    [left, 0, 0],
    [left, 1279, 1023],
    [right, 0, 0],
    [right, 1919, 1079],
    [right, 1234, 567],
  ])('is the same pixel on the whole desktop', (monitor, x, y) => {
    const onMonitor = { x: (x + 0.5) / monitor.width, y: (y + 0.5) / monitor.height };
    expect(pixelOf(toDesktopPosition(onMonitor, monitor, monitors))).toEqual({ x: monitor.x + x, y: monitor.y + y });
  });

  const box = (edge: number, width: number, height: number) => ({
    getBoundingClientRect: () => ({ left: edge, top: 50, width, height }),
  });
  const pictures = [
    { monitor: left, canvas: box(0, 640, 600), size: { width: 1280, height: 1024 } },
    { monitor: right, canvas: box(642, 960, 600), size: { width: 1920, height: 1080 } },
  ];

  it('is found in the picture that it is on, beside its letterbox', () => {
    // The left one is 640 x 512 in 640 x 600: 44 of bar above.
    expect(pixelOf(locateOnLanes({ x: 100, y: 50 + 44 + 10 }, false, pictures, monitors))).toEqual({
      x: -1280 + 200,
      y: 120 + 20,
    });
    expect(pixelOf(locateOnLanes({ x: 642 + 480, y: 50 + 300 }, false, pictures, monitors))).toEqual({
      x: 960,
      y: 540,
    });
    expect(locateOnLanes({ x: 100, y: 60 }, false, pictures, monitors)).toBeNull();
  });

  it('is at the nearest edge while something is dragged outside', () => {
    expect(pixelOf(locateOnLanes({ x: 5_000, y: -10 }, true, pictures, monitors))).toEqual({ x: 1919, y: 0 });
    expect(pixelOf(locateOnLanes({ x: -5, y: 900 }, true, pictures, monitors))).toEqual({ x: -1280, y: 1143 });
  });

  it('is nowhere while there is no picture', () => {
    const blank = pictures.map((picture) => ({ ...picture, size: null }));
    expect(locateOnLanes({ x: 100, y: 100 }, true, blank, monitors)).toBeNull();
  });
});

describe('the screens that are shown', () => {
  it('are the chosen one, all from left to right, or the main one', () => {
    expect(shownMonitors(3, monitors)).toEqual([left]);
    expect(shownMonitors('all', monitors)).toEqual([left, right]);
    expect(shownMonitors('primary', monitors)).toEqual([right]);
    expect(shownMonitors(9, monitors)).toEqual([right]);
    expect(shownMonitors('primary', [left])).toEqual([left]);
    expect(shownMonitors('all', [])).toEqual([]);
  });

  it('are chosen by number, name and size', () => {
    const texts = {
      screen: (number: number, name: string) => `${number} ${name}`,
      size: (width: number, height: number) => `${width}x${height}`,
      primary: 'main',
      all: 'All',
    };
    const { choices, value } = laneChoices('primary', monitors, texts);
    expect(choices).toEqual([
      { value: '3', name: '1 HDMI-1', detail: '1280x1024' },
      { value: '0', name: '2 DP-1', detail: '1920x1080, main' },
      { value: 'all', name: 'All' },
    ]);
    expect(value).toBe('0');
    expect(choices.map((choice) => readChoice(choice.value))).toEqual([3, 0, 'all']);
  });
});
