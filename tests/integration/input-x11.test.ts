import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openNutInputDriver, type OpenInputDriver } from '#applet/main/nut-input-driver.ts';
import { X11Connection } from '#applet/main/x11/x11-connection.ts';
import { queryKeymap, queryPointer } from '#applet/main/input/x11-requests.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { InputGuard } from '#shared/std/input/input-guard.ts';
import { InputReceiver } from '#shared/std/input/input-receiver.ts';
import { InputSender } from '#shared/std/input/input-sender.ts';
import { heldReleaseMs } from '#shared/std/protocol/limits.ts';
import { capture, startDisplay, startXterm, type XDisplay } from '#tests/support/x-display.ts';

const width = 1280;
const height = 800;

let display: XDisplay;
let driver: OpenInputDriver;
let observer: X11Connection;
let allowed = true;
let untyped = '';

/** A whole path of remote input, from the technician's sender to the X server. */
function connectInput() {
  const receiver = new InputReceiver({
    driver,
    clock: systemClock,
    guard: new InputGuard(),
    isAllowed: () => allowed,
    onUntyped: (characters) => (untyped += characters),
  });
  const sender = new InputSender({
    clock: systemClock,
    bufferedBytes: () => 0,
    send: (channel, bytes) => {
      receiver.receive(channel, bytes);
      return true;
    },
  });
  const close = async (): Promise<void> => {
    sender.close();
    receiver.close();
    await receiver.settled();
  };
  return { sender, receiver, close };
}

beforeAll(async () => {
  display = await startDisplay({ width, height, windowManager: true });
  process.env['DISPLAY'] = display.display; // nut-js reads its own process's.
  const opened = await openNutInputDriver({ platform: 'linux', environment: process.env, clock: systemClock });
  if (!opened.ok) throw new Error(`no driver: ${opened.reason}`);
  driver = opened.value;
  const connection = await X11Connection.open(display.display, process.env);
  if (!connection.ok) throw new Error(`no observer: ${connection.reason}`);
  observer = connection.value;
});

afterAll(async () => {
  await driver.close();
  observer.close();
  await display.close();
});

/** What `cat` in an xterm received, up to Ctrl+D on a line of its own. */
async function typedInto(act: (input: ReturnType<typeof connectInput>) => void | Promise<void>): Promise<string> {
  const xterm = await startXterm(display, { command: 'cat > typed.txt; touch done' });
  const input = connectInput();
  try {
    await act(input);
    input.sender.text('\n');
    for (const down of [true, false]) {
      if (down) input.sender.key('ControlLeft', true);
      input.sender.key('KeyD', down);
      if (!down) input.sender.key('ControlLeft', false);
    }
    await input.receiver.settled();
    await vi.waitFor(() => readFile(join(xterm.folder, 'done')), 10_000);
    return (await readFile(join(xterm.folder, 'typed.txt'), 'utf8')).replace(/\n$/, '');
  } finally {
    await input.close();
    await xterm.close();
  }
}

