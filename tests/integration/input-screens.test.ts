import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openNutInputDriver } from '#applet/main/nut-input-driver.ts';
import { X11Connection } from '#applet/main/x11/x11-connection.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { capture, startDisplay } from '#tests/support/x-display.ts';

const pointAt = fileURLToPath(new URL('../support/point-at.ts', import.meta.url));

describe('remote input on screens of all sizes', () => {
  it.each([
    [800, 600],
    [1366, 768],
    [1080, 1920],
    [2560, 1440],
  ])('the pointer is exactly where it was meant on %dx%d', async (width, height) => {
    const display = await startDisplay({ width, height });
    try {
      for (const [x, y] of [
        [0, 0],
        [width - 1, height - 1],
        [Math.floor(width / 3), Math.floor(height / 7)],
      ] as const) {
        const program = spawn(process.execPath, [pointAt, String((x + 0.5) / width), String((y + 0.5) / height)], {
          stdio: ['ignore', 'ignore', 'inherit'],
          env: { ...process.env, DISPLAY: display.display },
        });
        expect(await once(program, 'exit')).toEqual([0, null]);
        expect(await capture(display.display, 'xdotool', 'getmouselocation')).toMatch(new RegExp(`^x:${x} y:${y} `));
      }
    } finally {
      await display.close();
    }
  });

  it('shows the cookie of the Xauthority file, and says so when it has none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'handrail-xauth-'));
    const authorityFile = join(folder, 'authority');
    await writeFile(authorityFile, wildCookie(Buffer.alloc(16, 7)));
    const display = await startDisplay({ width: 640, height: 480, authorityFile });
    try {
      const known = await X11Connection.open(display.display, { XAUTHORITY: authorityFile });
      expect(known.ok).toBe(true);
      if (known.ok) known.value.close();
      const stranger = await X11Connection.open(display.display, { XAUTHORITY: join(folder, 'missing') });
      expect(stranger).toEqual({ ok: false, reason: 'refused' });
    } finally {
      await display.close();
      await rm(folder, { recursive: true });
    }
  });

  it.each([undefined, '', ':9999', 'elsewhere:0', 'wayland-0'])(
    'without a display (%s) there is no control',
    async (name) => {
      const environment = name === undefined ? {} : { DISPLAY: name };
      const opened = await openNutInputDriver({ platform: 'linux', environment, clock: systemClock });
      expect(opened).toEqual({ ok: false, reason: 'controlUnavailable' });
    },
  );
});

/** An Xauthority entry that is good for every display. */
function wildCookie(cookie: Buffer): Buffer {
  const field = (data: Buffer): Buffer => Buffer.concat([Buffer.from([data.length >> 8, data.length & 0xff]), data]);
  const empty = field(Buffer.alloc(0));
  return Buffer.concat([
    Buffer.from([0xff, 0xff]),
    empty,
    empty,
    field(Buffer.from('MIT-MAGIC-COOKIE-1')),
    field(cookie),
  ]);
}
