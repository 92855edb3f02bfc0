import { fromBase64Url, toBase64Url } from '../crypto/bytes.ts';
import { sessionIdBytes } from '../protocol/relay-messages.ts';
import type { LinkTrust } from './customer-handshake.ts';

const linkVersion = '1';

/** A link session's address: `https://HOST/j#1.<session>.<secret>.<fingerprint>` (PIN5). The fragment never reaches a server. */
export function formatLink(joinUrl: string, link: LinkTrust & { readonly session: string }): string {
  const fragment = [linkVersion, link.session, toBase64Url(link.secret), toBase64Url(link.deviceFingerprint)].join('.');
  return `${joinUrl.replace(/\/+$/, '')}/j#${fragment}`;
}

/** Reads a link's fragment, with or without its `#`; null if it is not one of ours. */
export function parseLinkFragment(fragment: string): (LinkTrust & { readonly session: string }) | null {
  const [version, session, secretText, fingerprintText, ...rest] = fragment.replace(/^#/, '').split('.');
  if (version !== linkVersion || !session || !secretText || !fingerprintText || rest.length > 0) return null;
  const secret = fromBase64Url(secretText);
  const deviceFingerprint = fromBase64Url(fingerprintText);
  if (fromBase64Url(session)?.length !== sessionIdBytes) return null;
  if (secret?.length !== 32 || deviceFingerprint?.length !== 32) return null;
  return { session, secret, deviceFingerprint };
}
