const storageKey = 'handrail.session';

/** Remembers in the tab alone that a session runs in it: a page that is loaded anew can then say what became of it. */
export class SessionMarker {
  readonly #page: Pick<Window, 'sessionStorage'>;
  #isSet = false;

  constructor(page: Pick<Window, 'sessionStorage'>) {
    this.#page = page;
  }

  /** True if a session ran in this tab when its page went away. Asked once: the next page knows nothing of it. */
  take(): boolean {
    try {
      const wasSet = this.#page.sessionStorage.getItem(storageKey) !== null;
      this.#page.sessionStorage.removeItem(storageKey);
      return wasSet;
    } catch {
      return false; // Storage is forbidden: the person finds the PIN field, as after any other loading.
    }
  }

  set(isRunning: boolean): void {
    if (isRunning === this.#isSet) return;
    this.#isSet = isRunning;
    try {
      if (isRunning) this.#page.sessionStorage.setItem(storageKey, 'running');
      else this.#page.sessionStorage.removeItem(storageKey);
    } catch {
      // Forbidden or full: see above.
    }
  }
}
