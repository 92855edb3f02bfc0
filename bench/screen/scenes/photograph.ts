import { numbersFrom } from '../random-numbers.ts';

/** A picture's size and pixels of 4 bytes each: blue, green, red, nothing. */
export type Photograph = { readonly width: number; readonly height: number; readonly pixels: Buffer };

type Colour = readonly [number, number, number];

const tones: readonly (readonly [Colour, Colour, Colour, Colour])[] = [
  [
    [70, 120, 190],
    [220, 200, 170],
    [60, 90, 40],
    [150, 140, 80],
  ],
  [
    [30, 40, 90],
    [230, 120, 70],
    [30, 30, 40],
    [110, 80, 60],
  ],
  [
    [150, 170, 190],
    [230, 235, 240],
    [90, 100, 110],
    [200, 205, 200],
  ],
  [
    [90, 150, 200],
    [240, 240, 220],
    [180, 150, 90],
    [110, 70, 40],
  ],
];

/**
 * Something with what photographs have: smooth sky, clouds and ground with detail at every scale, round things with shade.
 * Another one for each seed.
 */
export function photograph(width: number, height: number, seed: number): Photograph {
  const random = numbersFrom(seed);
  const texture = fractalNoise({ width, height, largest: 512, persistence: 0.58 }, random);
  const stones = fractalNoise({ width, height, largest: 16, persistence: 0.9 }, random);
  const [top, bottom, dark, light] = tones[seed % tones.length] ?? [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  const pixels = Buffer.alloc(4 * width * height);
  const ridge = Array.from({ length: width }, (_, x) => height * (0.3 + 0.45 * (texture[40 * width + x] ?? 0)));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const index = y * width + x;
      const detail = texture[index] ?? 0;
      const edge = ridge[x] ?? 0;
      const isSky = y < edge;
      const fine = isSky ? 0 : (stones[index] ?? 0) - 0.5;
      const mix = isSky
        ? Math.min(1, (0.7 * y) / edge + 0.5 * detail)
        : Math.max(0, Math.min(1, 0.5 + 1.6 * (detail - 0.5) + 1.1 * fine));
      const shade = isSky ? 1 : 0.65 + (0.5 * (y - edge)) / (height - edge);
      const [from, to] = isSky ? [top, bottom] : [dark, light];
      for (let channel = 0; channel < 3; channel += 1) {
        const value = ((from[channel] ?? 0) * (1 - mix) + (to[channel] ?? 0) * mix) * shade;
        pixels[4 * index + 2 - channel] = Math.min(255, value);
      }
    }
  }
  const picture = { width, height, pixels };
  for (let ball = 0; ball < 12; ball += 1) {
    const colour: Colour = [60 + 195 * random(), 60 + 195 * random(), 60 + 195 * random()];
    paintBall(picture, { x: width * random(), y: height * random(), radius: 20 + 110 * random() }, colour);
  }
  return picture;
}

/** A round thing, lit from the upper left. */
export function paintBall(
  { width, height, pixels }: Photograph,
  { x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number },
  colour: Colour,
): void {
  for (let line = Math.max(0, Math.ceil(y - radius)); line < Math.min(height, y + radius); line += 1) {
    for (let column = Math.max(0, Math.ceil(x - radius)); column < Math.min(width, x + radius); column += 1) {
      const [dx, dy] = [(column - x) / radius, (line - y) / radius];
      const inside = 1 - dx * dx - dy * dy;
      if (inside < 0) continue;
      const light = Math.max(0.15, 0.55 * Math.sqrt(inside) - 0.45 * dx - 0.5 * dy);
      const at = 4 * (line * width + column);
      for (let channel = 0; channel < 3; channel += 1) {
        pixels[at + 2 - channel] = Math.min(255, (colour[channel] ?? 0) * light);
      }
    }
  }
}

type Noise = {
  readonly width: number;
  readonly height: number;
  /** Size of the largest detail, in pixels. */
  readonly largest: number;
  /** How strong detail of half the size is beside that. */
  readonly persistence: number;
};

/** Values from 0 to 1 with detail of every size, down to two pixels. */
function fractalNoise({ width, height, largest, persistence }: Noise, random: () => number): Float32Array {
  const sum = new Float32Array(width * height);
  let weight = 1;
  for (let step = largest; step >= 2; step /= 2) {
    addOctave(sum, { width, height, step, weight }, random);
    weight *= persistence;
  }
  let [least, most] = [Infinity, -Infinity];
  for (const value of sum) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return sum.map((value) => (value - least) / (most - least));
}

function addOctave(
  sum: Float32Array,
  { width, height, step, weight }: Record<'width' | 'height' | 'step' | 'weight', number>,
  random: () => number,
): void {
  const columns = Math.ceil(width / step) + 2;
  const grid = Float32Array.from({ length: columns * (Math.ceil(height / step) + 2) }, () => weight * random());
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / step) * columns;
    const down = (y % step) / step;
    for (let x = 0; x < width; x += 1) {
      const at = row + Math.floor(x / step);
      const across = (x % step) / step;
      const upper = (grid[at] ?? 0) * (1 - across) + (grid[at + 1] ?? 0) * across;
      const lower = (grid[at + columns] ?? 0) * (1 - across) + (grid[at + columns + 1] ?? 0) * across;
      sum[y * width + x] = (sum[y * width + x] ?? 0) + upper * (1 - down) + lower * down;
    }
  }
}
