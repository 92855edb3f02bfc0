import { isIPv4, isIPv6 } from 'node:net';

/** What counts as one place (PIN4): an IPv4 address, or an IPv6 /64, which is what one household or office is given. */
export function addressKey(address: string): string {
  const bare = address.replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped !== undefined && isIPv4(mapped)) return mapped;
  if (isIPv4(bare)) return bare;
  if (!isIPv6(bare)) return 'unknown';
  const [head = '', tail] = bare.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  // "::" stands for as many zero groups as are missing; a dotted tail is two groups.
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const afterGroups = after.length + (bare.includes('.') ? 1 : 0);
  const zeros = tail === undefined ? 0 : 8 - before.length - afterGroups;
  const groups = [...before, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...after];
  const network = groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${network.join(':')}::/64`;
}

/**
 * Whose request it is. Behind a proxy of ours, what the proxy added last; anything before it is what the client claims.
 */
export function clientAddress(socketAddress: string, forwardedFor: string | undefined, trustProxy: boolean): string {
  if (!trustProxy || forwardedFor === undefined) return socketAddress;
  const last = forwardedFor.split(',').at(-1)?.trim() ?? '';
  return isIPv4(last) || isIPv6(last) ? last : socketAddress;
}
