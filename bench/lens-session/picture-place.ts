import type { Page } from 'playwright-core';
import { fitPicture } from '#shared/std/lens/board-geometry.ts';
import { until } from '#tests/support/x-display.ts';
import { viewHeight, viewWidth } from '../lens/virtual-camera.ts';
import { XClient, type Area } from '../screen/x-client.ts';

/** Where a display shows the camera's picture, in its pixels; fractions count. */
export type PicturePlace = {
  readonly left: number;
  readonly top: number;
  /** Pixels of the display to a pixel of the camera. */
  readonly scale: number;
};

type Point = { readonly x: number; readonly y: number };

type Found = {
  readonly innerWidth: number;
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  readonly picture: { readonly width: number; readonly height: number };
};

const cover = 'lens-session-cover';
const magenta = 0xff00ff;

/** A place of the camera's picture, in its pixels, as a place of the display. */
export function onDisplay({ left, top, scale }: PicturePlace, { x, y }: Point): Point {
  return { x: left + x * scale, y: top + y * scale };
}

const wholePicture: Area = { x: 0, y: 0, width: viewWidth, height: viewHeight };

/** The pixels of the display that show this part of the picture, which is given in the camera's pixels: whole ones. */
export function displayArea({ left, top, scale }: PicturePlace, part: Area = wholePicture): Area {
  const [x, y] = [Math.floor(left + part.x * scale), Math.floor(top + part.y * scale)];
  return {
    x,
    y,
    width: Math.ceil(left + (part.x + part.width) * scale) - x,
    height: Math.ceil(top + (part.y + part.height) * scale) - y,
  };
}

/**
 * Finds the picture that an element of a page shows. A page may be shown smaller than it believes, as a phone's is, so it is covered by one
 * colour for a moment and looked for on the display.
 */
export async function findPicturePlace(page: Page, display: string, element: string): Promise<PicturePlace> {
  const client = await XClient.open(display);
  try {
    await page.evaluate(`(() => {
      const element = document.createElement('div');
      element.id = '${cover}';
      Object.assign(element.style, { position: 'fixed', inset: '0', background: '#ff00ff', zIndex: '2147483647' });
      document.documentElement.append(element);
    })()`);
    let seen: Area | null = null;
    await until(async () => {
      const before: Area | null = seen;
      seen = areaOf(await client.read(client.area), client.width);
      // Twice the same: all of it is painted.
      return seen !== null && before !== null && seen.width === before.width && seen.height === before.height;
    });
    const found = await page.evaluate<Found>(`(() => {
      const picture = document.querySelector(${JSON.stringify(element)});
      const { left, top, width, height } = picture.getBoundingClientRect();
      return {
        innerWidth,
        box: { left, top, width, height },
        picture: { width: picture.videoWidth ?? picture.width, height: picture.videoHeight ?? picture.height },
      };
    })()`);
    await page.evaluate(`document.getElementById('${cover}').remove()`);
    await until(async () => areaOf(await client.read(client.area), client.width) === null);
    return placeOf(found, seen ?? client.area);
  } finally {
    client.close();
  }
}

function placeOf({ innerWidth, box, picture }: Found, page: Area): PicturePlace {
  const fitted = fitPicture(box, picture, 'contain');
  if (fitted === null) throw new Error('no picture is shown');
  const pageScale = page.width / innerWidth;
  return {
    left: page.x + pageScale * (box.left + fitted.left),
    top: page.y + pageScale * (box.top + fitted.top),
    scale: (pageScale * fitted.width) / viewWidth,
  };
}

function areaOf(pixels: Buffer, width: number): Area | null {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length >> 2);
  let [left, top, right, bottom] = [width, Infinity, -1, -1];
  for (const [at, word] of words.entries()) {
    if ((word & 0xffffff) !== magenta) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = y;
  }
  return right < 0 ? null : { x: left, y: top, width: right + 1 - left, height: bottom + 1 - top };
}
