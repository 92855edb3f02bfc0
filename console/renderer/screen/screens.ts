import { createStore, type StoreApi } from 'zustand/vanilla';
import { DisposeBag } from '#shared/std/core/dispose.ts';
import type { MediaSignal } from '#shared/std/view/media-signal.ts';
import type { ConsoleRemote } from '../window/console-remote.ts';
import { isOver } from '../window/window-state.ts';

export type ScreenStats = {
  readonly framesPerSecond: number;
  readonly width: number;
  readonly height: number;
};

/** The receiving end of one session's picture. */
export type ScreenTrack = {
  receive(signal: MediaSignal): void;
  stats(): Promise<ScreenStats | null>;
  close(): void;
};

export type OpenScreenTrack = (events: {
  send(signal: MediaSignal): void;
  onPicture(track: MediaStreamTrack): void;
  onLost(): void;
}) => ScreenTrack;

type Pictures = Readonly<Record<string, MediaStreamTrack>>;

/**
 * The pictures of all sessions. They live outside the components, so that going to another tab and back does not
 * tear a connection down.
 */
export class Screens {
  /** Of each session that has one. */
  readonly pictures: StoreApi<Pictures> = createStore<Pictures>(() => ({}));
  readonly #remote: ConsoleRemote;
  readonly #open: OpenScreenTrack;
  readonly #tracks = new Map<string, ScreenTrack>();
  readonly #bag = new DisposeBag();

  constructor(remote: ConsoleRemote, open: OpenScreenTrack) {
    this.#remote = remote;
    this.#open = open;
    this.#bag.add(
      remote.on('mediaSignal', ({ session, signal }) => this.#trackOf(session).receive(signal)),
      remote.on('mediaEnd', ({ session }) => this.#close(session)),
      remote.store.subscribe(({ view }) => {
        for (const id of this.#tracks.keys()) {
          const session = view?.sessions.find((candidate) => candidate.id === id);
          if (session === undefined || isOver(session)) this.#close(id);
        }
      }),
    );
  }

  /** Main believes in a picture that this window does not have: after a reload, or a connection that came to nothing. */
  want(session: string): void {
    this.#remote.notify('media/wanted', { session });
  }

  /** The first frame is on the screen. */
  shown(session: string): void {
    this.#remote.notify('media/state', { session, state: 'live' });
  }

  async stats(session: string): Promise<ScreenStats | null> {
    return (await this.#tracks.get(session)?.stats()) ?? null;
  }

  dispose(): void {
    this.#bag.dispose();
    for (const id of this.#tracks.keys()) this.#close(id);
  }

  #trackOf(session: string): ScreenTrack {
    const existing = this.#tracks.get(session);
    if (existing !== undefined) return existing;
    const source = this.#open({
      send: (signal) => this.#remote.notify('media/signal', { session, signal }),
      onPicture: (track) => this.pictures.setState({ [session]: track }),
      onLost: () => {
        this.#forget(session);
        this.#remote.notify('media/state', { session, state: 'lost' });
      },
    });
    this.#tracks.set(session, source);
    return source;
  }

  #close(session: string): void {
    this.#tracks.get(session)?.close();
    this.#tracks.delete(session);
    this.#forget(session);
  }

  #forget(session: string): void {
    const { [session]: gone, ...rest } = this.pictures.getState();
    if (gone !== undefined) this.pictures.setState(rest, true);
  }
}
