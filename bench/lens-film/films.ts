import type { SceneName } from '../lens/scenes.ts';
import { worldToView, type Pose, type WorldToView } from '../lens/virtual-camera.ts';

/** What a phone's camera sees over and over: the last frame leads to the first. */
export type Film = {
  readonly name: string;
  readonly scene: SceneName;
  readonly seconds: number;
  readonly poseAt: (seconds: number) => Pose;
  /** Whether the middle of what is shown is in the picture then, well away from its edges. */
  readonly isHome: (seconds: number) => boolean;
  /** Its frames are all the same but for noise, also their number. */
  readonly isStill?: true;
};

export const filmFramesPerSecond = 30;

const still: Pose = { x: 1_200, y: 880, scale: 0.62, roll: 0, yaw: 0, pitch: 0 };

/** 0 before `from`, 1 after `to`, softly between. */
function ramp(seconds: number, from: number, to: number): number {
  const part = Math.min(1, Math.max(0, (seconds - from) / (to - from)));
  return part * part * (3 - 2 * part);
}

/** So many waves in the whole film, so that its end joins its beginning. */
function waves(film: number, seconds: number, count: number, phase = 0): number {
  return Math.sin((2 * Math.PI * count * seconds) / film + phase);
}

/** Nobody's hand is still: about one, three and nine beats a second. World pixels. */
function held(pose: Pose, film: number, seconds: number): Pose {
  const beats = [1, 3, 9].map((each) => Math.round(each * film));
  const [slow = 0, middle = 0, fast = 0] = beats;
  const sway = (phase: number): number =>
    2 * waves(film, seconds, slow, phase) +
    1.2 * waves(film, seconds, middle, phase + 1) +
    0.5 * waves(film, seconds, fast, phase + 2);
  return {
    ...pose,
    x: pose.x + sway(0),
    y: pose.y + sway(2.5),
    roll: pose.roll + 0.003 * waves(film, seconds, slow + 1, 0.3),
  };
}

/** Somebody shows a panel: moves over it, turns, comes nearer and goes back. */
export const movingFilm: Film = {
  name: 'moving hand',
  scene: 'panel',
  seconds: 6,
  poseAt: (s) =>
    held(
      {
        x: 1_200 + 150 * waves(6, s, 1),
        y: 880 + 60 * waves(6, s, 2, 0.7),
        scale: 0.62 * 1.25 ** waves(6, s, 1, 1.9),
        roll: 0.25 * waves(6, s, 1, 0.4),
        yaw: 0.25 * waves(6, s, 2, 2),
        pitch: 0.12 * waves(6, s, 1, 3),
      },
      6,
      s,
    ),
  isHome: () => true,
};

/** The panel leaves the picture for more than a second, and comes back. */
export const leavingFilm: Film = {
  name: 'leave and return',
  scene: 'panel',
  seconds: 8,
  poseAt: (s) => {
    const away = ramp(s, 2.5, 3.3) - ramp(s, 5, 5.8);
    const [sway, turn] = [50 * waves(8, s, 2), 0.15 * waves(8, s, 1)];
    return held({ ...still, x: still.x + 1_500 * away + sway, y: still.y - 300 * away, roll: turn }, 8, s);
  },
  isHome: (s) => s < 2 || s > 6.2,
};

/** The phone lies on a table: only the sensor's noise changes. */
export const restingFilm: Film = {
  name: 'at rest',
  scene: 'panel',
  seconds: 1,
  poseAt: () => still,
  isHome: () => true,
  isStill: true,
};

export function frameCountOf(film: Film): number {
  return Math.round(film.seconds * filmFramesPerSecond);
}

/** The truth of one frame. */
export function truthOf(film: Film, frame: number): WorldToView {
  return worldToView(film.poseAt(frame / filmFramesPerSecond));
}
