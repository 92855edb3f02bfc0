import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadFfmpeg } from '#applet/main/screen/ffmpeg-library.ts';
import { openFfmpegScreenSource } from '#applet/main/screen/ffmpeg-screen-source.ts';
import type { FfmpegScreen } from '#applet/main/screen/ffmpeg-screens.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import type { Area } from '#shared/std/screen/area.ts';
import { blankPicture, type Picture } from '#shared/std/screen/picture.ts';
import type { ScreenSource } from '#shared/std/screen/screen-source.ts';
import { capture, startDisplay, type XDisplay } from '#tests/support/x-display.ts';
import { XPainter } from '#tests/support/x-painter.ts';

// The devices of Windows and Macs are not here; FFmpeg's device for X11 stands in for them, and takes the same way.

const width = 640;
const height = 480;
let display: XDisplay;
let painter: XPainter;
let source: ScreenSource | null = null;
let screens: readonly FfmpegScreen[] = [];

beforeEach(async () => {
  display = await startDisplay({ width, height });
  painter = await XPainter.open(display.display);
  screens = [screen('left', { x: 0, y: 0, width: 400, height }), screen('right', { x: 400, y: 0, width: 240, height })];
});

afterEach(async () => {
  await source?.close();
  source = null;
  painter.close();
  await display.close();
});

function screen(name: string, place: Area): FfmpegScreen {
  const options = { framerate: '60', draw_mouse: '0', video_size: `${place.width}x${place.height}` };
  const url = `${display.display}+${place.x},${place.y}`;
  return {
    ...place,
    name,
    primary: place.x === 0,
    inputs: [
      // A way that does not open here, as desktop duplication does not in a remote session.
      { format: 'gdigrab', url: 'desktop', options: {} },
      { format: 'x11grab', url, options },
    ],
  };
}

async function open() {
  const ffmpeg = await loadFfmpeg(silentLogger);
  if (ffmpeg === null) throw new Error('FFmpeg is not installed here');
  return openFfmpegScreenSource({
    ffmpeg,
    listScreens: async () => screens,
    clock: systemClock,
    logger: silentLogger,
  });
}

async function openSource(): Promise<ScreenSource> {
  const opened = await open();
  if (!opened.ok) throw new Error(opened.reason);
  source = opened.value;
  return opened.value;
}

const pixel = (picture: Picture, x: number, y: number): number =>
  (picture.pixels[y * picture.width + x] ?? 0) & 0xffffff;

describe('screens through FFmpeg’s devices', () => {
  it('are whole at first, then exact, and say which rows changed', async () => {
    await painter.fill(0, 0, width, height, 0x204060);
    const opened = await openSource();
    expect(opened.monitors.map(({ id, name, x }) => [id, name, x])).toEqual([
      [0, 'left', 0],
      [1, 'right', 400],
    ]);
    const [left, right] = [blankPicture(400, height), blankPicture(240, height)];
    expect(await opened.update(0, left)).toEqual({ ok: true, value: [{ x: 0, y: 0, width: 400, height }] });
    expect(await opened.update(1, right)).toMatchObject({ ok: true });
    expect([...left.pixels, ...right.pixels].every((value) => (value & 0xffffff) === 0x204060)).toBe(true);
    let told = 0;
    opened.onChanged(() => (told += 1));
    await painter.fill(390, 100, 20, 30, 0xff8001);
    await vi.waitFor(() => expect(told).toBe(1));
    expect(await opened.update(0, left)).toEqual({ ok: true, value: [{ x: 0, y: 100, width: 400, height: 30 }] });
    expect(await opened.update(1, right)).toEqual({ ok: true, value: [{ x: 0, y: 100, width: 240, height: 30 }] });
    expect([pixel(left, 399, 129), pixel(right, 9, 100), pixel(right, 10, 100)]).toEqual([
      0xff8001, 0xff8001, 0x204060,
    ]);
  });

  it('are looked at seldom while nothing changes, and not at all when nobody asked', async () => {
    const opened = await openSource();
    const picture = blankPicture(400, height);
    await opened.update(0, picture);
    let told = 0;
    opened.onChanged(() => (told += 1));
    await new Promise((resolve) => {
      setTimeout(resolve, 3_000); // Until it looks seldom.
    });
    const before = process.cpuUsage();
    await new Promise((resolve) => {
      setTimeout(resolve, 2_000); // Nothing to wait for: that nothing happens is what is tested.
    });
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(40); // 2 % of two seconds.
    expect(told).toBe(0);
  });

  it('that changed their size are told of, and read in the new one', async () => {
    const opened = await openSource();
    const picture = blankPicture(400, height);
    await opened.update(0, picture);
    screens = [screen('left', { x: 0, y: 0, width: 320, height })];
    let told = 0;
    opened.onMonitors(() => (told += 1));
    expect(await opened.update(0, blankPicture(320, height))).toEqual({ ok: false, reason: 'gone' });
    expect(told).toBe(1);
    expect(opened.monitors).toMatchObject([{ id: 0, name: 'left', width: 320 }]);
    const smaller = blankPicture(320, height);
    expect(await opened.update(0, smaller)).toMatchObject({ ok: true, value: [{ width: 320, height }] });
  });

  it('that are all gone end it', async () => {
    const opened = await openSource();
    const picture = blankPicture(400, height);
    await opened.update(0, picture);
    const ended = new Promise((resolve) => {
      opened.onEnded(resolve);
    });
    screens = [];
    // A screen that is smaller than what is read of it gives nothing any more.
    const timings = ['60', '320', '320', '320', '320', '200', '200', '200', '200'];
    await capture(display.display, 'xrandr', '--newmode', 'small', ...timings);
    await capture(display.display, 'xrandr', '--addmode', 'screen', 'small');
    await capture(display.display, 'xrandr', '--output', 'screen', '--mode', 'small');
    expect(await ended).toBe('screenCaptureFailed');
    expect(await opened.update(0, picture)).toEqual({ ok: false, reason: 'gone' });
  });

  it('are unavailable where none opens', async () => {
    screens = screens.map((one) => ({ ...one, inputs: one.inputs.slice(0, 1) }));
    expect(await open()).toEqual({ ok: false, reason: 'screenSourceUnavailable' });
    screens = [];
    expect(await open()).toEqual({ ok: false, reason: 'screenSourceUnavailable' });
  });
});
