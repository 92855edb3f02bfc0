import type { InputDriver, MouseButton } from '#shared/std/input/input-driver.ts';

/** Notes what it is told, as `move 960 540`, `left down`, `KeyA up`, `text abc`. */
export class RecordingDriver implements InputDriver {
  readonly acts: string[] = [];
  #waiting: { readonly isDone: () => boolean; readonly resolve: () => void }[] = [];

  screenSize(): Promise<{ width: number; height: number }> {
    return Promise.resolve({ width: 1920, height: 1080 });
  }

  async moveTo(x: number, y: number): Promise<void> {
    this.#note(`move ${Math.round(x)} ${Math.round(y)}`);
  }

  async button(button: MouseButton, down: boolean): Promise<boolean> {
    this.#note(`${button} ${down ? 'down' : 'up'}`);
    return true;
  }

  async wheel(notchesX: number, notchesY: number): Promise<void> {
    this.#note(`wheel ${notchesX} ${notchesY}`);
  }

  async key(code: string, down: boolean): Promise<boolean> {
    this.#note(`${code} ${down ? 'down' : 'up'}`);
    return true;
  }

  async text(text: string): Promise<string> {
    this.#note(`text ${text}`);
    return '';
  }

  /** Resolves when at least `count` acts were done. */
  whenDone(count: number): Promise<void> {
    return this.#when(() => this.acts.length >= count);
  }

  /** Resolves when each of these was done, in whatever order. */
  whenActs(acts: readonly string[]): Promise<void> {
    return this.#when(() => acts.every((act) => this.acts.includes(act)));
  }

  #when(isDone: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ isDone, resolve });
      this.#wake();
    });
  }

  #note(act: string): void {
    this.acts.push(act);
    this.#wake();
  }

  #wake(): void {
    const ready = this.#waiting.filter(({ isDone }) => isDone());
    this.#waiting = this.#waiting.filter((waiting) => !ready.includes(waiting));
    for (const { resolve } of ready) resolve();
  }
}
