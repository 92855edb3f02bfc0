import { setTimeout as pause } from 'node:timers/promises';
import type { Row } from '../figure.ts';
import { XInjector, XWatch, type Point } from '../support/input-probe.ts';
import { sampleInput } from '../support/sample-input.ts';
import { freeArea } from '../support/two-screens.ts';
import { markerArea, markerPitch, type Marker } from './marker.ts';

/** X keycodes of a PC keyboard: one that travels as a character, one that travels as a key. */
const keycodes = { letter: 38, arrow: 116 } as const;
/** Until a window that was clicked has the keyboard. */
const focusMs = 700;

/** From a device at the technician's display to its effect at the customer's. */
export async function measureInput(
  system: string,
  displays: { readonly from: string; readonly to: string },
  marker: Marker,
  samples: number,
): Promise<readonly Row[]> {
  const watch = await XWatch.open(displays.to, freeArea);
  const injector = await XInjector.open(displays.from);
  try {
    const middle = { x: freeArea.left + freeArea.width / 2, y: freeArea.top + freeArea.height / 2 };
    await injector.click(seenAt(middle, marker));
    await pause(focusMs);
    const path = {
      system,
      watch,
      move: (place: Point) => injector.move(seenAt(place, marker)),
      keys: {
        'character to effect': () => injector.press(keycodes.letter),
        'key to effect': () => injector.press(keycodes.arrow),
      },
    };
    return await sampleInput(path, samples);
  } finally {
    watch.close();
    injector.close();
  }
}

/** Where on the technician's display a pixel of the customer's is seen: its middle, where the picture is scaled. */
function seenAt({ x, y }: Point, { left, row, pitch }: Marker): Point {
  const scale = pitch / markerPitch;
  return {
    x: Math.round(left + (x + 0.5 - markerArea.x - markerPitch) * scale - 0.5),
    y: Math.round(row + (y + 0.5 - markerArea.y - markerArea.height / 2) * scale),
  };
}
