/** Holds a view and applies events to it: the truth that main shows to its windows. */
export class ViewStore<View, Event> {
  readonly #reduce: (view: View, event: Event) => View;
  readonly #onEvent: (event: Event) => void;
  #view: View;

  constructor(view: View, reduce: (view: View, event: Event) => View, onEvent: (event: Event) => void) {
    this.#view = view;
    this.#reduce = reduce;
    this.#onEvent = onEvent;
  }

  get view(): View {
    return this.#view;
  }

  /** Changes the view and tells the windows how. */
  apply(event: Event): void {
    this.#view = this.#reduce(this.#view, event);
    this.#onEvent(event);
  }
}
