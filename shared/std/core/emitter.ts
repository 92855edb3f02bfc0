import type { Dispose } from './dispose.ts';

/** Typed events: `Events` maps each event's name to what its listeners are given. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(payload: never) => void>>();

  on<Name extends keyof Events>(name: Name, listener: (payload: Events[Name]) => void): Dispose {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void {
    // A copy: a listener may remove itself, or add another, while it runs.
    for (const listener of Array.from(this.#listeners.get(name) ?? [])) {
      (listener as (payload: Events[Name]) => void)(payload);
    }
  }

  /** How many listeners are left: what opens must close, and tests look here. */
  get listenerCount(): number {
    let count = 0;
    for (const listeners of this.#listeners.values()) count += listeners.size;
    return count;
  }
}
