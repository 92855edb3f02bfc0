import type { HostBridge } from '#shared/dom/host-bridge.ts';
import type { MessageLink } from '#shared/std/rpc/message-link.ts';
import type { FakeConsoleMain } from './fake-console-main.ts';

/** Joins the window to a fake main in the same page, with the real messages in between. */
export class FakeBridge implements HostBridge {
  readonly host = 'page';
  readonly platform = 'linux';
  readonly offered: File[] = [];
  readonly #main: FakeConsoleMain;
  #cut: () => void = () => {};

  constructor(main: FakeConsoleMain) {
    this.#main = main;
  }

  connect(): Promise<MessageLink> {
    const { window, main, close } = linkPair();
    this.#cut = close;
    this.#main.server.accept(main);
    // Events that come before anybody listens would be lost: the window attaches its listeners right after this.
    queueMicrotask(() =>
      queueMicrotask(() => this.#main.server.emitTo(main, 'view', { name: 'view/reset', view: this.#main.view })),
    );
    return Promise.resolve(window);
  }

  offerFiles(files: readonly File[]): Promise<readonly string[]> {
    this.offered.push(...files);
    return Promise.resolve(files.map((_, index) => `ticket-${index}`));
  }

  /** Main goes away, as after a crash. */
  cut(): void {
    this.#cut();
  }
}

function linkPair(): { readonly window: MessageLink; readonly main: MessageLink; readonly close: () => void } {
  const window = new Set<(text: string) => void>();
  const main = new Set<(text: string) => void>();
  const closed = new Set<() => void>();
  const close = (): void => {
    const listeners = [...closed];
    closed.clear();
    for (const listener of listeners) listener();
  };
  const end = (own: Set<(text: string) => void>, other: Set<(text: string) => void>): MessageLink => ({
    // Never in the same turn, as over a real link.
    send: (text) => queueMicrotask(() => other.forEach((listener) => listener(text))),
    onMessage: (listener) => {
      own.add(listener);
      return () => own.delete(listener);
    },
    onClose: (listener) => {
      closed.add(listener);
      return () => closed.delete(listener);
    },
    close,
  });
  return { window: end(window, main), main: end(main, window), close };
}
