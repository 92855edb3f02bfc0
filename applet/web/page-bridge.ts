import type { HostBridge } from '#shared/dom/host-bridge.ts';
import { detectPlatform } from '#shared/dom/platform.ts';
import { pageFileSource } from '#shared/dom/page-file-source.ts';
import { LinkEnd } from '#shared/std/rpc/link-end.ts';
import type { MessageLink } from '#shared/std/rpc/message-link.ts';
import { encodeRpcMessage } from '#shared/std/rpc/wire.ts';
import type { FileSource } from '#shared/std/transfer/file-source.ts';
import type { AppletView, AppletViewEvent } from '#shared/std/view/applet-view.ts';

/**
 * The host of a page that is its own main: window and core talk inside one page, by the same contract. The core comes
 * later than the window: until then the window shows `firstView`, and what it says waits in its link.
 */
export class PageBridge implements HostBridge {
  readonly host = 'page';
  readonly platform: HostBridge['platform'];
  readonly #firstView: AppletView;
  readonly #waiting: MessageLink[] = [];
  readonly #files = new Map<string, File>();
  #accept: ((link: MessageLink) => void) | null = null;
  #nextTicket = 1;

  constructor(page: Window, firstView: AppletView) {
    this.platform = detectPlatform(page.navigator.userAgent);
    this.#firstView = firstView;
  }

  /** The core is there. `accept` serves every window that connects: those that wait, and those to come. */
  serve(accept: (link: MessageLink) => void): void {
    this.#accept = accept;
    for (const link of this.#waiting.splice(0)) accept(link);
  }

  connect(): Promise<MessageLink> {
    const [windowEnd, mainEnd] = linkedPair();
    if (this.#accept === null) {
      const reset: AppletViewEvent = { name: 'view/reset', view: this.#firstView };
      mainEnd.send(encodeRpcMessage({ kind: 'event', name: 'view', payload: reset }));
      this.#waiting.push(mainEnd);
    } else {
      this.#accept(mainEnd);
    }
    return Promise.resolve(windowEnd);
  }

  offerFiles(files: readonly File[]): Promise<readonly string[]> {
    const tickets = files.map((file) => {
      const ticket = String(this.#nextTicket++);
      this.#files.set(ticket, file);
      return ticket;
    });
    return Promise.resolve(tickets);
  }

  takeFile(ticket: string): FileSource | null {
    const file = this.#files.get(ticket);
    this.#files.delete(ticket);
    return file === undefined ? null : pageFileSource(file);
  }
}

/** Two ends of one pipe. Texts arrive in a later turn, as on any other link, so that no handler runs inside another. */
function linkedPair(): readonly [LinkEnd, LinkEnd] {
  const first: LinkEnd = new LinkEnd({
    send: (text) => queueMicrotask(() => second.deliver(text)),
    close: () => queueMicrotask(() => second.carrierClosed()),
  });
  const second: LinkEnd = new LinkEnd({
    send: (text) => queueMicrotask(() => first.deliver(text)),
    close: () => queueMicrotask(() => first.carrierClosed()),
  });
  return [first, second];
}
