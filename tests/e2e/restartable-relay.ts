import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { defaultRelayConfig } from '#relay/config.ts';
import type { RelayConfig } from '#relay/relay-config.ts';
import { startRelay, type RunningRelay } from '#relay/server.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { fromBase64Url } from '#shared/std/crypto/bytes.ts';

/** A relay that goes away and comes back at the same address, as after a restart of its computer. */
export class RestartableRelay {
  readonly #config: RelayConfig;
  #running: RunningRelay;

  private constructor(config: RelayConfig, running: RunningRelay) {
    this.#config = config;
    this.#running = running;
  }

  static async start(options: {
    readonly organisationKey: string;
    readonly pinTtlMs: number;
  }): Promise<RestartableRelay> {
    const key = fromBase64Url(options.organisationKey);
    if (key === null) throw new Error(`not a key: ${options.organisationKey}`);
    const config: RelayConfig = {
      ...defaultRelayConfig({ pageDir: join(import.meta.dirname, '../../dist/web'), dataDir: '/nonexistent' }),
      port: 0,
      organisationKeys: [key],
      pinTtlMs: options.pinTtlMs,
      logLevel: 'silent',
    };
    const running = await start(config);
    return new RestartableRelay({ ...config, port: running.address.port }, running);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#config.port}`;
  }

  async stop(): Promise<void> {
    await this.#running.close();
  }

  async restart(change: { readonly pinTtlMs: number }): Promise<void> {
    this.#running = await start({ ...this.#config, ...change });
  }
}

function start(config: RelayConfig): Promise<RunningRelay> {
  const random = (count: number): Uint8Array => Uint8Array.from(randomBytes(count));
  return startRelay(config, { clock: systemClock, random, logger: silentLogger });
}
