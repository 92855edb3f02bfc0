import type { SceneName } from './scenes.ts';
import type { Pose } from './virtual-camera.ts';

/** Something that is drawn: a middle and a size, in world pixels, on the picture of this moment. */
export type Drawing = {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly drawnAtMs: number;
  /** From the moment to when the tracker gets it. */
  readonly delayMs: number;
};

/** Ten seconds of a camera in somebody's hand. */
export type Sequence = {
  readonly name: string;
  readonly scene: SceneName;
  readonly poseAt: (seconds: number) => Pose;
  readonly drawings: readonly Drawing[];
  /** Brightness and contrast: what comes out for a grey value at a height in the picture, 0 to 1. */
  readonly expose?: (grey: number, seconds: number, height: number) => number;
  /** How long the shutter is open, in seconds; 0: no blur. */
  readonly shutterSeconds?: number;
  /** Deviation of each pixel, in grey values. */
  readonly noise?: number;
  /** Quality of a codec between the camera and the tracker, 1 to 100; none unless given. */
  readonly frameQuality?: number;
  /** The middle of a hand in the view, in view pixels; null: out of it. */
  readonly handAt?: (seconds: number) => { readonly x: number; readonly y: number } | null;
  /** Nothing is there to hold on to: right is to say so. */
  readonly isEmpty?: true;
};

export const sequenceSeconds = 10;
export const framesPerSecond = 30;

const still: Pose = { x: 1_200, y: 880, scale: 0.62, roll: 0, yaw: 0, pitch: 0 };
const wave = (seconds: number, period: number, phase = 0): number => Math.sin((2 * Math.PI * seconds) / period + phase);
/** Nobody's hand is still: a few frequencies that never meet again. */
const tremor = (
  seconds: number,
  pixels: number,
): { readonly x: number; readonly y: number; readonly roll: number } => ({
  x: pixels * (wave(seconds, 0.93) + 0.6 * wave(seconds, 0.31, 1) + 0.25 * wave(seconds, 0.117, 2)),
  y: pixels * (wave(seconds, 1.17, 0.5) + 0.6 * wave(seconds, 0.37, 2) + 0.25 * wave(seconds, 0.109, 1)),
  roll: 0.0015 * pixels * wave(seconds, 0.71, 0.3),
});
const held = (pose: Pose, seconds: number, pixels = 2): Pose => {
  const { x, y, roll } = tremor(seconds, pixels);
  return { ...pose, x: pose.x + x, y: pose.y + y, roll: pose.roll + roll };
};
/** 0 before `from`, 1 after `to`, softly between. */
const ramp = (seconds: number, from: number, to: number): number => {
  const part = Math.min(1, Math.max(0, (seconds - from) / (to - from)));
  return part * part * (3 - 2 * part);
};

const drawn = (x: number, y: number, drawnAtMs: number, size = 120, delayMs = 200): Drawing => ({
  x,
  y,
  size,
  drawnAtMs,
  delayMs,
});
const four = [
  drawn(1_010, 860, 300),
  drawn(1_400, 780, 500, 60),
  drawn(1_030, 1_030, 700, 200),
  drawn(1_350, 1_050, 900, 90),
];

/** There, away to `away` for some seconds, and back. */
const leave =
  (away: Partial<Pose>, returned: Partial<Pose>) =>
  (seconds: number): Pose => {
    const out = ramp(seconds, 2.5, 3.5);
    const back = ramp(seconds, 6.5, 7.5);
    const between = (name: keyof Pose): number => {
      const gone = still[name] + out * ((away[name] ?? still[name]) - still[name]);
      return gone + back * ((returned[name] ?? still[name]) - gone);
    };
    const pose = {
      x: between('x'),
      y: between('y'),
      scale: between('scale'),
      roll: between('roll'),
      yaw: between('yaw'),
      pitch: between('pitch'),
    };
    return held(pose, seconds);
  };

