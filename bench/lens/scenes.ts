import { numbersFrom } from '../screen/random-numbers.ts';
import { Canvas } from './canvas.ts';

// What the virtual camera looks at: flat pictures, 2400 x 1800 world pixels, all of our own painting.

const sceneWidth = 2_400;
const sceneHeight = 1_800;
export type SceneName = 'panel' | 'half-empty' | 'repetitive' | 'empty';

/** The panel fills this part of the picture; around it is a wall with a pipe, a poster and a socket. */
const panelArea = { left: 600, top: 400, width: 1_200, height: 1_000 } as const;

export function paintScene(name: SceneName): Canvas {
  const canvas = new Canvas(sceneWidth, sceneHeight);
  paintWall(canvas, name === 'empty' ? 0 : 1);
  switch (name) {
    case 'panel':
      paintSurroundings(canvas);
      paintPanel(canvas);
      break;
    case 'half-empty':
      paintPanel(canvas);
      // A blank cover over the right half: a drawing there has to be held by what is beside it.
      canvas.raised(1_200, 400, 600, 1_000, 186, 6);
      break;
    case 'repetitive':
      paintGrille(canvas);
      break;
    case 'empty':
      break;
    default:
      return name satisfies never;
  }
  return canvas;
}

/** Plaster: a soft light across it, and a grain that is hardly seen. */
function paintWall(canvas: Canvas, grain: number): void {
  const random = numbersFrom(11);
  canvas.shade((x, y) => 150 + 30 * Math.sin(x / 900) + 14 * Math.cos(y / 700) + grain * 3 * (random() - 0.5));
}

function paintSurroundings(canvas: Canvas): void {
  canvas.raised(90, -10, 60, 1_900, 165, 8); // A pipe from floor to ceiling.
  for (const y of [250, 820, 1_390]) canvas.raised(70, y, 100, 40, 120, 5);
  canvas.rectangle(2_010, 260, 300, 420, 225); // A poster.
  for (let line = 0; line < 9; line++) {
    canvas.text(
      2_035,
      290 + line * 40,
      ['SAFETY', 'FIRST 24', 'CALL 112', 'NO SPARK'][line % 4] ?? '',
      6 - (line % 3),
      60,
    );
  }
  canvas.raised(2_080, 1_050, 150, 150, 215, 6); // A socket.
  canvas.disc(2_155, 1_125, 52, 175);
  canvas.disc(2_135, 1_125, 8, 30);
  canvas.disc(2_175, 1_125, 8, 30);
}

/** A fuse box with a router's worth of lamps: rows of breakers, labels, a display, knobs, terminals, cables. */
function paintPanel(canvas: Canvas): void {
  const random = numbersFrom(23);
  const { left, top, width, height } = panelArea;
  canvas.raised(left, top, width, height, 190, 10);
  canvas.shade((x, y, before) => {
    const isPanel = x > left && x < left + width && y > top && y < top + height;
    return isPanel ? before + 12 * Math.sin(x / 260 + y / 330) + 5 * (random() - 0.5) : before;
  });
  for (const [x, y] of [
    [left + 40, top + 40],
    [left + width - 40, top + 40],
    [left + 40, top + height - 40],
    [left + width - 40, top + height - 40],
  ] as const) {
    canvas.screw(x, y, 18, random() * 3);
  }
  paintBreakers(canvas, random, top + 110);
  paintBreakers(canvas, random, top + 430);
  paintInstruments(canvas, random, top + 720);
}

function paintBreakers(canvas: Canvas, random: () => number, top: number): void {
  const { left } = panelArea;
  canvas.rectangle(left + 80, top - 22, 1_040, 14, 110);
  for (let index = 0; index < 12; index++) {
    const x = left + 90 + index * 86;
    canvas.raised(x, top, 76, 200, 205 + 20 * random(), 4);
    const isOn = random() < 0.6;
    canvas.raised(x + 22, top + (isOn ? 60 : 95), 32, 50, isOn ? 55 : 90, 3);
    canvas.screw(x + 38, top + 22, 10, random() * 3);
    canvas.screw(x + 38, top + 180, 10, random() * 3);
    canvas.text(x + 10, top + 128, `${'BCK'.charAt(index % 3)}${6 + Math.floor(random() * 58)}`, 5, 40);
    canvas.rectangle(x + 8, top + 212, 60, 34, 235);
    canvas.text(x + 12, top + 219, ['HALL', 'STOVE', 'LAN', 'PC 2', 'WASH', 'SUN'][index % 6] ?? '', 3, 70);
  }
}

function paintInstruments(canvas: Canvas, random: () => number, top: number): void {
  const { left } = panelArea;
  canvas.raised(left + 90, top, 330, 180, 70, 6); // A display with its figures.
  canvas.text(left + 120, top + 50, '230.4 V'.replace('.', '5'), 11, 215);
  canvas.text(left + 120, top + 125, 'PHASE L1', 6, 160);
  for (const [index, x] of [500, 620, 740].entries()) {
    canvas.disc(left + x + 6, top + 98, 50, 90);
    canvas.disc(left + x, top + 90, 48, 130);
    canvas.disc(left + x, top + 90, 36, 60);
    const angle = index * 1.1 + 0.4;
    canvas.line(left + x, top + 90, left + x + 30 * Math.cos(angle), top + 90 + 30 * Math.sin(angle), 6, 230);
    for (let tick = 0; tick < 9; tick++) {
      const at = 2.2 + tick * 0.6;
      const [x1, y1] = [Math.cos(at), Math.sin(at)];
      canvas.line(left + x + 54 * x1, top + 90 + 54 * y1, left + x + 62 * x1, top + 90 + 62 * y1, 4, 40);
    }
    canvas.text(left + x - 20, top + 165, `P${index + 1}7`, 4, 50);
  }
  for (let index = 0; index < 16; index++) {
    const [x, y] = [left + 850 + (index % 8) * 34, top + 20 + Math.floor(index / 8) * 74];
    canvas.raised(x, y, 28, 36, 120, 2);
    canvas.disc(x + 14, y + 52, 6, random() < 0.5 ? 240 : 80);
  }
  for (let index = 0; index < 5; index++) {
    const x = left + 200 + index * 190;
    const [sway, grey] = [40 * random(), 50 + 120 * random()];
    canvas.line(x, top + 200, x + sway, top + 270, 14, grey);
  }
}

/** Slots like each other, forty by twenty; two plates and a scratch are all that is unlike the rest. */
function paintGrille(canvas: Canvas): void {
  for (let row = 0; row < 22; row++) {
    for (let column = 0; column < 40; column++) {
      canvas.raised(60 + column * 58, 60 + row * 78, 40, 56, 90, 4);
    }
  }
  canvas.raised(1_060, 760, 200, 110, 220, 5);
  canvas.text(1_085, 790, 'UNIT 47', 6, 50);
  canvas.raised(1_420, 1_060, 130, 90, 60, 5);
  canvas.line(800, 640, 930, 1_080, 5, 235);
}
