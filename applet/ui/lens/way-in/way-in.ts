import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { AppletRemote } from '../../window/applet-remote.ts';
import type { LensCallService } from '../../window/services.tsx';

/** The tutorial's cards, in their order. */
export const tutorialCards = ['show', 'charge', 'nothing'] as const;

/** What the page says and asks before anything else. `done`: the window shows the core's own step. */
export type WayInState =
  | { readonly step: 'tutorial'; readonly card: number }
  | { readonly step: 'devices' }
  | { readonly step: 'done' };

export type WayInOptions = {
  /** On a computer there is nothing to do first: it is asked for the camera when the technician asks. */
  readonly onPhone: boolean;
  /** Null where the browser keeps nothing for us: the tutorial then shows each time. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'> | null;
  readonly remote: Pick<AppletRemote, 'store'>;
  readonly lens: Pick<LensCallService, 'prepare' | 'stop' | 'store'>;
};

const storageKey = 'handrail.tutorial';

/**
 * The first steps on a phone (L1, L2): a tutorial once in its life, then camera and microphone. They lie before the PIN, and
 * before whatever a link leads to, and change nothing of what the core does meanwhile.
 */
export class WayIn {
  readonly store: StoreApi<WayInState>;
  readonly #options: WayInOptions;
  readonly #stopListening: Dispose;

  constructor(options: WayInOptions) {
    this.#options = options;
    this.store = createStore<WayInState>(() => {
      if (!options.onPhone) return { step: 'done' };
      return wasShown(options.storage) ? { step: 'devices' } : { step: 'tutorial', card: 0 };
    });
    this.#stopListening = options.remote.store.subscribe((now, before) => {
      const hasStartedAgain = before.view?.step.name === 'ended' && now.view?.step.name === 'enterPin';
      // What was agreed to was for the session that is over.
      if (hasStartedAgain && options.onPhone) this.store.setState({ step: 'devices' }, true);
    });
  }

  /** OK: the next card, and after the last one the devices. */
  nextCard(): void {
    const now = this.store.getState();
    if (now.step !== 'tutorial') return;
    if (now.card + 1 < tutorialCards.length) this.store.setState({ step: 'tutorial', card: now.card + 1 }, true);
    else this.skip();
  }

  skip(): void {
    if (this.store.getState().step !== 'tutorial') return;
    rememberShown(this.#options.storage);
    this.store.setState({ step: 'devices' }, true);
  }

  /** The browser asks. Where both are allowed the way goes on; else the person reads why, and chooses. */
  async allow(): Promise<void> {
    const { lens } = this.#options;
    await lens.prepare({ camera: true, microphone: true });
    const { camera, microphone } = lens.store.getState().access;
    if (camera === 'granted' && microphone === 'granted') this.goOn();
  }

  /** With what is allowed, which may be nothing. */
  goOn(): void {
    if (this.store.getState().step === 'devices') this.store.setState({ step: 'done' }, true);
  }

  /** Neither camera nor microphone (C6): what was allowed by now is given back. */
  chatOnly(): void {
    if (this.store.getState().step !== 'devices') return;
    this.#options.lens.stop();
    this.store.setState({ step: 'done' }, true);
  }

  dispose(): void {
    this.#stopListening();
  }
}

function wasShown(storage: WayInOptions['storage']): boolean {
  try {
    return storage?.getItem(storageKey) === 'shown';
  } catch {
    return false; // Forbidden: seeing it twice is better than never.
  }
}

function rememberShown(storage: WayInOptions['storage']): void {
  try {
    storage?.setItem(storageKey, 'shown');
  } catch {
    // Full or forbidden: it shows again next time.
  }
}
