import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { addressKey } from './address-key.ts';
import {
  httpCheckIntervalMs,
  httpConnectionHeadroom,
  httpHeadersTimeoutMs,
  httpKeepAliveTimeoutMs,
  httpRequestTimeoutMs,
  httpSocketTimeoutMs,
  maxHttpHeaderBytes,
  maxHttpHeaders,
  maxTcpConnectionsPerAddress,
  tlsHandshakeTimeoutMs,
} from './relay-limits.ts';
import type { RelayConfig } from './relay-config.ts';
import { listenFailure, RelayStartError } from './start-failure.ts';

/** A server with limits on everything a slow or greedy client could stretch (RL1); it listens to nothing yet. */
export async function createLimitedServer(
  config: Pick<RelayConfig, 'tls' | 'maxConnections' | 'trustProxy'>,
  onRequest: RequestListener,
): Promise<Server> {
  const options = {
    connectionsCheckingInterval: httpCheckIntervalMs,
    headersTimeout: httpHeadersTimeoutMs,
    requestTimeout: httpRequestTimeoutMs,
    keepAliveTimeout: httpKeepAliveTimeoutMs,
    maxHeaderSize: maxHttpHeaderBytes,
  };
  const server =
    config.tls === null
      ? createHttpServer(options, onRequest)
      : createHttpsServer(
          { ...options, handshakeTimeout: tlsHandshakeTimeoutMs, ...(await readTls(config.tls)) },
          onRequest,
        );
  server.timeout = httpSocketTimeoutMs;
  server.maxHeadersCount = maxHttpHeaders;
  server.maxConnections = config.maxConnections + httpConnectionHeadroom;
  // Behind a proxy of ours every connection comes from the proxy; it has to count for itself there.
  if (!config.trustProxy) limitPerAddress(server);
  return server;
}

/** One place cannot take all connections away from everybody else. */
function limitPerAddress(server: Server): void {
  const counts = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const place = addressKey(socket.remoteAddress ?? '');
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    socket.once('close', () => {
      const left = (counts.get(place) ?? 0) - 1;
      if (left > 0) counts.set(place, left);
      else counts.delete(place);
    });
    if (count > maxTcpConnectionsPerAddress) socket.destroy();
  });
}

/** Resolves with the port it got. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error): void => reject(listenFailure(host, port, error));
    server.once('error', onError);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', onError);
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new RelayStartError('other', 'The system gave no port.', address));
    });
  });
}

/** Stops listening and ends what is still connected by plain HTTP. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function readTls(files: { certificateFile: string; keyFile: string }): Promise<{ cert: Buffer; key: Buffer }> {
  try {
    return { cert: await readFile(files.certificateFile), key: await readFile(files.keyFile) };
  } catch (cause) {
    throw new RelayStartError('tlsUnreadable', `The TLS certificate or key cannot be read: ${String(cause)}`, cause);
  }
}
