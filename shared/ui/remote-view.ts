import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostBridge } from '#shared/dom/host-bridge.ts';
import type { Clock } from '#shared/std/core/clock.ts';
import { DisposeBag, type Dispose } from '#shared/std/core/dispose.ts';
import { Emitter } from '#shared/std/core/emitter.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { fail, type Result } from '#shared/std/core/result.ts';
import { RpcClient } from '#shared/std/rpc/client.ts';
import type { CallArguments, CallName, Contract, NoticeArguments, NoticeName } from '#shared/std/rpc/contract.ts';

/** A window is useless without main, so it asks again at once, then a little slower. */
const firstRetryMs = 200;
const maxRetryMs = 3_000;

/** What a window knows: the last view that main told it, and whether main still talks to it. */
export type RemoteViewState<View> = {
  /** Null until the first snapshot. */
  readonly view: View | null;
  readonly link: 'connecting' | 'connected' | 'lost';
};

type Results<C extends Contract> = Record<CallName<C>, Result<unknown, FailureCode>>;

/** Every view begins with a snapshot, on every new connection. */
type ViewEvent<View> = { readonly name: 'view/reset'; readonly view: View } | { readonly name: string };

export type RemoteViewOptions<View, Event> = {
  readonly bridge: Pick<HostBridge, 'connect'>;
  readonly clock: Clock;
  /** The function that main changes its own view with. */
  readonly reduce: (view: View, event: Event) => View;
};

/**
 * A window's line to its main: keeps a copy of main's view in a store, passes calls and notices on, and connects again
 * whenever the link closes. Listeners and the store outlive the link.
 */
export class RemoteView<
  C extends Contract,
  Answers extends Results<C>,
  Events extends { readonly view: Event },
  View,
  Event extends ViewEvent<View> = Events['view'],
> {
  readonly store: StoreApi<RemoteViewState<View>>;
  readonly #options: RemoteViewOptions<View, Event>;
  readonly #events = new Emitter<Events>();
  readonly #binaryListeners = new Set<(bytes: Uint8Array<ArrayBuffer>) => void>();
  readonly #eventNames = new Set<keyof Events & string>();
  readonly #bag = new DisposeBag();
  #client: RpcClient<C, Answers, Events> | null = null;
  #linkBag = new DisposeBag();
  #stopRetry: Dispose = () => {};
  #retryMs = firstRetryMs;
  #disposed = false;

  constructor(options: RemoteViewOptions<View, Event>) {
    this.#options = options;
    this.store = createStore<RemoteViewState<View>>(() => ({ view: null, link: 'connecting' }));
    this.#bag.add(this.on('view', (event) => this.#reduce(event)));
    void this.#connect();
  }

  /** A refusal and a lost link are both values: `windowLost` when main cannot be asked. */
  async call<Name extends CallName<C>>(
    name: Name,
    argument: CallArguments<C, Name>,
  ): Promise<Answers[Name] | { readonly ok: false; readonly reason: FailureCode }> {
    if (this.#client === null) return fail('windowLost');
    try {
      return await this.#client.call(name, argument);
    } catch {
      // The client rejects in one case only: the link closed before the answer came.
      return fail('windowLost');
    }
  }

  /** Dropped while there is no link: what notices report is out of date by then. */
  notify<Name extends NoticeName<C>>(name: Name, argument: NoticeArguments<C, Name>): void {
    this.#client?.notify(name, argument);
  }

  /** Listens to what main tells, over every link to come. */
  on<Name extends keyof Events & string>(name: Name, listener: (payload: Events[Name]) => void): Dispose {
    if (!this.#eventNames.has(name)) {
      this.#eventNames.add(name);
      if (this.#client !== null) this.#forward(this.#client, name);
    }
    return this.#events.on(name, listener);
  }

  /** Listens to the bytes that main sends, over every link to come. Main sends none unasked. */
  onBinary(listener: (bytes: Uint8Array<ArrayBuffer>) => void): Dispose {
    this.#binaryListeners.add(listener);
    return () => this.#binaryListeners.delete(listener);
  }

  dispose(): void {
    this.#disposed = true;
    this.#stopRetry();
    this.#linkBag.dispose();
    this.#bag.dispose();
  }

  async #connect(): Promise<void> {
    try {
      const link = await this.#options.bridge.connect();
      if (this.#disposed) {
        link.close();
        return;
      }
      const client = new RpcClient<C, Answers, Events>(link);
      this.#client = client;
      this.#linkBag = new DisposeBag();
      this.#linkBag.add(
        () => link.close(),
        () => client.dispose(),
        client.onClose(() => this.#lost()),
        client.onBinary((bytes) => {
          for (const listener of this.#binaryListeners) listener(bytes);
        }),
      );
      for (const name of this.#eventNames) this.#forward(client, name);
    } catch {
      // Main is gone or not there yet; the overlay says so while the next try waits.
      this.#lost();
    }
  }

  #forward(client: RpcClient<C, Answers, Events>, name: keyof Events & string): void {
    this.#linkBag.add(client.on(name, (payload) => this.#events.emit(name, payload)));
  }

  #lost(): void {
    if (this.#disposed) return;
    this.#client = null;
    this.#linkBag.dispose();
    this.store.setState({ link: 'lost' });
    this.#stopRetry = this.#options.clock.after(this.#retryMs, () => void this.#connect());
    this.#retryMs = Math.min(this.#retryMs * 2, maxRetryMs);
  }

  #reduce(event: Event): void {
    const { view } = this.store.getState();
    if (isReset<View, Event>(event)) {
      this.#retryMs = firstRetryMs;
      this.store.setState({ view: event.view, link: 'connected' });
    } else if (view !== null) {
      this.store.setState({ view: this.#options.reduce(view, event) });
    }
  }
}

function isReset<View, Event extends ViewEvent<View>>(
  event: Event,
): event is Event & { readonly name: 'view/reset'; readonly view: View } {
  return event.name === 'view/reset';
}
