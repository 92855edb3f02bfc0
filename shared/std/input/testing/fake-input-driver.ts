import type { InputDriver, MouseButton, ScreenSize } from '../input-driver.ts';

/**
 * A keyboard and mouse on paper, nastier than real ones: it can be held up in the middle of a call, fail, and lack keys.
 * Calls are recorded when they take effect, which is when they finish.
 */
export class FakeInputDriver implements InputDriver {
  readonly calls: string[] = [];
  /** What is down now. */
  readonly down = new Set<string>();
  size: ScreenSize | null = { width: 1920, height: 1080 };
  sizeReads = 0;
  /** Calls wait here until `letGo`; null: they finish at once. */
  #gate: { readonly open: Promise<void>; readonly letGo: () => void } | null = null;
  /** Given the call's name, true to make it throw. */
  fails: (call: string) => boolean = () => false;
  lacks: (codeOrButton: string) => boolean = () => false;
  cannotType: (character: string) => boolean = () => false;
  /** How many calls run at this moment, and ever ran at once. */
  running = 0;
  mostRunning = 0;

  /** Holds up every call from now on, until the returned function is called. */
  holdUp(): () => void {
    let letGo: () => void = () => {};
    const open = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    this.#gate = { open, letGo };
    return () => {
      this.#gate = null;
      letGo();
    };
  }

  async screenSize(): Promise<ScreenSize | null> {
    this.sizeReads += 1;
    return this.size;
  }

  async moveTo(x: number, y: number): Promise<void> {
    await this.#finish(`move ${x},${y}`);
  }

  async button(button: MouseButton, down: boolean): Promise<boolean> {
    return this.#toggle(button, down);
  }

  async wheel(notchesX: number, notchesY: number): Promise<void> {
    await this.#finish(`wheel ${notchesX},${notchesY}`);
  }

  async key(code: string, down: boolean): Promise<boolean> {
    return this.#toggle(code, down);
  }

  async text(text: string): Promise<string> {
    await this.#finish(`text ${text}`);
    return Array.from(text)
      .filter((character) => this.cannotType(character))
      .join('');
  }

  async #toggle(what: string, down: boolean): Promise<boolean> {
    if (this.lacks(what)) return false;
    await this.#finish(`${what} ${down ? 'down' : 'up'}`);
    if (down) this.down.add(what);
    else this.down.delete(what);
    return true;
  }

  async #finish(call: string): Promise<void> {
    this.running += 1;
    this.mostRunning = Math.max(this.mostRunning, this.running);
    await this.#gate?.open;
    this.running -= 1;
    if (this.fails(call)) throw new Error(`the fake driver fails at ${call}`);
    this.calls.push(call);
  }
}
