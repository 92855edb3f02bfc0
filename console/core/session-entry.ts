import type { RandomBytes } from '#shared/std/core/random.ts';
import type { Signer } from '#shared/std/crypto/signature.ts';
import type { LogEvents } from '#shared/std/log/log-events.ts';
import type { EntryWay, FromRelay } from '#shared/std/protocol/relay-messages.ts';
import { deviceFingerprint } from '#shared/std/session/handshake-transcript.ts';
import { formatLink } from '#shared/std/session/link.ts';
import type { EntryView } from '#shared/std/view/console-view.ts';

/** How the customer gets in: what the technician hands out, and the link's secret, which the relay never learns (PIN5). */
export type SessionEntry = { readonly view: EntryView; readonly linkSecret: Uint8Array | null };

/** What becomes of the relay's answer. Null if the relay gave another way in than was asked for. */
export function makeEntry(options: {
  readonly method: EntryView['method'];
  readonly created: Extract<FromRelay, { t: 'session/created' }>;
  readonly joinUrl: string;
  readonly nowMs: number;
  readonly signer: Signer;
  readonly random: RandomBytes;
}): SessionEntry | null {
  const { method, created, joinUrl, nowMs, signer, random } = options;
  const { session, pin } = created;
  const expiresAtMs = nowMs + created.expiresInMs;
  // A way in that was not asked for would make a PIN of a link, or a link of a PIN.
  if ((pin !== null) !== (method !== 'link')) return null;
  if (method === 'pin') return pin === null ? null : { view: { method, pin, expiresAtMs }, linkSecret: null };
  const secret = random(32);
  const url = formatLink(joinUrl, { session, secret, deviceFingerprint: deviceFingerprint(signer.publicKey) });
  const view: EntryView =
    pin === null ? { method: 'link', url, expiresAtMs } : { method: 'message', pin, url, expiresAtMs };
  return { view, linkSecret: secret };
}

/**
 * The secret to mix into the keys for a customer who came this way; null is the handshake that needs the spoken code. Of a
 * message the relay alone knows the way, and is believed no further than this: a wrong word makes the keys differ, and
 * who did not prove the link's secret is never verified by it (PIN7).
 */
export function secretFor({ view, linkSecret }: SessionEntry, came: EntryWay | undefined): Uint8Array | null {
  switch (view.method) {
    case 'pin':
      return null;
    case 'link':
      return linkSecret;
    case 'message':
      return came === 'link' ? linkSecret : null;
  }
}

/** The log's rows about what was handed out (T4). The link itself is in none. */
export function entryRows(view: EntryView, nowMs: number): Partial<Pick<LogEvents, 'pin/created' | 'link/created'>> {
  const expiresInMinutes = Math.round((view.expiresAtMs - nowMs) / 60_000);
  return {
    ...(view.method !== 'link' && { 'pin/created': { pin: view.pin, expiresInMinutes } }),
    ...(view.method !== 'pin' && { 'link/created': { expiresInMinutes } }),
  };
}
