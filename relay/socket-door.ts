import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Clock } from '#shared/std/core/clock.ts';
import { maxRelayFragments, maxRelayMessageBytes } from '#shared/std/protocol/limits.ts';
import { addressKey, clientAddress } from './address-key.ts';
import { closeCodes } from './close-codes.ts';
import { Connection } from './connection.ts';
import type { ConnectionTable } from './connection-table.ts';
import type { HandlerContext } from './handlers/handler-context.ts';
import { receiveFrame } from './handlers/receive.ts';
import { maxBufferedChunks, socketCloseTimeoutMs } from './relay-limits.ts';
import { checkUpgrade } from './upgrade-check.ts';

/** RL1. A constant of its own because the types of ws do not know `closeTimeout` yet. */
const socketLimits = {
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  maxPayload: maxRelayMessageBytes,
  maxFragments: maxRelayFragments,
  maxBufferedChunks,
  closeTimeout: socketCloseTimeoutMs,
};

/** Turns requests into sockets, sockets into connections, and frames into messages. */
export class SocketDoor {
  readonly #clock: Clock;
  readonly #context: HandlerContext;
  readonly #connections: ConnectionTable;
  readonly #allowedOrigins: ReadonlySet<string>;
  readonly #trustProxy: boolean;
  readonly #sockets = new WebSocketServer(socketLimits);

  constructor(dependencies: {
    readonly clock: Clock;
    readonly context: HandlerContext;
    readonly connections: ConnectionTable;
    readonly allowedOrigins: ReadonlySet<string>;
    readonly trustProxy: boolean;
  }) {
    this.#clock = dependencies.clock;
    this.#context = dependencies.context;
    this.#connections = dependencies.connections;
    this.#allowedOrigins = dependencies.allowedOrigins;
    this.#trustProxy = dependencies.trustProxy;
  }

  /** For the server's `upgrade` event. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refusal = checkUpgrade(request, this.#allowedOrigins);
    if (refusal === null) {
      this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#welcome(opened, request));
      return;
    }
    this.#context.metrics.socketsRefused += 1;
    this.#context.logger.info('socket/refused', {
      status: refusal.status,
      origin: request.headers.origin ?? null,
    });
    socket.on('error', () => socket.destroy());
    socket.once('finish', () => socket.destroy());
    socket.end(`HTTP/1.1 ${refusal.status} ${refusal.reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }

  #welcome(socket: WebSocket, request: IncomingMessage): void {
    const { metrics } = this.#context;
    const forwardedFor = request.headers['x-forwarded-for'];
    const address = clientAddress(request.socket.remoteAddress ?? '', forwardedFor?.toString(), this.#trustProxy);
    const place = addressKey(address);
    // A broken frame is the client's doing; ws closes the socket itself, so it is worth no more than a count.
    socket.on('error', () => {
      metrics.badMessages += 1;
    });
    const connection = new Connection(socket, place, {
      clock: this.#clock,
      metrics,
      onKnown: () => this.#connections.becameKnown(place),
    });
    if (!this.#connections.hasRoomFor(place)) {
      metrics.socketsRefused += 1;
      connection.refuse('relayFull', closeCodes.tryAgainLater);
      connection.dispose();
      return;
    }
    metrics.socketsAccepted += 1;
    this.#connections.add(connection);
    socket.on('message', (data, isBinary) => {
      connection.isAlive = true;
      // With ws's default binary type a message is one Buffer.
      receiveFrame(this.#context, connection, data as Buffer, isBinary);
    });
    socket.on('pong', () => {
      connection.isAlive = true;
    });
    socket.on('close', () => {
      this.#connections.remove(connection);
      connection.dispose();
      this.#leave(connection);
    });
  }

  /** Tells the other side of whatever the socket was in. */
  #leave(connection: Connection): void {
    const { role } = connection;
    if (role.name === 'console') this.#context.registry.detachConsole(role.device, connection);
    if (role.name === 'customer') this.#context.registry.detachCustomer(role.session, connection);
  }
}
