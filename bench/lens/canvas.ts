import type { GreyLevel } from '#applet/lens/grey-pyramid.ts';

/** Rows of three bits for each letter, from the top. */
const letters: Readonly<Record<string, readonly number[]>> = {
  '0': [7, 5, 5, 5, 7],
  '1': [2, 6, 2, 2, 7],
  '2': [7, 1, 7, 4, 7],
  '3': [7, 1, 3, 1, 7],
  '4': [5, 5, 7, 1, 1],
  '5': [7, 4, 7, 1, 7],
  '6': [7, 4, 7, 5, 7],
  '7': [7, 1, 2, 2, 2],
  '8': [7, 5, 7, 5, 7],
  '9': [7, 5, 7, 1, 7],
  A: [2, 5, 7, 5, 5],
  C: [7, 4, 4, 4, 7],
  E: [7, 4, 6, 4, 7],
  F: [7, 4, 6, 4, 4],
  H: [5, 5, 7, 5, 5],
  K: [5, 5, 6, 5, 5],
  L: [4, 4, 4, 4, 7],
  N: [7, 5, 5, 5, 5],
  O: [7, 5, 5, 5, 7],
  P: [7, 5, 7, 4, 4],
  R: [6, 5, 6, 5, 5],
  S: [3, 4, 2, 1, 6],
  T: [7, 2, 2, 2, 2],
  U: [5, 5, 5, 5, 7],
  V: [5, 5, 5, 5, 2],
  W: [5, 5, 5, 7, 5],
  Y: [5, 5, 2, 2, 2],
};

/** A grey picture to paint on, with the few shapes that switchgear is made of. Painting outside is left out. */
export class Canvas implements GreyLevel {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height);
  }

  /** Every pixel anew, from what it was. */
  shade(shadeOf: (x: number, y: number, before: number) => number): void {
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) this.#put(x, y, shadeOf(x, y, this.pixels[y * this.width + x] ?? 0));
    }
  }

  rectangle(left: number, top: number, width: number, height: number, grey: number): void {
    for (let y = Math.round(top); y < Math.round(top + height); y++) {
      for (let x = Math.round(left); x < Math.round(left + width); x++) this.#put(x, y, grey);
    }
  }

  /** With light from above left, as moulded plastic has it. */
  raised(left: number, top: number, width: number, height: number, grey: number, depth = 4): void {
    this.rectangle(left + 2 * depth, top + 2 * depth, width, height, grey * 0.55);
    this.rectangle(left, top, width, height, Math.min(255, grey * 1.25));
    this.rectangle(left + depth, top + depth, width - depth, height - depth, grey * 0.75);
    this.rectangle(left + depth, top + depth, width - 2 * depth, height - 2 * depth, grey);
  }

  disc(centreX: number, centreY: number, radius: number, grey: number): void {
    for (let y = Math.floor(centreY - radius - 1); y <= centreY + radius + 1; y++) {
      for (let x = Math.floor(centreX - radius - 1); x <= centreX + radius + 1; x++) {
        const cover = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(x - centreX, y - centreY)));
        if (cover > 0) this.#blend(x, y, grey, cover);
      }
    }
  }

  line(fromX: number, fromY: number, toX: number, toY: number, thickness: number, grey: number): void {
    const length = Math.max(1, Math.hypot(toX - fromX, toY - fromY));
    for (let at = 0; at <= length; at += 1) {
      const part = at / length;
      this.disc(fromX + part * (toX - fromX), fromY + part * (toY - fromY), thickness / 2, grey);
    }
  }

  screw(centreX: number, centreY: number, radius: number, turn: number): void {
    this.disc(centreX + radius * 0.2, centreY + radius * 0.25, radius * 1.1, 60);
    this.disc(centreX, centreY, radius, 170);
    this.disc(centreX - radius * 0.2, centreY - radius * 0.2, radius * 0.6, 205);
    for (const angle of [turn, turn + Math.PI / 2]) {
      const [x, y] = [Math.cos(angle) * radius * 0.7, Math.sin(angle) * radius * 0.7];
      this.line(centreX - x, centreY - y, centreX + x, centreY + y, radius * 0.25, 50);
    }
  }

  /** Letters of 3 x 5 cells, each `cell` pixels. */
  text(left: number, top: number, words: string, cell: number, grey: number): void {
    for (const [index, letter] of words.split('').entries()) {
      for (const [row, bits] of (letters[letter] ?? []).entries()) {
        for (let column = 0; column < 3; column++) {
          if ((bits >> (2 - column)) & 1) {
            this.rectangle(left + (index * 4 + column) * cell, top + row * cell, cell, cell, grey);
          }
        }
      }
    }
  }

  #put(x: number, y: number, grey: number): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    this.pixels[y * this.width + x] = Math.max(0, Math.min(255, Math.round(grey)));
  }

  #blend(x: number, y: number, grey: number, cover: number): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    this.#put(x, y, (this.pixels[y * this.width + x] ?? 0) * (1 - cover) + grey * cover);
  }
}
