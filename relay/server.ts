import { nodeVerifySignature } from '#shared/node/node-signer.ts';
import { every, type Clock } from '#shared/std/core/clock.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import { relayPingIntervalMs } from '#shared/std/protocol/limits.ts';
import { ConnectionTable } from './connection-table.ts';
import { EntryThrottle } from './entry-throttle.ts';
import { createHttpHandler } from './http-handler.ts';
import { closeServer, createLimitedServer, listen } from './http-server.ts';
import { compressPage, loadJoinPage, type JoinPage } from './join-page.ts';
import { LoginCheck } from './login.ts';
import { Metrics, renderMetrics, type MetricGauges } from './metrics.ts';
import { pageHeaders } from './page-headers.ts';
import { PinStore } from './pin-store.ts';
import { relayAddress, type RelayAddress } from './relay-address.ts';
import type { RelayConfig } from './relay-config.ts';
import { stopTimeoutMs } from './relay-limits.ts';
import { SessionRegistry } from './session-registry.ts';
import { SocketDoor } from './socket-door.ts';
import { RelayStartError } from './start-failure.ts';

export type RelayDependencies = { readonly clock: Clock; readonly random: RandomBytes; readonly logger: Logger };

export type RunningRelay = {
  readonly address: RelayAddress;
  readonly joinUrl: string;
  /** Tells every client, closes every socket and stops listening, within 5 s. Nothing is left open. */
  close(): Promise<void>;
};

/** Starts a relay. Rejects with a `RelayStartError` when the address, the TLS files or the page stand in the way. */
export async function startRelay(config: RelayConfig, dependencies: RelayDependencies): Promise<RunningRelay> {
  const { clock, random, logger } = dependencies;
  const page = await readPage(config);
  if (page === null) logger.warn('page/missing', { pageDir: config.pageDir });

  const metrics = new Metrics();
  const registry = new SessionRegistry({
    clock,
    random,
    metrics,
    pins: new PinStore(clock, random, config.pinTtlMs),
    ttlMs: config.pinTtlMs,
  });
  const connections = new ConnectionTable(config.maxConnections);
  const startedAtMs = clock.monotonicMs();
  const gauges = (): MetricGauges => ({
    connections: connections.countByRole(),
    sessions: registry.countByState(),
    uptimeSeconds: Math.floor((clock.monotonicMs() - startedAtMs) / 1_000),
  });

  // Headers and log-ins name the address, and the port may be any: requests wait for the handlers made below.
  let onRequest: ReturnType<typeof createHttpHandler> = (_request, response) => response.writeHead(503).end();
  const server = await createLimitedServer(config, (request, response) => onRequest(request, response));
  const address = relayAddress(config, await listen(server, config.host, config.port));
  server.on('error', (error) => logger.error('server/error', { message: error.message }));
  onRequest = createHttpHandler({
    page,
    pageHeaders: pageHeaders(address.publicUrl),
    metricsText: () => renderMetrics(metrics, gauges()),
    health: () => ({ status: 'ok', ...gauges() }),
  });
  const door = new SocketDoor({
    clock,
    connections,
    allowedOrigins: new Set([address.publicUrl.origin, ...config.allowedOrigins]),
    trustProxy: config.trustProxy,
    context: {
      clock,
      logger,
      metrics,
      registry,
      throttle: new EntryThrottle(clock, logger, metrics),
      joinUrl: address.joinUrl,
      login: new LoginCheck({
        clock,
        random,
        verify: nodeVerifySignature,
        host: address.loginHost,
        organisationKeys: config.organisationKeys,
      }),
    },
  });
  server.on('upgrade', (request, socket, head) => door.upgrade(request, socket, head));
  const stopPings = every(clock, relayPingIntervalMs, () => {
    for (const connection of connections) connection.checkAlive();
  });
  if (page !== null) {
    compressPage(page).catch((error: unknown) => logger.warn('page/notCompressed', { message: String(error) }));
  }
  logger.info('relay/started', { url: address.publicUrl.origin, host: address.host, port: address.port });

  const stop = async (): Promise<void> => {
    stopPings();
    // First nobody new comes in; this ends when the last socket has ended.
    const closed = closeServer(server);
    await connections.closeAll(clock, stopTimeoutMs);
    registry.dispose();
    await closed;
    logger.info('relay/stopped');
  };
  let stopping: Promise<void> | null = null;
  return { address, joinUrl: address.joinUrl, close: () => (stopping ??= stop()) };
}

async function readPage({ pageDir, iosAppId }: RelayConfig): Promise<JoinPage | null> {
  try {
    return await loadJoinPage(pageDir, { iosAppId });
  } catch (cause) {
    throw new RelayStartError('pageUnreadable', `The join page in ${pageDir} cannot be read: ${String(cause)}`, cause);
  }
}
