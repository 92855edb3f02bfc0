import { hull, intersection, isEmpty, type Area } from '#shared/std/screen/area.ts';
import type { Picture } from '#shared/std/screen/picture.ts';
import type { Monitor } from '#shared/std/screen/screen-message.ts';

/** Areas asked for one by one: each costs a request, and beyond this many one larger area is cheaper. */
const maxAreas = 12;
/** Joining two areas may add this many pixels that did not change: copying them costs less than another request. */
const wastePixels = 16_384;

const emptyArea: Area = { x: 0, y: 0, width: 0, height: 0 };

type Account = { readonly monitor: Monitor; picture: WeakRef<Picture> | null; areas: Area[] };

/**
 * What changed on each monitor since its own picture was brought up to date: lanes are updated at different moments, and the
 * system reports each change once.
 */
export class DamageAccounts {
  #accounts: readonly Account[] = [];

  /** A monitor that is as it was keeps its account. */
  setMonitors(monitors: readonly Monitor[]): void {
    const before = this.#accounts;
    this.#accounts = monitors.map((monitor) => {
      const same = before.find((account) => isSamePlace(account.monitor, monitor));
      return { monitor, picture: same?.picture ?? null, areas: same?.areas ?? [] };
    });
  }

  /** Books areas of the whole desktop. Answers the monitors that had nothing booked before. */
  add(areas: readonly Area[]): readonly number[] {
    return this.#accounts.flatMap((account) => {
      const parts = areas.map((area) => intersection(area, account.monitor)).filter((part) => !isEmpty(part));
      if (parts.length === 0) return [];
      const wasClean = account.areas.length === 0;
      account.areas = joinAreas([...account.areas, ...parts]);
      return wasClean ? [account.monitor.id] : [];
    });
  }

  /** Everything on every monitor may have changed. */
  addAll(): void {
    for (const account of this.#accounts) account.areas = [areaOf(account.monitor)];
  }

  /** What `picture` lacks, on the whole desktop: all of the monitor if it was never updated before. Clears the account. */
  take(monitor: number, picture: Picture): readonly Area[] {
    const account = this.#accounts.find((candidate) => candidate.monitor.id === monitor);
    if (account === undefined) return [];
    const isNew = account.picture?.deref() !== picture;
    const areas = isNew ? [areaOf(account.monitor)] : account.areas;
    account.picture = new WeakRef(picture);
    account.areas = [];
    return areas;
  }

  /** The picture could not be updated: what was taken for it is unknown again. */
  forget(monitor: number): void {
    const account = this.#accounts.find((candidate) => candidate.monitor.id === monitor);
    if (account !== undefined) account.picture = null;
  }
}

/** Fewer areas that hold the same, and never more pixels than the one area around them all. */
export function joinAreas(areas: readonly Area[]): Area[] {
  const joined: Area[] = [];
  for (const area of areas) {
    if (joined.length > maxAreas) break; // Scattered: joining each with each would take longer than copying all.
    let grown = area;
    // A grown area may swallow others that stood alone before.
    for (let again = true; again;) {
      again = false;
      for (let index = joined.length - 1; index >= 0; index -= 1) {
        const other = joined[index];
        if (other === undefined || !isWorthJoining(grown, other)) continue;
        grown = hull(grown, other);
        joined.splice(index, 1);
        again = true;
      }
    }
    joined.push(grown);
  }
  const all = areas.reduce(hull, joined[0] ?? emptyArea);
  const pixels = joined.reduce((sum, area) => sum + pixelsOf(area), 0);
  return joined.length <= maxAreas && pixels <= pixelsOf(all) ? joined : [all];
}

function isWorthJoining(a: Area, b: Area): boolean {
  return pixelsOf(hull(a, b)) <= pixelsOf(a) + pixelsOf(b) + wastePixels;
}

function pixelsOf(area: Area): number {
  return area.width * area.height;
}

function areaOf({ x, y, width, height }: Area): Area {
  return { x, y, width, height };
}

function isSamePlace(a: Monitor, b: Monitor): boolean {
  return a.id === b.id && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
