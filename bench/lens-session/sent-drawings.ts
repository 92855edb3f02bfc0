import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { viewHeight, viewWidth } from '../lens/virtual-camera.ts';
import { readStamp, stampArea } from '../lens-film/frame-stamp.ts';

/** What the console's window sends to its main program; all else that goes there is none of these. */
const noticeSchema = v.variant('name', [
  v.object({
    name: v.literal('board/picture'),
    argument: v.object({ picture: v.object({ id: v.number(), jpeg: v.string() }) }),
  }),
  v.object({
    name: v.literal('board/begin'),
    argument: v.object({
      mark: v.object({ picture: v.number(), colour: v.string(), at: v.tuple([v.number(), v.number()]) }),
    }),
  }),
]);

/** A mark as it left the technician's window: on which frame of the film, and where in its picture, in the camera's pixels. */
export type SentMark = {
  readonly colour: string;
  readonly frame: number | null;
  readonly x: number;
  readonly y: number;
};

/** Listens to what the console's window says, as anybody with the browser's developer tools could. */
export class SentDrawings {
  readonly #page: Page;
  readonly #frames = new Map<number, Promise<number | null>>();
  readonly #marks: { readonly picture: number; readonly colour: string; readonly x: number; readonly y: number }[] = [];

  private constructor(page: Page) {
    this.#page = page;
  }

  static async listen(page: Page): Promise<SentDrawings> {
    const drawings = new SentDrawings(page);
    const tools = await page.context().newCDPSession(page);
    await tools.send('Network.enable');
    tools.on('Network.webSocketFrameSent', ({ response }) => drawings.#take(response.payloadData));
    return drawings;
  }

  /** Every mark so far, the oldest first. */
  marks(): Promise<readonly SentMark[]> {
    return Promise.all(
      this.#marks.map(async ({ picture, colour, x, y }) => ({
        colour,
        x,
        y,
        frame: (await this.#frames.get(picture)) ?? null,
      })),
    );
  }

  #take(payload: string): void {
    // A letter before each message says what kind it is.
    const text = payload.slice(1);
    if (!text.startsWith('{')) return;
    const read = v.safeParse(noticeSchema, JSON.parse(text));
    if (!read.success) return;
    if (read.output.name === 'board/picture') {
      const { id, jpeg } = read.output.argument.picture;
      // The window may close before it has answered; who asks for the mark learns of it.
      const frame = this.#stampOf(jpeg);
      frame.catch(() => {});
      this.#frames.set(id, frame);
    } else {
      const { picture, colour, at } = read.output.argument.mark;
      this.#marks.push({ picture, colour, x: at[0] * viewWidth, y: at[1] * viewWidth });
    }
  }

  /** The browser that made the picture also decodes it. */
  async #stampOf(jpeg: string): Promise<number | null> {
    const { left, top, width, height } = stampArea;
    const greys = await this.#page.evaluate<readonly number[]>(`(async () => {
      const text = atob(${JSON.stringify(jpeg)}.replaceAll('-', '+').replaceAll('_', '/'));
      const image = await createImageBitmap(new Blob([Uint8Array.from(text, (letter) => letter.charCodeAt(0))]));
      const context = new OffscreenCanvas(${viewWidth}, ${viewHeight}).getContext('2d');
      context.drawImage(image, 0, 0, ${viewWidth}, ${viewHeight});
      const { data } = context.getImageData(${left}, ${top}, ${width}, ${height});
      return Array.from({ length: data.length / 4 }, (_, index) => data[4 * index + 1]);
    })()`);
    return readStamp((x, y) => greys[Math.floor(y - top) * width + Math.floor(x - left)] ?? 0);
  }
}
