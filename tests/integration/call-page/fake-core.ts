import { createStore } from 'zustand/vanilla';
import { Emitter } from '#shared/std/core/emitter.ts';

/** What a window says to its core, and when: milliseconds of the page's own clock. */
export type Said = { readonly name: string; readonly argument: unknown; readonly atMs: number };

/** A core without any rules: the test says what it tells the window, and looks at what the window says. */
export class FakeCore<Events extends object, View> {
  readonly said: Said[] = [];
  readonly store;
  readonly #events = new Emitter<Events>();

  constructor(view: View) {
    this.store = createStore<{ readonly view: View; readonly link: 'connected' | 'lost' }>(() => ({
      view,
      link: 'connected',
    }));
  }

  on<Name extends keyof Events>(name: Name, listener: (payload: Events[Name]) => void): () => void {
    return this.#events.on(name, listener);
  }

  notify(name: string, argument: unknown): void {
    this.said.push({ name, argument, atMs: performance.now() });
  }

  tell<Name extends keyof Events>(name: Name, payload: Events[Name]): void {
    this.#events.emit(name, payload);
  }

  /** What was said by this name, in order. */
  of(name: string): readonly unknown[] {
    return this.said.filter((each) => each.name === name).map(({ argument }) => argument);
  }
}
