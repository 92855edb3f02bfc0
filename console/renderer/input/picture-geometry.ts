// Where on the shared picture a pointer is. Pure: numbers in, numbers out. All lengths are CSS pixels of the window, as
// `clientX` and `getBoundingClientRect` give them, except the picture's own, which are pixels of the customer's screen.

export type Size = { readonly width: number; readonly height: number };

export type Rectangle = Size & { readonly left: number; readonly top: number };

export type Point = { readonly x: number; readonly y: number };

/** How the picture lies in its element. */
export type PictureView = {
  /** The element's inner box, without border and scroll bars. */
  readonly box: Rectangle;
  readonly picture: Size;
  /** `fit`: as large as the box allows (`object-fit: contain`). `actual`: one pixel of theirs is one pixel of this screen. */
  readonly fit: 'fit' | 'actual';
  /** How far the element itself is scrolled; 0 if its parent scrolls or nothing does. */
  readonly scroll: Point;
  readonly devicePixelRatio: number;
};

/** A pixel's exact edge must not fall to its neighbour because division is not exact. */
const roundingSlack = 1e-6;

/** Where the picture is drawn. */
export function pictureRectangle(view: PictureView): Rectangle {
  const { box, picture, scroll } = view;
  if (view.fit === 'fit') {
    const scale = Math.min(box.width / picture.width, box.height / picture.height);
    const width = picture.width * scale;
    const height = picture.height * scale;
    return { left: box.left + (box.width - width) / 2, top: box.top + (box.height - height) / 2, width, height };
  }
  return {
    left: box.left - scroll.x,
    top: box.top - scroll.y,
    width: picture.width / view.devicePixelRatio,
    height: picture.height / view.devicePixelRatio,
  };
}

/**
 * The point as fractions of the picture, in the middle of the customer's pixel that it is on, so that rounding on the
 * way cannot move it to the neighbour. Outside the picture: null, or with `clamp` the nearest pixel at the edge.
 */
export function toPicturePosition(point: Point, view: PictureView, clamp: boolean): Point | null {
  const { picture } = view;
  if (!(picture.width > 0 && picture.height > 0 && view.box.width > 0 && view.box.height > 0)) return null;
  const drawn = pictureRectangle(view);
  const x = Math.floor(((point.x - drawn.left) / drawn.width) * picture.width + roundingSlack);
  const y = Math.floor(((point.y - drawn.top) / drawn.height) * picture.height + roundingSlack);
  const inside = x >= 0 && y >= 0 && x < picture.width && y < picture.height;
  if (!inside && !clamp) return null;
  return { x: (limit(x, picture.width) + 0.5) / picture.width, y: (limit(y, picture.height) + 0.5) / picture.height };
}

function limit(pixel: number, count: number): number {
  return Math.max(0, Math.min(count - 1, pixel));
}
