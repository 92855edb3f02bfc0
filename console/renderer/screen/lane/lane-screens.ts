import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Clock } from '#shared/std/core/clock.ts';
import { DisposeBag } from '#shared/std/core/dispose.ts';
import { decodeScreenMessage, type VideoCodec } from '#shared/std/screen/screen-message.ts';
import { readAddressedScreenMessage } from '#shared/std/view/addressed-screen-message.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import type { ConsoleRemote } from '../../window/console-remote.ts';
import { LaneViewer, type LaneCanvas, type StartLaneWorker } from './lane-viewer.ts';

export type LaneScreensOptions = {
  readonly remote: ConsoleRemote;
  readonly clock: Clock;
  readonly startWorker: StartLaneWorker;
  /** What this browser decodes; lanes wait for the answer. */
  readonly codecs: Promise<readonly VideoCodec[]>;
};

type Viewers = Readonly<Record<string, LaneViewer>>;
type Entry = { readonly viewer: LaneViewer; monitors: readonly unknown[]; connected: boolean };

/** The lanes of all sessions. Like `Screens` they live outside the components, so that another tab and back loses nothing. */
export class LaneScreens {
  /** The viewer of each session whose screen comes in lanes. */
  readonly viewers: StoreApi<Viewers> = createStore<Viewers>(() => ({}));
  readonly #options: LaneScreensOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #bag = new DisposeBag();
  #codecs: readonly VideoCodec[] | null = null;
  #linked = false;

  constructor(options: LaneScreensOptions) {
    this.#options = options;
    const { remote } = options;
    this.#bag.add(
      remote.onBinary((bytes) => this.#receive(bytes)),
      remote.store.subscribe(() => this.#follow()),
    );
    const begin = (codecs: readonly VideoCodec[]): void => {
      this.#codecs = codecs;
      this.#follow();
    };
    options.codecs.then(begin, () => begin([]));
  }

  dispose(): void {
    this.#bag.dispose();
    for (const id of this.#entries.keys()) this.#close(id);
  }

  #follow(): void {
    const { view, link } = this.#options.remote.store.getState();
    const isLinked = link === 'connected';
    const isBack = isLinked && !this.#linked;
    this.#linked = isLinked;
    if (view === null || !isLinked || this.#codecs === null) return;
    for (const id of this.#entries.keys()) {
      if (!view.sessions.some((session) => session.id === id && comesInLanes(session))) this.#close(id);
    }
    for (const session of view.sessions) {
      if (session.screen.state === 'live' && session.screen.by === 'lane') {
        this.#keep(session, session.screen.monitors, this.#codecs, isBack);
      }
    }
  }

  #keep(
    session: SessionView,
    monitors: Parameters<LaneViewer['setMonitors']>[0],
    codecs: readonly VideoCodec[],
    isBack: boolean,
  ): void {
    const connected = session.connection.state === 'connected';
    const entry = this.#entries.get(session.id);
    if (entry === undefined) {
      const viewer = this.#open(session.id, codecs);
      this.#entries.set(session.id, { viewer, monitors, connected });
      viewer.setMonitors(monitors);
      this.viewers.setState({ [session.id]: viewer });
      return;
    }
    if (entry.monitors !== monitors) entry.viewer.setMonitors(monitors);
    // Whatever was under way between is lost: on the line to main, or on main's to the customer.
    if (isBack || (connected && !entry.connected)) entry.viewer.restart();
    entry.monitors = monitors;
    entry.connected = connected;
  }

  #open(session: string, codecs: readonly VideoCodec[]): LaneViewer {
    const { remote, clock, startWorker } = this.#options;
    return new LaneViewer({
      clock,
      startWorker,
      makeCanvas,
      codecs,
      watch: (watch) =>
        remote.notify('screen/watch', { session, ...watch, lanes: [...watch.lanes], codecs: [...watch.codecs] }),
      drawn: (lane, sequence) => remote.notify('screen/drawn', { session, lane, sequence }),
    });
  }

  #receive(bytes: Uint8Array<ArrayBuffer>): void {
    const addressed = readAddressedScreenMessage(bytes);
    const viewer = addressed === null ? undefined : this.#entries.get(addressed.session)?.viewer;
    // None for the tail of a session that is over.
    if (addressed === null || viewer === undefined) return;
    const message = decodeScreenMessage(addressed.message);
    if (message !== null) viewer.receive(message);
  }

  #close(id: string): void {
    this.#entries.get(id)?.viewer.close();
    this.#entries.delete(id);
    const { [id]: gone, ...rest } = this.viewers.getState();
    if (gone !== undefined) this.viewers.setState(rest, true);
  }
}

function comesInLanes({ screen }: SessionView): boolean {
  return screen.state === 'live' && screen.by === 'lane';
}

function makeCanvas(): LaneCanvas<HTMLCanvasElement> {
  const element = document.createElement('canvas');
  return { element, offscreen: element.transferControlToOffscreen() };
}
