import { isIPv6 } from 'node:net';
import type { RelayConfig } from './relay-config.ts';

/** Under which names a running relay is reached. */
export type RelayAddress = {
  readonly host: string;
  readonly port: number;
  /** Its public origin, such as `https://help.example.org`. */
  readonly publicUrl: URL;
  /** For consoles and applets. */
  readonly socketUrl: string;
  /** What consoles sign when they log in (KEY3): the public URL's host, with its port if that is not the scheme's own. */
  readonly loginHost: string;
  /** The page where customers enter their PIN; a link is this, `/j#` and its fragment. */
  readonly joinUrl: string;
};

export const socketPath = '/ws';

export function relayAddress(
  config: Pick<RelayConfig, 'host' | 'publicUrl' | 'tls'>,
  listeningPort: number,
): RelayAddress {
  const name = isIPv6(config.host) ? `[${config.host}]` : config.host;
  const publicUrl = new URL(config.publicUrl ?? `${config.tls === null ? 'http' : 'https'}://${name}:${listeningPort}`);
  const scheme = publicUrl.protocol === 'https:' ? 'wss' : 'ws';
  return {
    host: config.host,
    port: listeningPort,
    publicUrl,
    socketUrl: `${scheme}://${publicUrl.host}${socketPath}`,
    loginHost: publicUrl.host,
    joinUrl: publicUrl.origin,
  };
}
