import type { Clock } from '#shared/std/core/clock.ts';
import { DisposeBag } from '#shared/std/core/dispose.ts';
import type { ConsoleRemote } from '../../window/console-remote.ts';
import { Whiteboard } from './whiteboard.ts';

/** The whiteboards of all sessions. They live outside the components: another tab and back loses neither pen nor frozen picture. */
export class Whiteboards {
  readonly #remote: ConsoleRemote;
  readonly #clock: Clock;
  readonly #boards = new Map<string, Whiteboard>();
  readonly #bag = new DisposeBag();

  constructor(remote: ConsoleRemote, clock: Clock) {
    this.#remote = remote;
    this.#clock = clock;
    this.#bag.add(
      remote.on('boardTracked', ({ session, frame }) => this.of(session)?.tracked(frame, clock.monotonicMs())),
      remote.store.subscribe(({ view }, { view: before }) => {
        for (const [id, board] of this.#boards) {
          const session = view?.sessions.find((candidate) => candidate.id === id);
          if (session === undefined) this.#boards.delete(id);
          else if (session !== before?.sessions.find((candidate) => candidate.id === id)) board.follow(session);
        }
      }),
    );
  }

  /** Null for a session that main does not know. */
  of(id: string): Whiteboard | null {
    const existing = this.#boards.get(id);
    if (existing !== undefined) return existing;
    const session = this.#remote.store.getState().view?.sessions.find((candidate) => candidate.id === id);
    if (session === undefined) return null;
    const board = new Whiteboard(session, {
      session: id,
      clock: this.#clock,
      notify: (name, argument) => this.#remote.notify(name, argument),
    });
    this.#boards.set(id, board);
    return board;
  }

  dispose(): void {
    this.#bag.dispose();
    this.#boards.clear();
  }
}
