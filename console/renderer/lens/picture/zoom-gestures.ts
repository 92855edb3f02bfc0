import type { Dispose } from '#shared/std/core/dispose.ts';
import type { Point } from '../../input/picture-geometry.ts';
import { toWheelPixels } from '../../input/wheel-pixels.ts';
import {
  actual,
  fitted,
  panBy,
  reachesBeyond,
  zoomBy,
  zoomStep,
  type CameraPlace,
  type CameraZoom,
} from './camera-zoom.ts';

/** A notch of a common wheel, 100 pixels, is about one step. */
const wheelScale = Math.log(zoomStep) / 100;
const keyPanPixels = 48;

const pans: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: keyPanPixels, y: 0 },
  ArrowRight: { x: -keyPanPixels, y: 0 },
  ArrowUp: { x: 0, y: keyPanPixels },
  ArrowDown: { x: 0, y: -keyPanPixels },
};

/** What a key does to the picture; null for keys that are not its own. Without a picture that reaches beyond, arrows are not. */
export function zoomByKey(key: string, zoom: CameraZoom, place: CameraPlace): CameraZoom | null {
  switch (key) {
    case '+':
    case '=':
      return zoomBy(zoom, zoomStep, place);
    case '-':
      return zoomBy(zoom, 1 / zoomStep, place);
    case '0':
      return fitted;
    case '1':
      return actual;
  }
  const pan = Object.hasOwn(pans, key) ? pans[key] : undefined;
  return pan === undefined || !reachesBeyond(zoom, place) ? null : panBy(zoom, pan, place);
}

export type ZoomGestures = {
  readonly zoom: () => CameraZoom;
  readonly place: () => CameraPlace | null;
  readonly onZoom: (zoom: CameraZoom) => void;
};

/** Wheel anywhere in the place, and keys, and dragging on the picture itself: what lies over it takes its own pointers. */
export function attachZoomGestures(box: HTMLElement, picture: HTMLElement, gestures: ZoomGestures): Dispose {
  const { zoom, place, onZoom } = gestures;
  const listening = new AbortController();
  const { signal } = listening;
  let held: { readonly pointer: number; readonly x: number; readonly y: number } | null = null;

  const wheel = (event: WheelEvent): void => {
    const now = place();
    if (now === null) return;
    event.preventDefault();
    const { left, top } = box.getBoundingClientRect();
    const point = { x: event.clientX - left, y: event.clientY - top };
    onZoom(zoomBy(zoom(), Math.exp(-toWheelPixels(event).y * wheelScale), now, point));
  };
  const keyDown = (event: KeyboardEvent): void => {
    const now = place();
    const typing = event.target instanceof Element && event.target.closest('input, textarea') !== null;
    if (now === null || typing || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = zoomByKey(event.key, zoom(), now);
    if (next === null) return;
    event.preventDefault();
    onZoom(next);
  };
  const pointerDown = (event: PointerEvent): void => {
    const now = place();
    if (event.button !== 0 || now === null || !reachesBeyond(zoom(), now)) return;
    picture.setPointerCapture(event.pointerId);
    held = { pointer: event.pointerId, x: event.clientX, y: event.clientY };
  };
  const pointerMove = (event: PointerEvent): void => {
    const now = place();
    if (held === null || held.pointer !== event.pointerId || now === null) return;
    onZoom(panBy(zoom(), { x: event.clientX - held.x, y: event.clientY - held.y }, now));
    held = { pointer: held.pointer, x: event.clientX, y: event.clientY };
  };
  const release = (): void => {
    held = null;
  };
  box.addEventListener('wheel', wheel, { signal, passive: false });
  box.addEventListener('keydown', keyDown, { signal });
  picture.addEventListener('pointerdown', pointerDown, { signal });
  picture.addEventListener('pointermove', pointerMove, { signal });
  picture.addEventListener('pointerup', release, { signal });
  picture.addEventListener('lostpointercapture', release, { signal });
  return () => listening.abort();
}
