/** Of marks and pictures (BRD1). */
export const maxId = 65_535;

/** The next id after `last` that is not taken; from the beginning after the greatest one. */
export function freeId(last: number, taken: ReadonlySet<number>): number {
  let id = last;
  do id = id >= maxId ? 1 : id + 1;
  while (taken.has(id));
  return id;
}
