import type { KeyboardProviderInterface, MouseProviderInterface, ScreenProviderInterface } from '@nut-tree-fork/nut-js';
import type { Clock } from '#shared/std/core/clock.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { silentLogger, type Logger } from '#shared/std/core/logger.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import type { InputDriver, MouseButton, ScreenSize } from '#shared/std/input/input-driver.ts';
import { nutKeyNames, nutPlatformKeyNames } from './input/nut-keys.ts';
import { X11Connection } from './x11/x11-connection.ts';
import { X11Keyboard } from './input/x11-keyboard.ts';
import { getScreenSize } from './input/x11-requests.ts';

export type NutInputDriverOptions = {
  readonly platform: NodeJS.Platform;
  /** Only `DISPLAY` and `XAUTHORITY` are read. nut-js reads this process's own, so they must be the same. */
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly logger?: Logger;
};

/** A driver to be closed by whoever opened it. */
export interface OpenInputDriver extends InputDriver {
  close(): Promise<void>;
}

type Nut = typeof import('@nut-tree-fork/nut-js');

/** What nut-js's wheel counts in: clicks on X11, 120ths of a notch on Windows, pixels on macOS. */
const wheelUnitsPerNotch = { x11: 1, windows: 120, mac: 40 } as const;

/** X numbers of the buttons that nut-js does not know. */
const x11ExtraButtons: Partial<Record<MouseButton, number>> = { back: 8, forward: 9 };

/**
 * The computer's own mouse and keyboard. Loads nut-js, which takes some 200 ms, so open it when control is first asked for.
 * `controlUnavailable`: there is no display, or this platform cannot be controlled.
 */
export async function openNutInputDriver(
  options: NutInputDriverOptions,
): Promise<Result<OpenInputDriver, FailureCode>> {
  const logger = options.logger ?? silentLogger;
  if (options.platform === 'linux') return openOnX11(options, logger);
  if (options.platform !== 'win32' && options.platform !== 'darwin') return fail('controlUnavailable');
  const nut = await loadNut(logger);
  if (nut === null) return fail('controlUnavailable');
  return succeed(new NutInputDriver(nut, options.platform === 'win32' ? 'windows' : 'mac'));
}

async function openOnX11(
  options: NutInputDriverOptions,
  logger: Logger,
): Promise<Result<OpenInputDriver, FailureCode>> {
  // First our own connection: without a display nut-js would end the process instead of saying so.
  const connection = await X11Connection.open(options.environment['DISPLAY'] ?? '', options.environment);
  if (!connection.ok) {
    logger.warn('input.noDisplay', { reason: connection.reason });
    return fail('controlUnavailable');
  }
  const keyboard = await X11Keyboard.open(connection.value, options.clock);
  const nut = keyboard && (await loadNut(logger));
  if (keyboard === null || nut === null) {
    connection.value.close();
    return fail('controlUnavailable');
  }
  return succeed(new X11InputDriver(nut, connection.value, keyboard));
}

async function loadNut(logger: Logger): Promise<Nut | null> {
  try {
    const nut = await import('@nut-tree-fork/nut-js');
    // Its own classes sleep 100 and 300 ms around each call, and over 1 ms even at 0: the providers below them do not.
    nut.keyboard.config.autoDelayMs = 0;
    nut.mouse.config.autoDelayMs = 0;
    nut.providerRegistry.getKeyboard().setKeyboardDelay(0);
    nut.providerRegistry.getMouse().setMouseDelay(0);
    return nut;
  } catch (error) {
    logger.error('input.nutUnavailable', { error: String(error) });
    return null;
  }
}

/** nut-js alone: Windows and macOS. */
class NutInputDriver implements OpenInputDriver {
  protected readonly mouse: MouseProviderInterface;
  readonly #keyboard: KeyboardProviderInterface;
  readonly #screen: ScreenProviderInterface;
  readonly #nut: Nut;
  readonly #platform: 'x11' | 'windows' | 'mac';

