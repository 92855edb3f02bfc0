import type { IpcMainEvent, WebContents } from 'electron';
import type { Logger } from '#shared/std/core/logger.ts';
import { LinkEnd } from '#shared/std/rpc/link-end.ts';
import { decodeFromPreload, pageChannel, type FromPreload, type ToPreload } from './page-wire.ts';

export type PageChannelOptions = {
  readonly contents: WebContents;
  /** `app://console` or `app://applet`: the only origin that is listened to. */
  readonly origin: string;
  readonly logger: Logger;
  readonly onLink: (link: LinkEnd) => void;
  readonly onOffer: (ticket: string, path: string) => void;
};

type OpenLink = { readonly number: number; readonly end: LinkEnd };

/** Opens main's end of the one IPC channel of a window. It ends with the window's contents. */
export function openPageChannel(options: PageChannelOptions): void {
  const channel = new PageChannel(options);
  channel.listen();
}

/** Hears only the main frame of our own page, and decodes whatever it says. */
class PageChannel {
  readonly #options: PageChannelOptions;
  #current: OpenLink | null = null;

  constructor(options: PageChannelOptions) {
    this.#options = options;
  }

  listen(): void {
    const { contents } = this.#options;
    // The listener belongs to this window's contents: no other window, frame or webview reaches it.
    contents.ipc.on(pageChannel, (event, value: unknown) => this.#receive(event, value));
    // A reload or a crash ends the page that the link was for.
    contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#end();
    });
    contents.on('render-process-gone', () => this.#end());
    contents.on('destroyed', () => this.#end());
  }

  #receive(event: IpcMainEvent, value: unknown): void {
    if (!this.#isOurPage(event)) {
      this.#options.logger.warn('shell/sender-refused');
      return;
    }
    const message = decodeFromPreload(value);
    if (message === null) this.#options.logger.warn('shell/frame-malformed');
    else this.#handle(message);
  }

  #isOurPage({ senderFrame }: IpcMainEvent): boolean {
    return (
      senderFrame !== null &&
      senderFrame === this.#options.contents.mainFrame &&
      senderFrame.origin === this.#options.origin
    );
  }

  #handle(message: FromPreload): void {
    switch (message.kind) {
      case 'connect':
        this.#connect(message.link);
        return;
      case 'text':
        if (this.#current?.number === message.link) this.#current.end.deliver(message.text);
        return;
      case 'disconnect':
        if (this.#current?.number === message.link) this.#end();
        return;
      case 'offer':
        this.#options.onOffer(message.ticket, message.path);
    }
  }

  #connect(number: number): void {
    this.#end();
    const end = new LinkEnd({
      send: (text) => this.#tell({ kind: 'text', link: number, text }),
      // IPC sends the whole buffer behind a view, and Node's small ones are views of a large one.
      sendBinary: (bytes) => this.#tell({ kind: 'binary', link: number, bytes: withOwnBuffer(bytes) }),
      close: () => this.#tell({ kind: 'closed', link: number }),
    });
    this.#current = { number, end };
    this.#options.onLink(end);
  }

  #tell(message: ToPreload): void {
    if (!this.#options.contents.isDestroyed()) this.#options.contents.send(pageChannel, message);
  }

  #end(): void {
    const ended = this.#current;
    this.#current = null;
    ended?.end.carrierClosed();
  }
}

function withOwnBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength
    ? new Uint8Array(buffer)
    : new Uint8Array(bytes);
}
