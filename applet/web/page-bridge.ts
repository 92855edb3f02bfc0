import type { HostBridge } from '#shared/dom/host-bridge.ts';
import { detectPlatform } from '#shared/dom/platform.ts';
import { pageFileSource } from '#shared/dom/page-file-source.ts';
import { LinkEnd } from '#shared/std/rpc/link-end.ts';
import type { MessageLink } from '#shared/std/rpc/message-link.ts';
import type { FileSource } from '#shared/std/transfer/file-source.ts';

/** The host of a page that is its own main: window and core talk inside one page, by the same contract. */
export class PageBridge implements HostBridge {
  readonly host = 'page';
  readonly platform: HostBridge['platform'];
  readonly #accept: (link: MessageLink) => void;
  readonly #files = new Map<string, File>();
  #nextTicket = 1;

  /** `accept` is main's side: it serves every window that connects. */
  constructor(page: Window, accept: (link: MessageLink) => void) {
    this.platform = detectPlatform(page.navigator.userAgent);
    this.#accept = accept;
  }

  connect(): Promise<MessageLink> {
    const [windowEnd, mainEnd] = linkedPair();
    this.#accept(mainEnd);
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
