/** While it is closed, the browser asks before it leaves the page: a slip of the thumb must not end a session. */
export class LeaveGuard {
  readonly #page: Pick<Window, 'addEventListener' | 'removeEventListener'>;
  #isClosed = false;

  constructor(page: Pick<Window, 'addEventListener' | 'removeEventListener'>) {
    this.#page = page;
  }

  set(isClosed: boolean): void {
    if (isClosed === this.#isClosed) return;
    this.#isClosed = isClosed;
    // Only while it is needed: browsers keep no page at hand for "back" that listens to this.
    if (isClosed) this.#page.addEventListener('beforeunload', ask);
    else this.#page.removeEventListener('beforeunload', ask);
  }
}

/** The words of the question are the browser's own. */
function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