export const sequences: readonly Sequence[] = [
  { name: 'hand tremor', scene: 'panel', drawings: four, poseAt: (s) => held(still, s, 4) },
  {
    name: 'pan',
    scene: 'panel',
    drawings: four,
    poseAt: (s) => held({ ...still, x: 1_200 + 260 * wave(s, 5), y: 880 + 120 * wave(s, 3.7) }, s),
  },
  {
    name: 'fast pan, motion blur',
    scene: 'panel',
    drawings: [
      drawn(1_210, 700, 300),
      drawn(1_140, 650, 800, 60),
      drawn(1_100, 1_160, 1_100, 200),
      drawn(1_290, 1_060, 1_600, 90),
    ],
    shutterSeconds: 1 / 50,
    poseAt: (s) => held({ ...still, x: 1_200 + 300 * wave(s, 1.6), y: 880 + 90 * wave(s, 1.1) }, s),
  },
  {
    name: 'turn',
    scene: 'panel',
    drawings: four,
    poseAt: (s) => held({ ...still, roll: 2.4 * wave(s, 10) }, s),
  },
  {
    name: 'come nearer',
    scene: 'panel',
    drawings: [drawn(1_120, 800, 300), drawn(1_290, 920, 500, 60), drawn(1_200, 1_000, 700, 90)],
    poseAt: (s) => held({ ...still, scale: 0.62 * 3.2 ** ramp(s, 1, 8) }, s, 1),
  },
  {
    name: 'go away',
    scene: 'panel',
    drawings: [drawn(1_120, 800, 300), drawn(1_290, 920, 500, 60), drawn(1_200, 1_000, 700, 90)],
    poseAt: (s) => held({ ...still, scale: 1.1 * 0.28 ** ramp(s, 1, 8) }, s),
  },
  {
    name: 'tilt',
    scene: 'panel',
    drawings: four,
    poseAt: (s) => held({ ...still, yaw: 1 * wave(s, 7), pitch: 0.6 * wave(s, 5) }, s),
  },
  {
    name: 'walk around',
    scene: 'panel',
    drawings: four,
    shutterSeconds: 1 / 120,
    poseAt: (s) =>
      held(
        {
          x: 1_200 + 150 * wave(s, 4.3),
          y: 880 + 90 * wave(s, 3.1, 1),
          scale: 0.62 * 1.5 ** wave(s, 6.1),
          roll: 0.5 * wave(s, 5.3, 2),
          yaw: 0.6 * wave(s, 7.9),
          pitch: 0.35 * wave(s, 4.7, 1),
        },
        s,
        3,
      ),
  },
  {
    name: 'exposure',
    scene: 'panel',
    drawings: four,
    poseAt: (s) => held({ ...still, x: 1_200 + 90 * wave(s, 4) }, s),
    expose: (grey, s) => 20 * wave(s, 1.7) + grey * 1.9 ** (wave(s, 3.3) - 0.25),
  },
  {
    name: 'rolling brightness',
    scene: 'panel',
    drawings: four,
    poseAt: (s) => held({ ...still, x: 1_200 + 90 * wave(s, 4) }, s),
    expose: (grey, s, height) => grey * (0.75 + 0.25 * wave(s, 0.43, 9 * height)),
  },
  {
    name: 'noise and codec',
    scene: 'panel',
    drawings: four,
    noise: 7,
    frameQuality: 35,
    poseAt: (s) => held({ ...still, x: 1_200 + 150 * wave(s, 5), scale: 0.6 + 0.1 * wave(s, 4) }, s, 3),
  },
  {
    name: 'hand passes',
    scene: 'panel',
    drawings: four,
    poseAt: (s) => held(still, s, 3),
    handAt: (s) => {
      const x = -200 + 1_040 * (((s - 2) / 2.5) % 1);
      return s < 2 ? null : { x, y: 260 + 60 * wave(s, 1.3) };
    },
  },
  { name: 'leave and return', scene: 'panel', drawings: four, poseAt: leave({ x: 2_900, y: 500 }, {}) },
  {
    name: 'leave and return turned',
    scene: 'panel',
    drawings: four,
    poseAt: leave({ x: -400, roll: 0.8 }, { roll: 1.2, scale: 0.8, yaw: 0.3 }),
  },
  {
    name: 'nothing beside something',
    scene: 'half-empty',
    drawings: [drawn(1_330, 800, 300), drawn(1_300, 1_050, 500, 60), drawn(1_000, 900, 700, 90)],
    poseAt: (s) => held({ ...still, x: 1_200 + 120 * wave(s, 4.1), yaw: 0.3 * wave(s, 5.3) }, s, 3),
  },
  {
    name: 'repetitive',
    scene: 'repetitive',
    drawings: [drawn(1_160, 815, 300), drawn(1_000, 1_000, 500, 60), drawn(1_390, 700, 700, 90)],
    poseAt: (s) => held({ ...still, x: 1_200 + 160 * wave(s, 4.1), roll: 0.2 * wave(s, 5.3) }, s, 3),
  },
  {
    name: 'frozen picture, seen 5 s later',
    scene: 'panel',
    drawings: [
      drawn(900, 700, 400, 120, 5_000),
      drawn(1_480, 650, 400, 60, 5_400),
      drawn(1_350, 1_180, 400, 90, 5_800),
    ],
    poseAt: (s) => held({ ...still, x: 1_200 + 170 * wave(s, 9), roll: 0.4 * wave(s, 11), scale: 0.62 + 0.015 * s }, s),
  },
  {
    name: 'ten drawings',
    scene: 'panel',
    drawings: Array.from({ length: 10 }, (_, index) =>
      drawn(800 + (index % 5) * 200, 690 + Math.floor(index / 5) * 350, 300 + 100 * index, 50 + 10 * index),
    ),
    poseAt: (s) =>
      held({ ...still, x: 1_200 + 120 * wave(s, 5), yaw: 0.4 * wave(s, 6.7), roll: 0.3 * wave(s, 4.9) }, s),
  },
  {
    name: 'nothing at all',
    scene: 'empty',
    isEmpty: true,
    noise: 3,
    drawings: [drawn(1_160, 815, 300), drawn(1_000, 1_000, 500, 60), drawn(1_390, 700, 700, 90)],
    poseAt: (s) => held({ ...still, x: 1_200 + 160 * wave(s, 4.1) }, s, 3),
  },
];
