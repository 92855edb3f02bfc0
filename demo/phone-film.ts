import { writeCameraFile } from '#tests/support/camera-file.ts';

const film = { width: 640, height: 480, framesPerSecond: 15 } as const;
const seconds = 4;
/** How far the camera sways to each side, in pixels. */
const sway = { x: 40, y: 16 } as const;
const world = { width: film.width + 2 * sway.x, height: film.height + 2 * sway.y } as const;
const plates = 420;

/** Writes what the demo's phone sees: many plates on a wall, from a hand that sways, so that drawings have something to hold on to. */
export function writePhoneFilm(path: string): void {
  const wall = paintWall();
  const frames = Array.from({ length: seconds * film.framesPerSecond }, (_, frame) => {
    const turn = (2 * Math.PI * frame) / (seconds * film.framesPerSecond);
    return cut(wall, Math.round(sway.x * (1 + Math.sin(turn))), Math.round(sway.y * (1 + Math.sin(2 * turn))));
  });
  writeCameraFile(path, { ...film, frames });
}

function paintWall(): Uint8Array {
  const wall = new Uint8Array(world.width * world.height).fill(170);
  const next = numbers();
  for (let plate = 0; plate < plates; plate += 1) {
    const [left, top] = [next(world.width), next(world.height)];
    const [right, bottom] = [left + 8 + next(50), top + 8 + next(34)];
    const grey = 40 + next(200);
    for (let y = top; y < Math.min(bottom, world.height); y += 1) {
      wall.fill(grey, y * world.width + left, y * world.width + Math.min(right, world.width));
    }
  }
  return wall;
}

function cut(wall: Uint8Array, left: number, top: number): Uint8Array {
  const frame = new Uint8Array(film.width * film.height);
  for (let y = 0; y < film.height; y += 1) {
    const start = (top + y) * world.width + left;
    frame.set(wall.subarray(start, start + film.width), y * film.width);
  }
  return frame;
}

/** Whole numbers below a limit, the same in every run. */
function numbers(): (limit: number) => number {
  let state = 7;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
