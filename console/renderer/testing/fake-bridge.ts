import type { HostBridge } from '#shared/dom/host-bridge.ts';
import { LinkEnd } from '#shared/std/rpc/link-end.ts';
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
  // Never in the same turn, as over a real link.
  const window: LinkEnd = new LinkEnd({
    send: (text) => queueMicrotask(() => main.deliver(text)),
    close: () => main.carrierClosed(),
  });
  const main: LinkEnd = new LinkEnd({
    send: (text) => queueMicrotask(() => window.deliver(text)),
    sendBinary: (bytes) => {
      const copy = new Uint8Array(bytes);
      queueMicrotask(() => window.deliverBinary(copy));
    },
    close: () => window.carrierClosed(),
  });
  return { window, main, close: () => window.close() };
}
