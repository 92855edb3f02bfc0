import { LinkEnd } from '#shared/std/rpc/link-end.ts';
import {
  decodeFrameToPage,
  encodeHostFrame,
  encodeMessageFrame,
  loopbackPath,
  refusedCloseCode,
  type ToPage,
} from '#shared/std/rpc/loopback-wire.ts';
import type { MessageLink } from '#shared/std/rpc/message-link.ts';
import type { HostBridge } from './host-bridge.ts';
import { OfferedFiles } from './offered-files.ts';
import { openPageToken, type PageToken } from './page-token.ts';
import { detectPlatform } from './platform.ts';

/** Talks to main over a WebSocket on 127.0.0.1: the browser host's end in the page. */
export class BrowserHostBridge implements HostBridge {
  readonly host = 'browser';
  readonly platform: HostBridge['platform'];
  readonly #page: Window;
  readonly #token: PageToken;
  readonly #files = new OfferedFiles();
  #socket: WebSocket | null = null;

  constructor(page: Window) {
    this.#page = page;
    this.platform = detectPlatform(page.navigator.userAgent);
    this.#token = openPageToken(page);
  }

  /** Rejects when main is gone, or knows this window no more. */
  connect(): Promise<MessageLink> {
    const token = this.#token.read();
    if (token === null) return Promise.reject(new Error('this page was not opened by its program'));
    const socket = new WebSocket(`ws://${this.#page.location.host}${loopbackPath}`);
    socket.binaryType = 'arraybuffer';
    const link = new LinkEnd({
      send: (text) => socket.send(encodeMessageFrame(text)),
      close: () => socket.close(),
    });
    return new Promise((resolve, reject) => {
      socket.addEventListener('open', () => socket.send(encodeHostFrame({ kind: 'hello', token })));
      socket.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (event.data instanceof ArrayBuffer) {
          link.deliverBinary(new Uint8Array(event.data));
          return;
        }
        const frame = typeof event.data === 'string' ? decodeFrameToPage(event.data) : null;
        if (frame?.kind === 'message') {
          link.deliver(frame.text);
        } else if (frame?.message.kind === 'welcome') {
          // Kept before main is told so: whenever the page is reloaded, one of the two tokens is good.
          this.#token.keep(frame.message.token);
          socket.send(encodeHostFrame({ kind: 'stored' }));
          this.#socket = socket;
          resolve(link);
        } else if (frame !== null) {
          void this.#serveFile(socket, frame.message);
        }
      });
      socket.addEventListener('close', (event) => {
        if (event.code === refusedCloseCode) this.#token.forget();
        if (this.#socket === socket) {
          this.#socket = null;
          this.#files.clear();
        }
        link.carrierClosed();
        reject(new Error('main is gone'));
      });
    });
  }

  offerFiles(files: readonly File[]): Promise<readonly string[]> {
    const socket = this.#socket;
    if (socket === null) return Promise.reject(new Error('main is gone'));
    const tickets = files.map((file) => {
      const ticket = this.#files.add(file);
      // On the same socket as the call that names the ticket, so it is there first.
      socket.send(encodeHostFrame({ kind: 'offer', ticket, name: file.name.slice(0, 1_024), sizeBytes: file.size }));
      return ticket;
    });
    return Promise.resolve(tickets);
  }

  async #serveFile(socket: WebSocket, message: ToPage): Promise<void> {
    if (message.kind === 'release') {
      this.#files.release(message.ticket);
    } else if (message.kind === 'read') {
      const { request, ticket, offset, length } = message;
      const answer = await this.#files.read(request, ticket, offset, length);
      if (socket.readyState !== WebSocket.OPEN) return;
      socket.send(answer ?? encodeHostFrame({ kind: 'unreadable', request }));
    }
  }
}
