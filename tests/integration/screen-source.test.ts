import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadSharedMemory } from '#applet/main/screen/shared-memory.ts';
import { openX11ScreenSource } from '#applet/main/screen/x11-screen-source.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import type { Area } from '#shared/std/screen/area.ts';
import { blankPicture, type Picture } from '#shared/std/screen/picture.ts';
import type { CursorShape } from '#shared/std/screen/screen-message.ts';
import type { ScreenSource } from '#shared/std/screen/screen-source.ts';
import { capture, startDisplay, type XDisplay } from '#tests/support/x-display.ts';
import { XPainter } from '#tests/support/x-painter.ts';

const width = 800;
const height = 600;
let display: XDisplay;
let painter: XPainter;
let source: ScreenSource | null = null;

beforeEach(async () => {
  display = await startDisplay({ width, height });
  painter = await XPainter.open(display.display);
});

afterEach(async () => {
  await source?.close();
  source = null;
  painter.close();
  await display.close();
});

async function openSource(way: 'shared memory' | 'socket' = 'shared memory'): Promise<ScreenSource> {
  const opened = await openX11ScreenSource({
    environment: { ...process.env, DISPLAY: display.display },
    clock: systemClock,
    logger: silentLogger,
    openSharedMemory: way === 'socket' ? null : await loadSharedMemory(),
  });
  if (!opened.ok) throw new Error(opened.reason);
  source = opened.value;
  return opened.value;
}

/** Updates whenever something changed, and remembers what was said of it. */
function follow(opened: ScreenSource, monitor: number, picture: Picture) {
  const areas: Area[] = [];
  const update = async (): Promise<void> => {
    const updated = await opened.update(monitor, picture);
    if (updated.ok) areas.push(...updated.value);
  };
  const stop = opened.onChanged(() => void update());
  return { areas, update, stop };
}

const pixel = (picture: Picture, x: number, y: number): number =>
  (picture.pixels[y * picture.width + x] ?? 0) & 0xffffff;

/** All that was painted so far is booked. */
async function settled(opened: ScreenSource): Promise<void> {
  await painter.sync();
  await opened.update(0, blankPicture(1, 1)); // Of no monitor's size: nothing but a turn in the queue.
}

describe.each(['shared memory', 'socket'] as const)('the screen of an X11 display, by %s', (way) => {
  it('is whole at first, then exactly what was painted, said as the areas that changed', async () => {
    await painter.fill(0, 0, width, height, 0x204060);
    const opened = await openSource(way);
    const picture = blankPicture(width, height);
    const { areas, update } = follow(opened, 0, picture);
    await update();
    expect(areas).toEqual([{ x: 0, y: 0, width, height }]);
    expect(picture.pixels.every((value) => (value & 0xffffff) === 0x204060)).toBe(true);

    areas.length = 0;
    await painter.fill(10, 20, 30, 40, 0xff8001);
    await painter.fill(700, 500, 3, 1, 0x0180ff);
    await vi.waitFor(() => expect(pixel(picture, 702, 500)).toBe(0x0180ff));
    const expected = (x: number, y: number): number => {
      if (x >= 10 && x < 40 && y >= 20 && y < 60) return 0xff8001;
      return x >= 700 && x < 703 && y === 500 ? 0x0180ff : 0x204060;
    };
    const wrong = picture.pixels.findIndex(
      (value, index) => (value & 0xffffff) !== expected(index % width, Math.floor(index / width)),
    );
    expect(wrong).toBe(-1);
    expect(areas.every((area) => area.width <= 30 && area.height <= 40)).toBe(true);
  });

  it('follows what moves until nothing is left to say', async () => {
    const opened = await openSource(way);
    const picture = blankPicture(width, height);
    const { update } = follow(opened, 0, picture);
    await update();
    for (let row = 0; row < height; row += 1) await painter.fill(0, row, width, 1, row * 1009);
    for (let step = 0; step < 20; step += 1) await painter.copy(0, 8, 0, 0, width, height - 8);
    await vi.waitFor(() => expect(pixel(picture, 5, 100)).toBe((100 + 160) * 1009));
    const last = Array.from({ length: height - 160 }, (_, row) => pixel(picture, width - 1, row));
    expect(last).toEqual(last.map((_, row) => (row + 160) * 1009));
  });
});

