/** Undoes what the call that returned it did: removes a listener, stops a timer. Calling it twice is harmless. */
export type Dispose = () => void;

/** Collects undo functions and runs them once, newest first. */
export class DisposeBag {
  #undo: Dispose[] = [];

  add(...undo: readonly Dispose[]): void {
    this.#undo.push(...undo);
  }

  dispose(): void {
    const undo = this.#undo.toReversed();
    this.#undo = [];
    for (const dispose of undo) dispose();
  }
}
