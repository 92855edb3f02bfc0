import { maxMonitors } from '#shared/std/screen/screen-limits.ts';
import type { Monitor } from '#shared/std/screen/screen-message.ts';

/** Gives monitors their numbers: one that is plugged in again under its name has the one it had, if nobody else has it. */
export class MonitorIds {
  readonly #byName = new Map<string, number>();

  assign(monitors: readonly Omit<Monitor, 'id'>[]): readonly Monitor[] {
    const taken = new Set<number>();
    const occurrences = new Map<string, number>();
    const named = monitors.slice(0, maxMonitors).map((monitor) => {
      // Two of one make have one name: the first stays the first.
      const occurrence = (occurrences.get(monitor.name) ?? 0) + 1;
      occurrences.set(monitor.name, occurrence);
      const name = `${occurrence} ${monitor.name}`;
      const remembered = this.#byName.get(name);
      const id = remembered === undefined || taken.has(remembered) ? null : remembered;
      if (id !== null) taken.add(id);
      return { monitor, name, id };
    });
    return named.map(({ monitor, name, id }) => {
      const given = id ?? this.#freeId(taken);
      taken.add(given);
      this.#byName.set(name, given);
      return { ...monitor, id: given };
    });
  }

  /** One that no monitor ever had, so that an old one comes back to its own; else any that is free now. */
  #freeId(taken: ReadonlySet<number>): number {
    const all = Array.from({ length: maxMonitors }, (_, id) => id).filter((id) => !taken.has(id));
    const remembered = new Set(this.#byName.values());
    return all.find((id) => !remembered.has(id)) ?? all[0] ?? 0;
  }
}