describe('remote input on a real X display', () => {
  it('types ASCII, accents, signs, other scripts and emoji exactly', async () => {
    const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
    const text = `${ascii}\nüöäß éèêç ñ ã õ ø € ~ @ { } [ ] \\ | čřžů łó\nΑθήνα Київ 漢字かな한글 עברית\n😀👍🏽\tend`;
    untyped = '';
    expect(await typedInto(({ sender }) => void sender.text(text))).toBe(text);
    expect(untyped).toBe('');
  });

  it('types more different characters than there are spare keys', async () => {
    const text = Array.from({ length: 120 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7)).join('');
    const started = performance.now();
    expect(await typedInto(({ sender }) => void sender.text(text))).toBe(text);
    process.stdout.write(`120 different characters: ${Math.round(performance.now() - started)} ms with the xterm\n`);
  });

  it.each(['de', 'fr', 'pt', 'cz', 'it', 'us,ru'])('types the same on a %s keyboard', async (layout) => {
    const text = 'aZyq !"#$%&/()=?@{}[]\\|~^`\'+*-_.:,;<>€éç ñü 123 Привет';
    await capture(display.display, 'setxkbmap', layout);
    try {
      expect(await typedInto(({ sender }) => void sender.text(text))).toBe(text);
    } finally {
      await capture(display.display, 'setxkbmap', 'us');
    }
  });

  it('types what was meant while Caps Lock is on, and leaves it on', async () => {
    await capture(display.display, 'xdotool', 'key', 'Caps_Lock');
    try {
      expect(await typedInto(({ sender }) => void sender.text('aBc é'))).toBe('aBc é');
      const pointer = await queryPointer(observer);
      expect((pointer?.mask ?? 0) & 2).toBe(2);
    } finally {
      await capture(display.display, 'xdotool', 'key', 'Caps_Lock');
    }
  });

  it('Ctrl+C stops a program, whichever layout is active', async () => {
    for (const layout of ['us', 'fr', 'de']) {
      await capture(display.display, 'setxkbmap', layout);
      const xterm = await startXterm(display, {
        command: "trap 'touch stopped; exit' INT; while :; do sleep 0.05; done",
      });
      const { sender, close } = connectInput();
      sender.key('ControlLeft', true);
      sender.key('KeyC', true);
      sender.key('KeyC', false);
      sender.key('ControlLeft', false);
      await vi.waitFor(() => readFile(join(xterm.folder, 'stopped')), 5_000);
      await close();
      await xterm.close();
    }
    await capture(display.display, 'setxkbmap', 'us');
  });

  it('a click gives the window under it the keyboard, and buttons and wheel arrive as themselves', async () => {
    const left = await startXterm(display, { command: 'sleep 60', geometry: '40x10+20+60' });
    const right = await startXterm(display, { command: 'sleep 60', geometry: '40x10+700+60' });
    const { sender, receiver, close } = connectInput();
    const focused = async (): Promise<string> => (await capture(display.display, 'xdotool', 'getwindowfocus')).trim();
    expect(await focused()).toBe(right.window);
    sender.button('left', true, 150 / width, 150 / height);
    sender.button('left', false, 150 / width, 150 / height);
    await receiver.settled();
    await vi.waitFor(async () => expect(await focused()).toBe(left.window));
    await close();
    await left.close();
    await right.close();
  });

  it('wheel, middle, back and forward arrive as X buttons', async () => {
    const log = await startXterm(display, {
      command: 'xev -event button -geometry 400x300+600+400 > buttons.txt',
      geometry: '40x10+20+60',
    });
    const { sender, receiver, close } = connectInput();
    await vi.waitFor(async () => {
      expect(await capture(display.display, 'xdotool', 'search', '--onlyvisible', '--name', 'Event Tester')).not.toBe(
        '',
      );
    }, 5_000);
    const [x, y] = [800 / width, 550 / height];
    for (const button of ['left', 'middle', 'right', 'back', 'forward'] as const) {
      sender.button(button, true, x, y);
      sender.button(button, false, x, y);
    }
    sender.wheel(0, 200, x, y);
    sender.wheel(0, -100, x, y);
    sender.wheel(100, 0, x, y);
    sender.wheel(-100, 0, x, y);
    await receiver.settled();
    await vi.waitFor(async () => {
      const seen = await readFile(join(log.folder, 'buttons.txt'), 'utf8');
      const pressed = [...seen.matchAll(/ButtonPress[\s\S]*?button (\d+)/g)].map((match) => Number(match[1]));
      expect(pressed).toEqual([1, 2, 3, 8, 9, 5, 5, 4, 7, 6]);
    }, 5_000);
    await close();
    await log.close();
  });

  it('DC2 a held key and button go up by themselves when the technician falls silent', async () => {
    const { sender, receiver, close } = connectInput();
    sender.key('ShiftLeft', true);
    sender.button('left', true, 0.99, 0.99);
    await receiver.settled();
    expect(await queryKeymap(observer)).toEqual([50]);
    expect(((await queryPointer(observer))?.mask ?? 0) & 0x100).toBe(0x100);
    const started = performance.now();
    sender.close();
    await vi.waitFor(async () => expect(await queryKeymap(observer)).toEqual([]), 3_000);
    const releasedMs = performance.now() - started;
    expect(((await queryPointer(observer))?.mask ?? 0) & 0x100).toBe(0);
    expect(releasedMs).toBeGreaterThan(heldReleaseMs / 2);
    expect(releasedMs).toBeLessThan(2_000);
    await close();
  });

  it('PRM4 a revoke during a long text stops it at once', async () => {
    let typed = '';
    const text = 'x'.repeat(2_000);
    const started = { ms: 0 };
    typed = await typedInto(async ({ sender, receiver }) => {
      sender.text(text);
      await vi.waitFor(() => expect(receiver.counts.done).toBeGreaterThan(20), { interval: 1 });
      allowed = false;
      receiver.releaseAll();
      started.ms = performance.now();
      const doneAtRevoke = receiver.counts.done;
      await receiver.settled();
      expect(receiver.counts.done - doneAtRevoke).toBeLessThanOrEqual(1);
      expect(performance.now() - started.ms).toBeLessThan(100);
      allowed = true;
    });
    expect(typed.length).toBeGreaterThan(10);
    expect(typed.length).toBeLessThan(text.length);
  });

  it('60 moves a second for 5 seconds queue nothing and end exactly', async () => {
    const { sender, receiver, close } = connectInput();
    const started = performance.now();
    let moves = 0;
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        moves += 1;
        const angle = moves / 20;
        sender.move(0.5 + 0.4 * Math.cos(angle), 0.5 + 0.4 * Math.sin(angle));
        if (performance.now() - started < 5_000) return;
        clearInterval(timer);
        resolve();
      }, 1000 / 60);
    });
    sender.move((1234 + 0.5) / width, (567 + 0.5) / height);
    await receiver.settled();
    expect(moves).toBeGreaterThan(200);
    expect(receiver.counts.mostQueued).toBe(0);
    expect(await capture(display.display, 'xdotool', 'getmouselocation')).toMatch(/^x:1234 y:567 /);
    await close();
  });

  it('a key that no layout has, or nobody should press from afar, is an answer and not a crash', async () => {
    for (const code of ['Power', 'Sleep', 'NoSuchKey', 'Fn']) expect(await driver.key(code, true)).toBe(false);
    for (const code of ['F13', 'F24', 'Lang1', 'IntlYen', 'NumpadEqual', 'Pause', 'ContextMenu', 'MediaStop']) {
      expect(await driver.key(code, true)).toBe(true);
      expect(await driver.key(code, false)).toBe(true);
    }
    expect(await queryKeymap(observer)).toEqual([]);
  });

  it('gives the keys back that it borrowed', async () => {
    const before = await capture(display.display, 'xkbcomp', '-xkb', display.display, '-');
    const opened = await openNutInputDriver({ platform: 'linux', environment: process.env, clock: systemClock });
    if (!opened.ok) throw new Error(opened.reason);
    expect(await opened.value.text('ø')).toBe('');
    await opened.value.close();
    const after = await capture(display.display, 'xkbcomp', '-xkb', display.display, '-');
    expect(after.includes('oslash')).toBe(before.includes('oslash'));
  });

  it('moves and keys take well under a frame', async () => {
    const { sender, receiver, close } = connectInput();
    const measure = async (act: (index: number) => void): Promise<string> => {
      const times: number[] = [];
      for (let index = 0; index < 200; index += 1) {
        const started = performance.now();
        act(index);
        await receiver.settled();
        times.push(performance.now() - started);
      }
      times.sort((a, b) => a - b);
      expect(times[100]).toBeLessThan(16);
      return `median ${times[100]?.toFixed(2)} ms, p95 ${times[190]?.toFixed(2)} ms`;
    };
    const move = await measure((index) => sender.move(index / 200, 0.5));
    const key = await measure((index) => sender.key('ShiftLeft', index % 2 === 0));
    const character = await measure(() => sender.text('a'));
    process.stdout.write(`frame to X server, 200 each: move ${move}; key ${key}; character ${character}\n`);
    await close();
  });
});
