import type { RawData, WebSocket } from 'ws';
import type { Logger } from '#shared/std/core/logger.ts';
import { LinkEnd } from '#shared/std/rpc/link-end.ts';
import {
  decodeFrameToMain,
  encodeHostFrame,
  encodeMessageFrame,
  type ToMain,
  type ToPage,
} from '#shared/std/rpc/loopback-wire.ts';
import { maxPageBacklogBytes } from '../shell-limits.ts';

/** A socket of an admitted page: its `MessageLink`, and beside it what only the two hosts say to each other. */
export class PageSocket {
  readonly link: LinkEnd;
  readonly #socket: WebSocket;

  constructor(
    socket: WebSocket,
    logger: Logger,
    receive: { host: (message: ToMain) => void; binary: (frame: Buffer) => void },
  ) {
    this.#socket = socket;
    this.link = new LinkEnd({
      send: (text) => this.#send(encodeMessageFrame(text)),
      sendBinary: (bytes) => this.#send(bytes),
      close: () => socket.close(1000),
    });
    socket.on('message', (data: RawData, isBinary: boolean) => {
      if (!Buffer.isBuffer(data)) return; // ws gives buffers unless told otherwise.
      if (isBinary) {
        receive.binary(data);
        return;
      }
      const frame = decodeFrameToMain(data.toString());
      if (frame === null) logger.warn('shell/frame-malformed', { bytes: data.length });
      else if (frame.kind === 'message') this.link.deliver(frame.text);
      else receive.host(frame.message);
    });
    socket.on('close', () => this.link.carrierClosed());
  }

  tell(message: ToPage): void {
    this.#send(encodeHostFrame(message));
  }

  close(code: number): void {
    this.#socket.close(code);
    this.link.carrierClosed();
  }

  #send(frame: string | Uint8Array): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > maxPageBacklogBytes) {
      this.#socket.terminate();
      return;
    }
    this.#socket.send(frame);
  }
}
