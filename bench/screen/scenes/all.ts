import { idle, smallChange, typing } from './desktop.ts';
import { photo, video } from './pictures.ts';
import type { Scene } from './scene.ts';
import { scrolling } from './scrolling.ts';
import { windowDrag } from './window-drag.ts';

/** What the customer's screen may be doing, by the case's name, in the order in which it is measured. */
export const scenes = {
  idle,
  'small change': smallChange,
  typing,
  'scroll 30': scrolling(30),
  'scroll 60': scrolling(60),
  'window drag': windowDrag,
  photo,
  video,
} as const satisfies Readonly<Record<string, Scene>>;

export type SceneName = keyof typeof scenes;

export const sceneNames = Object.keys(scenes) as readonly SceneName[];
