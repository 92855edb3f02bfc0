import type { Clock } from '#shared/std/core/clock.ts';
import { closeCodes } from './close-codes.ts';
import type { Connection } from './connection.ts';
import { maxAnonymousSockets, maxAnonymousSocketsPerAddress } from './relay-limits.ts';

/** All open sockets, and how many strangers each place has among them. */
export class ConnectionTable {
  readonly #maxConnections: number;
  readonly #connections = new Set<Connection>();
  readonly #anonymousByPlace = new Map<string, number>();
  #anonymous = 0;
  #onEmpty: (() => void) | null = null;

  constructor(maxConnections: number) {
    this.#maxConnections = maxConnections;
  }

  /** Whether one more socket from there is welcome. */
  hasRoomFor(place: string): boolean {
    return (
      this.#connections.size < this.#maxConnections &&
      this.#anonymous < maxAnonymousSockets &&
      (this.#anonymousByPlace.get(place) ?? 0) < maxAnonymousSocketsPerAddress
    );
  }

  /** A new socket, which is nobody yet. */
  add(connection: Connection): void {
    this.#connections.add(connection);
    this.#countAnonymous(connection.place, 1);
  }

  /** A stranger logged in or joined. */
  becameKnown(place: string): void {
    this.#countAnonymous(place, -1);
  }

  remove(connection: Connection): void {
    if (this.#connections.delete(connection) && connection.role.name === 'anonymous') {
      this.#countAnonymous(connection.place, -1);
    }
    if (this.#connections.size === 0) this.#onEmpty?.();
  }

  /** Tells everyone that the relay stops and waits until they are gone; whoever stays past the time is cut off. */
  closeAll(clock: Clock, timeoutMs: number): Promise<void> {
    if (this.#connections.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const stopTimer = clock.after(timeoutMs, () => {
        for (const connection of this.#connections) connection.terminate();
      });
      this.#onEmpty = () => {
        stopTimer();
        resolve();
      };
      for (const connection of this.#connections) connection.refuse('stopping', closeCodes.goingAway);
    });
  }

  [Symbol.iterator](): Iterator<Connection> {
    return this.#connections.values();
  }

  get size(): number {
    return this.#connections.size;
  }

  countByRole(): { readonly console: number; readonly customer: number; readonly anonymous: number } {
    const count = { console: 0, customer: 0, anonymous: 0 };
    for (const connection of this.#connections) count[connection.role.name] += 1;
    return count;
  }

  #countAnonymous(place: string, change: 1 | -1): void {
    this.#anonymous += change;
    const count = (this.#anonymousByPlace.get(place) ?? 0) + change;
    if (count === 0) this.#anonymousByPlace.delete(place);
    else this.#anonymousByPlace.set(place, count);
  }
}
