import { frameCountOf, filmFramesPerSecond, type Film } from '../lens-film/films.ts';
import type { BothSeen } from './lens-stage.ts';
import type { WatchedPicture } from './picture-watcher.ts';

/** For each frame that both displays have shown: how much later the console's did, in milliseconds. */
export function glassToGlass(film: Film, { phone, console }: BothSeen): readonly number[] {
  const onPhone = firstSeen(phone);
  // The film comes round again: a frame belongs to the nearest time that it was on the phone before.
  const mostMs = (1_000 * frameCountOf(film)) / filmFramesPerSecond / 2;
  return firstSeen(console).flatMap(({ frame, atMs }) => {
    const source = onPhone.findLast((each) => each.frame === frame && each.atMs <= atMs && atMs - each.atMs < mostMs);
    return source === undefined ? [] : [atMs - source.atMs];
  });
}

type Shown = { readonly frame: number; readonly atMs: number };

/** When each frame came, also when it comes again with the film. What was there at the start has been there for nobody knows how long. */
function firstSeen(pictures: readonly WatchedPicture[]): readonly Shown[] {
  const shown: Shown[] = [];
  let before = pictures[0]?.frame ?? null;
  for (const { frame, atMs } of pictures) {
    if (frame !== null && frame !== before) shown.push({ frame, atMs });
    before = frame ?? before;
  }
  return shown;
}

/** Different frames of the film that a display has shown in a second. */
export function framesPerSecond(pictures: readonly WatchedPicture[]): number {
  const [first, last] = [pictures[0], pictures.at(-1)];
  if (first === undefined || last === undefined || last.atMs === first.atMs) return 0;
  return (1_000 * firstSeen(pictures).length) / (last.atMs - first.atMs);
}