  constructor(nut: Nut, platform: 'x11' | 'windows' | 'mac') {
    this.#nut = nut;
    this.#platform = platform;
    this.mouse = nut.providerRegistry.getMouse();
    this.#keyboard = nut.providerRegistry.getKeyboard();
    this.#screen = nut.providerRegistry.getScreen();
  }

  async screenSize(): Promise<ScreenSize | null> {
    return { width: await this.#screen.screenWidth(), height: await this.#screen.screenHeight() };
  }

  async moveTo(x: number, y: number): Promise<void> {
    await this.mouse.setMousePosition(new this.#nut.Point(x, y));
  }

  async button(button: MouseButton, down: boolean): Promise<boolean> {
    const nutButton = {
      left: this.#nut.Button.LEFT,
      middle: this.#nut.Button.MIDDLE,
      right: this.#nut.Button.RIGHT,
      back: null,
      forward: null,
    }[button];
    if (nutButton === null) return false;
    await (down ? this.mouse.pressButton(nutButton) : this.mouse.releaseButton(nutButton));
    return true;
  }

  async wheel(notchesX: number, notchesY: number): Promise<void> {
    const units = wheelUnitsPerNotch[this.#platform];
    if (notchesY > 0) await this.mouse.scrollDown(notchesY * units);
    if (notchesY < 0) await this.mouse.scrollUp(-notchesY * units);
    // nut-js has left and right the wrong way round on X11 (seen) and Windows (read in its source).
    const [right, left] =
      this.#platform === 'mac' ? (['scrollRight', 'scrollLeft'] as const) : (['scrollLeft', 'scrollRight'] as const);
    if (notchesX > 0) await this.mouse[right](notchesX * units);
    if (notchesX < 0) await this.mouse[left](-notchesX * units);
  }

  async key(code: string, down: boolean): Promise<boolean> {
    const platformKeys = this.#platform === 'x11' ? {} : nutPlatformKeyNames[this.#platform];
    const name = platformKeys[code] ?? nutKeyNames[code];
    if (name === undefined) return false;
    const key = this.#nut.Key[name];
    await (down ? this.#keyboard.pressKey(key) : this.#keyboard.releaseKey(key));
    return true;
  }

  async text(text: string): Promise<string> {
    let untyped = '';
    for (const character of text) {
      const named = character === '\n' ? this.#nut.Key.Return : character === '\t' ? this.#nut.Key.Tab : null;
      if (named !== null) await this.#keyboard.click(named);
      else if (this.#canType(character)) await this.#keyboard.type(character);
      else untyped += character;
    }
    return untyped;
  }

  async close(): Promise<void> {}

  /** On Windows nut-js types by code page and cuts characters to one byte: beyond ASCII it would type other ones. */
  #canType(character: string): boolean {
    return this.#platform === 'mac' || /^[ -~]$/.test(character);
  }
}

/** nut-js for the mouse, the X protocol for the keyboard, and for what else nut-js cannot do. */
class X11InputDriver extends NutInputDriver {
  readonly #connection: X11Connection;
  readonly #x11Keyboard: X11Keyboard;

  constructor(nut: Nut, connection: X11Connection, keyboard: X11Keyboard) {
    super(nut, 'x11');
    this.#connection = connection;
    this.#x11Keyboard = keyboard;
  }

  /** nut-js remembers the size from its start; a screen that was turned since has another. */
  override async screenSize(): Promise<ScreenSize | null> {
    return getScreenSize(this.#connection);
  }

  override async button(button: MouseButton, down: boolean): Promise<boolean> {
    const number = x11ExtraButtons[button];
    return number === undefined ? super.button(button, down) : this.#x11Keyboard.button(number, down);
  }

  override async key(code: string, down: boolean): Promise<boolean> {
    return this.#x11Keyboard.key(code, down);
  }

  override async text(text: string): Promise<string> {
    return this.#x11Keyboard.text(text);
  }

  override async close(): Promise<void> {
    await this.#x11Keyboard.close();
    this.#connection.close();
  }
}