describe('the screen of an X11 display', () => {
  it('says once that something changed, until it is asked what', async () => {
    const opened = await openSource();
    const picture = blankPicture(width, height);
    await opened.update(0, picture);
    await settled(opened);
    let calls = 0;
    opened.onChanged(() => (calls += 1));
    for (let step = 0; step < 5; step += 1) await painter.fill(step, 0, 1, 1, step + 1);
    await vi.waitFor(() => expect(calls).toBe(1));
    const updated = await opened.update(0, picture);
    expect(updated.ok && updated.value).toEqual([{ x: 0, y: 0, width: 5, height: 1 }]);
    await painter.fill(100, 0, 1, 1, 7);
    await vi.waitFor(() => expect(calls).toBe(2));
  });

  it('costs nothing while it is idle', async () => {
    const opened = await openSource();
    const picture = blankPicture(width, height);
    const { update } = follow(opened, 0, picture);
    opened.onCursorMoved(() => {});
    opened.onCursorShape(() => {});
    await update();
    await settled(opened);
    const before = process.cpuUsage();
    await new Promise((resolve) => {
      setTimeout(resolve, 2_000); // Nothing to wait for: that nothing happens is what is tested.
    });
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(40); // 2 % of two seconds.
  });

  it('shows each of several monitors by itself, and forgets no change of one while another is updated', async () => {
    await capture(display.display, 'xrandr', '--setmonitor', 'left', '500/100x600/100+0+0', 'screen');
    await capture(display.display, 'xrandr', '--setmonitor', 'right', '300/100x600/100+500+0', 'none');
    const opened = await openSource();
    expect(opened.monitors.map(({ name, x, width: wide }) => ({ name, x, wide }))).toEqual([
      { name: 'left', x: 0, wide: 500 },
      { name: 'right', x: 500, wide: 300 },
    ]);
    expect(opened.monitors.filter(({ primary }) => primary)).toHaveLength(1);
    const [left, right] = [blankPicture(500, 600), blankPicture(300, 600)];
    await Promise.all([opened.update(0, left), opened.update(1, right)]);
    await settled(opened);
    await painter.fill(490, 10, 20, 20, 0xabcdef);
    await vi.waitFor(async () => {
      const updated = await opened.update(0, left);
      expect(updated.ok && updated.value).toEqual([{ x: 490, y: 10, width: 10, height: 20 }]);
    });
    const updated = await opened.update(1, right);
    expect(updated.ok && updated.value).toEqual([{ x: 0, y: 10, width: 10, height: 20 }]);
    expect([pixel(left, 499, 29), pixel(right, 9, 10), pixel(right, 10, 10)]).toEqual([0xabcdef, 0xabcdef, 0]);
  });

  it('tells whoever updated a monitor too early that it changed after all', async () => {
    await capture(display.display, 'xrandr', '--setmonitor', 'left', '500/100x600/100+0+0', 'screen');
    await capture(display.display, 'xrandr', '--setmonitor', 'right', '300/100x600/100+500+0', 'none');
    const opened = await openSource();
    const pictures = [blankPicture(500, 600), blankPicture(300, 600)] as const;
    const followers = [follow(opened, 0, pictures[0]), follow(opened, 1, pictures[1])];
    await Promise.all(followers.map(async ({ update }) => update()));
    for (let step = 1; step <= 300; step += 1) {
      void painter.fill(0, 0, 100, 100, step);
      void painter.fill(600, 100, 100, 100, step);
    }
    await vi.waitFor(() => {
      expect([pixel(pictures[0], 99, 99), pixel(pictures[1], 199, 199)]).toEqual([300, 300]);
    });
  });

  it('of another size is told, its old pictures are refused, and new ones are right', async () => {
    const opened = await openSource();
    const before = blankPicture(width, height);
    await opened.update(0, before);
    let told = 0;
    opened.onMonitors(() => (told += 1));
    const timings = ['60', '640', '640', '640', '640', '400', '400', '400', '400'];
    await capture(display.display, 'xrandr', '--newmode', 'small', ...timings);
    await capture(display.display, 'xrandr', '--addmode', 'screen', 'small');
    await capture(display.display, 'xrandr', '--output', 'screen', '--mode', 'small');
    await vi.waitFor(() => expect(opened.monitors[0]).toMatchObject({ id: 0, width: 640, height: 400 }));
    expect(told).toBeGreaterThan(0);
    expect(await opened.update(0, before)).toEqual({ ok: false, reason: 'gone' });
    const picture = blankPicture(640, 400);
    await painter.fill(639, 399, 1, 1, 0x777777);
    expect(await opened.update(0, picture)).toMatchObject({ ok: true, value: [{ width: 640, height: 400 }] });
    expect(pixel(picture, 639, 399)).toBe(0x777777);
    await capture(display.display, 'xrandr', '--output', 'screen', '--mode', `${width}x${height}`);
    await vi.waitFor(() => expect(opened.monitors[0]).toMatchObject({ id: 0, width, height }));
    expect(await opened.update(0, before)).toMatchObject({ ok: true, value: [{ width, height }] });
  });

  it('has the pointer apart: where it is, how it looks, whether it is hidden', async () => {
    const opened = await openSource();
    follow(opened, 0, blankPicture(width, height));
    const positions: ({ x: number; y: number } | null)[] = [];
    const shapes: CursorShape[] = [];
    opened.onCursorMoved((position) => positions.push(position));
    opened.onCursorShape((shape) => shapes.push(shape));
    await vi.waitFor(() => expect([positions.length, shapes.length]).toEqual([1, 1]));
    await capture(display.display, 'xdotool', 'mousemove', '123', '45');
    await capture(display.display, 'xdotool', 'mousemove_relative', '1', '1');
    await vi.waitFor(() => expect(positions.at(-1)).toEqual({ x: 124, y: 46 }));

    await painter.setCursor({ size: 16, colour: 0x123456, hidden: false });
    await vi.waitFor(() => expect(shapes.at(-1)?.pixels[0]).toBe(0xff563412));
    expect(shapes.at(-1)).toMatchObject({ width: 16, height: 16, hotX: 1, hotY: 1 });
    await painter.setCursor({ size: 16, colour: 0, hidden: true });
    await vi.waitFor(() => expect(positions.at(-1)).toBeNull());
    await painter.setCursor(null);
    await vi.waitFor(() => expect(positions.at(-1)).toEqual({ x: 124, y: 46 }));

    // A program puts the pointer somewhere: no device moves, and nothing tells of it.
    await painter.warpPointer(10, 10);
    await vi.waitFor(() => expect(positions.at(-1)).toEqual({ x: 10, y: 10 }));
  });

  it('does not show the pointer in the picture', async () => {
    await painter.fill(0, 0, width, height, 0x102030);
    const opened = await openSource();
    await painter.warpPointer(100, 100);
    const picture = blankPicture(width, height);
    await opened.update(0, picture);
    expect(picture.pixels.every((value) => (value & 0xffffff) === 0x102030)).toBe(true);
  });

  it('ends with a reason when its display does', async () => {
    const opened = await openSource();
    const ended = new Promise((resolve) => {
      opened.onEnded(resolve);
    });
    painter.close();
    await display.close();
    expect(await ended).toBe('screenCaptureFailed');
    expect(await opened.update(0, blankPicture(width, height))).toEqual({ ok: false, reason: 'gone' });
  });

  it('leaves no shared memory behind', async () => {
    const segmentsOfOurs = async (): Promise<string[]> =>
      (await capture(display.display, 'ipcs', '-m', '-p'))
        .split('\n')
        .filter((line) => line.includes(` ${process.pid} `));
    const before = await segmentsOfOurs();
    const opened = await openSource();
    await opened.update(0, blankPicture(width, height));
    expect((await segmentsOfOurs()).length).toBe(before.length + 1);
    await opened.close();
    await vi.waitFor(async () => expect(await segmentsOfOurs()).toEqual(before));
  });

  it('is unavailable without a display', async () => {
    const opened = await openX11ScreenSource({
      environment: { DISPLAY: ':59998' },
      clock: systemClock,
      logger: silentLogger,
      openSharedMemory: null,
    });
    expect(opened).toEqual({ ok: false, reason: 'screenSourceUnavailable' });
  });
});
