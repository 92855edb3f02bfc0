import { createStore, type StoreApi } from 'zustand/vanilla';
import { DisposeBag } from '#shared/std/core/dispose.ts';
import type { ScreenSender, ScreenSenderOptions } from '#shared/dom/media/screen-sender.ts';
import type { AppletRemote } from './applet-remote.ts';

/** What the person has to know about their own screen being captured; whether it is seen is main's to say. */
export type ScreenShareState = {
  /** The browser wants a fresh press of a button before it asks for the screen: after a reload. */
  readonly needsPress: boolean;
  /** The last try failed, or nothing was chosen. */
  readonly failed: boolean;
  /** False while only a window or a tab is shared; null while nothing is. */
  readonly wholeScreen: boolean | null;
};

const idle: ScreenShareState = { needsPress: false, failed: false, wholeScreen: null };

export type ScreenShareOptions = {
  readonly remote: Pick<AppletRemote, 'on' | 'notify' | 'store'>;
  /** The browser's own question for a screen. */
  readonly capture: () => Promise<MediaStream>;
  readonly openSender: (options: ScreenSenderOptions) => Pick<ScreenSender, 'start' | 'receive' | 'stop'>;
  /** Called in the moment in which the browser still takes the person's choice for a press: the bar opens here. */
  readonly onCaptured: () => void;
};

/** Captures the screen when main says so and tells it how that went. Stops at once: by main, by the person, or without main. */
export class ScreenShare {
  readonly store: StoreApi<ScreenShareState> = createStore<ScreenShareState>(() => idle);
  readonly #options: ScreenShareOptions;
  readonly #sender: Pick<ScreenSender, 'start' | 'receive' | 'stop'>;
  readonly #bag = new DisposeBag();
  #awaitedPress: { readonly press: () => void; readonly giveUp: () => void } | null = null;

  constructor(options: ScreenShareOptions) {
    this.#options = options;
    const { remote } = options;
    this.#sender = options.openSender({
      capture: () => this.#capture(),
      send: (signal) => remote.notify('media/signal', signal),
      onStarted: (generation, wholeScreen) => {
        this.store.setState({ failed: false, wholeScreen });
        remote.notify('capture/started', { generation, wholeScreen });
      },
      onFailed: (generation, reason) => {
        this.store.setState({ ...idle, failed: true });
        remote.notify('capture/failed', { generation, reason });
      },
      onStopped: (generation) => {
        this.store.setState(idle);
        remote.notify('capture/stopped', { generation });
      },
    });
    this.#bag.add(
      remote.on('captureStart', ({ generation }) => void this.#sender.start(generation)),
      remote.on('captureStop', () => this.stop()),
      remote.on('mediaSignal', (signal) => this.#sender.receive(signal)),
      // Without main nobody could take the permission back, and the picture does not pass through main.
      remote.store.subscribe(({ link }) => {
        if (link === 'lost') this.stop();
      }),
    );
  }

  /** The person pressed "Share my screen again". */
  pressed(): void {
    this.#awaitedPress?.press();
  }

  /** Nothing is captured any more when this returns. */
  stop(): void {
    this.#sender.stop();
    this.#awaitedPress?.giveUp();
  }

  dispose(): void {
    this.#bag.dispose();
    this.stop();
  }

  async #capture(): Promise<MediaStream> {
    this.store.setState({ failed: false });
    let stream: MediaStream;
    try {
      stream = await this.#options.capture();
    } catch (error) {
      if (!isMissingPress(error)) throw error;
      await this.#press();
      stream = await this.#options.capture();
    }
    this.#options.onCaptured();
    return stream;
  }

  async #press(): Promise<void> {
    this.store.setState({ needsPress: true });
    try {
      await new Promise<void>((resolve, reject) => {
        this.#awaitedPress = {
          press: resolve,
          giveUp: () => reject(new DOMException('no longer wanted', 'AbortError')),
        };
      });
    } finally {
      this.#awaitedPress = null;
      this.store.setState({ needsPress: false });
    }
  }
}

/** Chromium and Firefox name it one way, Safari another. */
function isMissingPress(error: unknown): boolean {
  return error instanceof DOMException && ['InvalidStateError', 'InvalidAccessError'].includes(error.name);
}
