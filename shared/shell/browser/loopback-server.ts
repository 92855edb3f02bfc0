import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Logger } from '#shared/std/core/logger.ts';
import { loopbackPath } from '#shared/std/rpc/loopback-wire.ts';
import { listPageFiles } from '../page-files.ts';
import { contentTypeOf, pageHeaders } from '../page-policy.ts';
import type { WindowOptions } from '../shell.ts';
import { maxLoopbackConnections, maxPageFrameBytes } from '../shell-limits.ts';

export type LoopbackServerOptions = {
  readonly page: WindowOptions['page'];
  /** The built page: `dist/<page>`. */
  readonly folder: string;
  readonly logger: Logger;
  /** A socket with the right Host and Origin. It has not shown a token yet. */
  readonly onSocket: (socket: WebSocket) => void;
};

/**
 * Serves one page and its socket on 127.0.0.1, to that page only: any site that a person visits can reach this port, so
 * every request must name it as its host (against DNS rebinding), and a socket must come from its own page.
 */
export class LoopbackServer {
  readonly origin: string;
  readonly #host: string;
  readonly #files: ReadonlyMap<string, string>;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  readonly #options: LoopbackServerOptions;

  private constructor(server: Server, options: LoopbackServerOptions) {
    this.#server = server;
    this.#options = options;
    this.#host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.origin = `http://${this.#host}`;
    this.#files = listPageFiles(options.folder);
    this.#headers = pageHeaders(options.page, [`ws://${this.#host}`]);
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: maxPageFrameBytes,
      maxFragments: 64,
      perMessageDeflate: false,
    });
    server.on('request', (request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        options.logger.error('shell/page-unreadable', { error: String(error) });
        response.destroy();
      });
    });
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#upgrade(request, socket, head),
    );
  }

  static async start(options: LoopbackServerOptions): Promise<LoopbackServer> {
    const server = createServer({
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: 5_000,
      maxHeaderSize: 16 * 1024,
    });
    server.maxConnections = maxLoopbackConnections;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return new LoopbackServer(server, options);
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = this.#refuseRequest(request);
    if (refusal !== null) {
      this.#options.logger.warn('shell/request-refused', { reason: refusal });
      response.writeHead(403, this.#headers).end();
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { ...this.#headers, Allow: 'GET, HEAD' }).end();
      return;
    }
    const path = this.#files.get(pathOf(request));
    if (path === undefined) {
      response.writeHead(404, this.#headers).end();
      return;
    }
    const body = await readFile(path);
    response
      .writeHead(200, { ...this.#headers, 'Content-Type': contentTypeOf(path), 'Content-Length': body.length })
      .end(request.method === 'HEAD' ? undefined : body);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const refusal = this.#refuseUpgrade(request);
    if (refusal !== null) {
      this.#options.logger.warn('shell/socket-refused', { reason: refusal });
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#options.onSocket(opened));
  }

  #refuseRequest(request: IncomingMessage): string | null {
    if (request.headers.host !== this.#host) return 'host';
    // Browsers say where a request comes from: another site may send the person to this page (which then has no
    // token), but may not load parts of it to find out that it is there.
    const site = request.headers['sec-fetch-site'];
    const mode = request.headers['sec-fetch-mode'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none' && mode !== 'navigate') return 'site';
    return null;
  }

  #refuseUpgrade(request: IncomingMessage): string | null {
    if (request.headers.host !== this.#host) return 'host';
    if (request.headers.origin !== this.origin) return 'origin';
    if (request.url !== loopbackPath) return 'path';
    return null;
  }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/';
}
