import { XDisplay, type Area } from './x-display.ts';

/** What changes on the customer's screen, and how often. */
export const scenes = {
  moving: { framesPerSecond: 60 },
  typing: { framesPerSecond: 10 },
  scrolling: { framesPerSecond: 30 },
} as const;

export type SceneName = keyof typeof scenes;

const cell = 32;
const counterBits = 16;
const checkBits = 4;
const cells = counterBits + checkBits;
/** The counter's place on both displays: one row through the middle of its cells is all that is read back. */
const counterArea: Area = { x: 64, y: 64, width: cells * cell, height: cell };
const counterRow: Area = { ...counterArea, y: counterArea.y + cell / 2, height: 1 };
const lineHeight = 15;

/** Paints scenes on a display, with a counter that tells which frame is seen, and remembers when each was painted. */
export class Painter {
  readonly #display: XDisplay;
  readonly #window: number;
  readonly #picture: number;
  readonly #text: number;
  readonly #paintedAtMs = new Map<number, number>();
  #counter = 0;

  constructor(display: XDisplay) {
    this.#display = display;
    this.#window = display.openFullScreenWindow();
    const { width, height } = display;
    this.#picture = display.createPixmap(width, height);
    this.#text = display.createPixmap(width, 2 * height);
    display.fill(this.#text, 0xf8f8f8, [{ x: 0, y: 0, width, height: 2 * height }]);
    // Twice the same screenful, so that scrolling can go round.
    const lines = Math.floor(height / lineHeight);
    for (let line = 0; line < 2 * lines; line += 1) {
      const words = sentence(line % lines, Math.floor(width / 6) - 2).slice(0, 255);
      display.text(this.#text, 4, 14 + line * lineHeight, words, line % 5 === 0 ? 0x1040a0 : 0x202020, 0xf8f8f8);
    }
  }

  paint(scene: SceneName): void {
    const { width, height } = this.#display;
    this.#counter = (this.#counter + 1) % 2 ** counterBits;
    const frame = this.#counter;
    const whole = { x: 0, y: 0, width, height };
    const scroll = scene === 'scrolling' ? (frame * 8) % (Math.floor(height / lineHeight) * lineHeight) : 0;
    this.#display.copy(this.#text, this.#picture, { ...whole, y: scroll }, 0, 0);
    if (scene === 'moving') {
      this.#display.fill(this.#picture, 0xffa000, [{ x: 64 + ((frame * 6) % 640), y: 160, width: 64, height: 64 }]);
    }
    if (scene === 'typing') {
      this.#display.text(this.#picture, 64, 180, sentence(7, 60).slice(0, 1 + (frame % 60)), 0, 0xffffff);
    }
    this.#paintCounter(frame);
    this.#paintedAtMs.set(frame, performance.now());
    // One copy shows the whole frame: what is seen is never half of it.
    this.#display.copy(this.#picture, this.#window, whole, 0, 0);
  }

  paintedAtMs(counter: number): number | undefined {
    return this.#paintedAtMs.get(counter);
  }

  #paintCounter(frame: number): void {
    const code = (frame << checkBits) | checkOf(frame);
    const at = (index: number): Area => ({ ...counterArea, x: counterArea.x + index * cell, width: cell });
    const isSet = (index: number): boolean => ((code >>> (cells - 1 - index)) & 1) === 1;
    const indexes = Array.from({ length: cells }, (_, index) => index);
    this.#display.fill(this.#picture, 0x000000, [counterArea]);
    this.#display.fill(this.#picture, 0xffffff, indexes.filter(isSet).map(at));
  }
}

/** The counter that a display shows; null if none can be read. */
export async function readCounter(display: XDisplay): Promise<number | null> {
  const row = await display.read(counterRow);
  let code = 0;
  for (let index = 0; index < cells; index += 1) {
    const green = row.readUInt8(4 * (index * cell + cell / 2) + 1);
    code = (code << 1) | (green > 127 ? 1 : 0);
  }
  const counter = code >>> checkBits;
  return checkOf(counter) === (code & (2 ** checkBits - 1)) ? counter : null;
}

function checkOf(counter: number): number {
  return ((counter >> 12) ^ (counter >> 8) ^ (counter >> 4) ^ counter ^ 0x5) & 0xf;
}

/** The same words for the same line, every time. */
function sentence(seed: number, characters: number): string {
  let state = seed + 1;
  let text = '';
  while (text.length < characters) {
    state = (state * 48_271) % 0x7fff_ffff;
    text += state % 6 === 0 ? ' ' : String.fromCharCode(97 + (state % 26));
  }
  return text;
}
