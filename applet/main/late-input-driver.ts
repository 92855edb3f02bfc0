import type { Logger } from '#shared/std/core/logger.ts';
import type { InputDriver, MouseButton, ScreenSize } from '#shared/std/input/input-driver.ts';
import { openNutInputDriver, type NutInputDriverOptions, type OpenInputDriver } from './nut-input-driver.ts';

/**
 * The input driver, opened when control first comes near: it takes a fifth of a second to load, which start-up need not
 * pay. Where it cannot be opened, nothing is moved and nothing is typed.
 */
export class LateInputDriver implements InputDriver {
  readonly #options: NutInputDriverOptions & { readonly logger: Logger };
  #opening: Promise<OpenInputDriver | null> | null = null;

  constructor(options: NutInputDriverOptions & { readonly logger: Logger }) {
    this.#options = options;
  }

  /** Opens it now, so that the first act does not wait. */
  async prepare(): Promise<boolean> {
    return (await this.#open()) !== null;
  }

  async screenSize(): Promise<ScreenSize | null> {
    return (await this.#open())?.screenSize() ?? null;
  }

  async moveTo(x: number, y: number): Promise<void> {
    await (await this.#open())?.moveTo(x, y);
  }

  async button(button: MouseButton, down: boolean): Promise<boolean> {
    return (await this.#open())?.button(button, down) ?? false;
  }

  async wheel(notchesX: number, notchesY: number): Promise<void> {
    await (await this.#open())?.wheel(notchesX, notchesY);
  }

  async key(code: string, down: boolean): Promise<boolean> {
    return (await this.#open())?.key(code, down) ?? false;
  }

  async text(text: string): Promise<string> {
    return (await this.#open())?.text(text) ?? text;
  }

  async close(): Promise<void> {
    const driver = await this.#opening;
    await driver?.close();
  }

  #open(): Promise<OpenInputDriver | null> {
    this.#opening ??= this.#openOnce();
    return this.#opening;
  }

  async #openOnce(): Promise<OpenInputDriver | null> {
    const opened = await openNutInputDriver(this.#options);
    if (!opened.ok) this.#options.logger.warn('input/unavailable', { reason: opened.reason });
    return opened.ok ? opened.value : null;
  }
}
