import { setTimeout as pause } from 'node:timers/promises';
import { XClient, type Area } from '../screen/x-client.ts';
import { nowMs } from './page-moments.ts';

const magenta = 0xff00ff;
const timeoutMs = 30_000;
/** So many pixels of it side by side, at whatever scale, are no ornament of a window. */
const enough = 100;
/** Looks this often even where the server tells of no change. */
const restlessMs = 50;

/** A sign on one display, and when it is first seen on another. */
export type PictureWatch = { readonly seen: Promise<number>; readonly close: () => void };

/**
 * Puts a magenta area onto the customer's display and looks for it on the technician's, whatever shows it there. The moment is in
 * milliseconds since 1970, as in `page-moments.ts`.
 */
export async function watchForPicture(customer: string, technician: string, area: Area): Promise<PictureWatch> {
  const source = await XClient.open(customer);
  const target = await XClient.open(technician);
  const close = (): void => {
    source.close();
    target.close();
  };
  const window = source.openWindow(area);
  await source.sync();
  source.fill(window, magenta, [{ ...area, x: 0, y: 0 }]);
  await source.sync();
  let wake: () => void = () => {};
  const damage = await target.watchDamage(() => wake());
  const rows: Area[] = [0.4, 0.5, 0.6].map((part) => ({
    x: 0,
    y: Math.floor(target.height * part),
    width: target.width,
    height: 1,
  }));

  const look = async (): Promise<number> => {
    const endMs = nowMs() + timeoutMs;
    while (nowMs() < endMs) {
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      damage.clear();
      const seen = await Promise.all(rows.map((row) => target.read(row)));
      if (seen.some(hasSign)) return nowMs();
      await Promise.race([changed, pause(restlessMs)]);
    }
    throw new Error('waited in vain for a picture');
  };
  return { seen: look().finally(close), close };
}

function hasSign(row: Buffer): boolean {
  let together = 0;
  for (let at = 0; at + 2 < row.length; at += 4) {
    const isMagenta = (row[at] ?? 0) > 150 && (row[at + 1] ?? 0) < 110 && (row[at + 2] ?? 0) > 150;
    together = isMagenta ? together + 1 : 0;
    if (together >= enough) return true;
  }
  return false;
}
