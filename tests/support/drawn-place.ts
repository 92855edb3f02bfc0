import type { Page } from 'playwright-core';

export type DrawnPlace = {
  /** The middle of the ink, in units of the picture's width, as marks have them. */
  readonly x: number;
  readonly y: number;
  /** How many of the canvas's pixels have the colour. */
  readonly pixels: number;
};

export type DrawnPlaceOptions = {
  /** The camera's picture. It lies in its element as a whole (`object-fit: contain`). */
  readonly picture?: string;
  /** What the drawings are on. */
  readonly canvas?: string;
  /** Ink of this colour; default: the red of marks. */
  readonly colour?: readonly [red: number, green: number, blue: number];
};

const markRed = [216, 21, 42] as const;
/** Softened edges are left out: they would pull the middle nowhere, but others' colours may. */
const tolerance = 24;

/** Where a drawing is seen over the camera's picture, on the phone's page and in the console's window alike; null if nowhere. */
export async function drawnPlace(page: Page, options: DrawnPlaceOptions = {}): Promise<DrawnPlace | null> {
  const { picture = 'video', canvas = 'canvas[aria-hidden]', colour = markRed } = options;
  return await page.evaluate<DrawnPlace | null>(`(() => {
    const picture = document.querySelector(${JSON.stringify(picture)});
    const canvas = document.querySelector(${JSON.stringify(canvas)});
    const [pictureWidth, pictureHeight] = [picture.videoWidth ?? picture.width, picture.videoHeight ?? picture.height];
    const box = picture.getBoundingClientRect();
    const scale = Math.min(box.width / pictureWidth, box.height / pictureHeight);
    const width = pictureWidth * scale;
    const left = box.left + (box.width - width) / 2;
    const top = box.top + (box.height - pictureHeight * scale) / 2;
    const own = canvas.getBoundingClientRect();
    const ratio = canvas.width / own.width;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const colour = ${JSON.stringify(colour)};
    let pixels = 0, sumX = 0, sumY = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] < 250 || colour.some((part, index) => Math.abs(data[at + index] - part) > ${tolerance})) continue;
      pixels += 1;
      sumX += (at / 4) % canvas.width;
      sumY += Math.floor(at / 4 / canvas.width);
    }
    if (pixels === 0) return null;
    const onPage = (sum, start) => start + (sum / pixels + 0.5) / ratio;
    return { x: (onPage(sumX, own.left) - left) / width, y: (onPage(sumY, own.top) - top) / width, pixels };
  })()`);
}
