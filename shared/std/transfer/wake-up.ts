/** Lets one loop sleep until something that it waits for may have changed; it then looks again. */
export class WakeUp {
  #resolve: () => void = () => {};

  /** Look at the condition first, and call this in the same turn: what changes after the look wakes. */
  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  wake(): void {
    this.#resolve();
  }
}
