import type { Page } from 'playwright-core';
import { until } from '#tests/support/x-display.ts';
import type { Figure } from './figure.ts';
import { XInjector, XWatch, type Point } from './support/input-probe.ts';
import { sampleInput } from './support/sample-input.ts';
import { beginSession, giveControl, shareScreen } from './support/session-steps.ts';
import { freeArea, openTwoScreens, type TwoScreens } from './support/two-screens.ts';

const keyboardIsThere = `document.hasFocus() && document.activeElement.tagName === 'TEXTAREA'`;

/** X keycodes of a PC keyboard: one that travels as a character, one that travels as a key. */
const keycodes = { letter: 38, arrow: 116 } as const;

/**
 * From a device at the technician's to an effect at the customer's: window, console main, data connection, applet main,
 * X server, while the screen is shared. The floor is the same two ends with nothing of ours between them.
 */
export const inputLatency: Figure = {
  name: 'input-latency',
  title: 'Key and mouse at the technician’s to their effect at the customer’s, through everything',
  measure: async ({ samples }) => {
    const screens = await openTwoScreens();
    try {
      return await measureThrough(screens, samples);
    } finally {
      await screens.close();
    }
  },
};

async function measureThrough(screens: TwoScreens, samples: number) {
  const session = await beginSession(screens);
  await shareScreen(session);
  await giveControl(session);
  const watch = await XWatch.open(screens.customer.display, freeArea);
  const technician = await XInjector.open(screens.technician.display);
  const customer = await XInjector.open(screens.customer.display);
  try {
    const toTechnician = await mapPicture(session.desk, technician);
    const middle = { x: freeArea.left + freeArea.width / 2, y: freeArea.top + freeArea.height / 2 };
    await technician.click(toTechnician(middle));
    await until(() => session.desk.evaluate<boolean>(keyboardIsThere));
    const through = await sampleInput(
      {
        name: 'through everything',
        watch,
        move: (place) => technician.move(toTechnician(place)),
        keys: {
          'character typed': () => technician.press(keycodes.letter),
          'key pressed': () => technician.press(keycodes.arrow),
        },
      },
      samples,
    );
    const floor = await sampleInput(
      {
        name: 'floor: nothing between',
        watch,
        move: (place) => customer.move(place),
        keys: { 'key pressed': () => customer.press(keycodes.arrow) },
      },
      samples,
    );
    return [...through, ...floor];
  } finally {
    for (const each of [watch, technician, customer]) each.close();
  }
}

type Picture = {
  /** The video element on the page. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Pixels of the shared screen. */
  readonly videoWidth: number;
  readonly videoHeight: number;
};

/** Where on the technician's display each pixel of the customer's is seen. */
async function mapPicture(desk: Page, technician: XInjector): Promise<(place: Point) => Point> {
  const picture = await desk.evaluate<Picture>(`(() => {
    const video = document.querySelector('video');
    const { left, top, width, height } = video.getBoundingClientRect();
    return { left, top, width, height, videoWidth: video.videoWidth, videoHeight: video.videoHeight };
  })()`);
  // Where the page lies on its display only the page knows, and only when the pointer comes by.
  await desk.evaluate(`addEventListener('pointermove', ({ clientX, clientY }) => {
    globalThis.benchPointer = { x: clientX, y: clientY };
  }, { capture: true })`);
  const pageSees = async (place: Point, before: Point | null): Promise<Point> => {
    let seen: Point | null = null;
    technician.move(place);
    await until(async () => {
      seen = await desk.evaluate<Point | null>('globalThis.benchPointer ?? null');
      return seen !== null && seen.x !== before?.x;
    });
    return seen ?? place;
  };
  const known = { x: 700, y: 450 };
  const client = await pageSees(known, await pageSees({ x: known.x - 50, y: known.y }, null));
  const scale = Math.min(picture.width / picture.videoWidth, picture.height / picture.videoHeight);
  const left = known.x - client.x + picture.left + (picture.width - picture.videoWidth * scale) / 2;
  const top = known.y - client.y + picture.top + (picture.height - picture.videoHeight * scale) / 2;
  return ({ x, y }) => ({ x: Math.round(left + (x + 0.5) * scale), y: Math.round(top + (y + 0.5) * scale) });
}
