import type { Point, Rectangle, Size } from '../../input/picture-geometry.ts';

// How large the camera's picture is shown, and which part of it. Pure: numbers in, numbers out. Lengths are CSS pixels of the
// window, except those of the picture itself, which are the camera's.

export type CameraZoom = {
  /** `fit`: as large as the place allows. `actual`: a pixel of the camera on a pixel of this display. A number: CSS pixels for one of the camera's. */
  readonly scale: 'fit' | 'actual' | number;
  /** The point of the picture that is in the middle of its place, as fractions of its width and height. */
  readonly centre: Point;
};

/** Where the picture may be seen, and what is to be seen there. */
export type CameraPlace = {
  readonly box: Size;
  readonly picture: Size;
  readonly devicePixelRatio: number;
};

const middle: Point = { x: 0.5, y: 0.5 };
export const fitted: CameraZoom = { scale: 'fit', centre: middle };
export const actual: CameraZoom = { scale: 'actual', centre: middle };

/** One press of a button or key. */
export const zoomStep = 1.25;
/** Larger shows squares and no detail. */
const mostDisplayPixels = 8;

/** Where the whole picture lies, measured from the upper left of its place; it may reach beyond it. */
export function pictureRectangle(zoom: CameraZoom, place: CameraPlace): Rectangle {
  const { left, top, width, height } = exactRectangle(zoom, place);
  // On whole pixels of the display, or every one of the camera's would be smeared over two.
  const whole = (length: number): number => Math.round(length * place.devicePixelRatio) / place.devicePixelRatio;
  return { left: whole(left), top: whole(top), width, height };
}

/** Some of the picture lies outside, so that there is something to move to. */
export function reachesBeyond(zoom: CameraZoom, place: CameraPlace): boolean {
  const { width, height } = pictureRectangle(zoom, place);
  // Half a pixel is what rounding leaves.
  return width > place.box.width + 0.5 || height > place.box.height + 0.5;
}

/** Larger or smaller by `factor`; what is under `point`, measured in the place, stays under it. */
export function zoomBy(zoom: CameraZoom, factor: number, place: CameraPlace, point: Point | null = null): CameraZoom {
  const { box } = place;
  const least = Math.min(fitScale(place), 1 / place.devicePixelRatio);
  const most = Math.max(fitScale(place), mostDisplayPixels / place.devicePixelRatio);
  const scale = Math.min(Math.max(scaleOf(zoom, place) * factor, least), most);
  const before = exactRectangle(zoom, place);
  const fixed = point ?? { x: box.width / 2, y: box.height / 2 };
  const share = { x: (fixed.x - before.left) / before.width, y: (fixed.y - before.top) / before.height };
  const width = place.picture.width * scale;
  const height = place.picture.height * scale;
  const wanted = {
    x: share.x - (fixed.x - box.width / 2) / width,
    y: share.y - (fixed.y - box.height / 2) / height,
  };
  return within({ scale, centre: wanted }, place);
}

/** Moves the picture under the window: right and down by so many CSS pixels. */
export function panBy(zoom: CameraZoom, by: Point, place: CameraPlace): CameraZoom {
  const { width, height } = pictureRectangle(zoom, place);
  const { x, y } = within(zoom, place).centre;
  return within({ ...zoom, centre: { x: x - by.x / width, y: y - by.y / height } }, place);
}

/** The scale in per cent of the display's pixels: what a person calls the zoom. */
export function zoomPercent(zoom: CameraZoom, place: CameraPlace): number {
  return Math.round(scaleOf(zoom, place) * place.devicePixelRatio * 100);
}

function exactRectangle(zoom: CameraZoom, place: CameraPlace): Rectangle {
  const { box, picture } = place;
  const scale = scaleOf(zoom, place);
  const width = picture.width * scale;
  const height = picture.height * scale;
  const { x, y } = zoom.centre;
  return { left: begin(box.width, width, x), top: begin(box.height, height, y), width, height };
}

function scaleOf({ scale }: CameraZoom, place: CameraPlace): number {
  if (scale === 'fit') return fitScale(place);
  return scale === 'actual' ? 1 / place.devicePixelRatio : scale;
}

function fitScale({ box, picture }: CameraPlace): number {
  return Math.min(box.width / picture.width, box.height / picture.height);
}

/** No further than the picture's edges: beyond them there is nothing to see. */
function within(zoom: CameraZoom, place: CameraPlace): CameraZoom {
  const scale = scaleOf(zoom, place);
  const limit = (centre: number, box: number, length: number): number => {
    const least = box / 2 / length;
    return least >= 0.5 ? 0.5 : Math.min(Math.max(centre, least), 1 - least);
  };
  return {
    ...zoom,
    centre: {
      x: limit(zoom.centre.x, place.box.width, place.picture.width * scale),
      y: limit(zoom.centre.y, place.box.height, place.picture.height * scale),
    },
  };
}

function begin(box: number, length: number, centre: number): number {
  if (length <= box) return (box - length) / 2;
  return Math.min(0, Math.max(box - length, box / 2 - centre * length));
}
