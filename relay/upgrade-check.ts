import type { IncomingMessage } from 'node:http';
import { socketPath } from './relay-address.ts';

/** Why a request does not become a WebSocket, as the HTTP status that says so. */
export type UpgradeRefusal = { readonly status: 403 | 404; readonly reason: string };

/**
 * Browsers always say which page connects; only our own pages may (RL3). Programs of ours say nothing, and prove
 * themselves by signature. There are no cookies, so a foreign page would gain nothing but our visitors' addresses: it is
 * refused all the same.
 */
export function checkUpgrade(
  request: Pick<IncomingMessage, 'url' | 'headers'>,
  allowedOrigins: ReadonlySet<string>,
): UpgradeRefusal | null {
  if ((request.url ?? '').split('?', 1)[0] !== socketPath) return { status: 404, reason: 'Not Found' };
  const { origin } = request.headers;
  if (origin !== undefined && !allowedOrigins.has(origin)) return { status: 403, reason: 'Forbidden' };
  return null;
}
