import type { HostBridge } from './host-bridge.ts';

/** Which system the page runs on, from what the browser says of it. */
export function detectPlatform(userAgent: string): HostBridge['platform'] {
  if (/Windows NT/.test(userAgent)) return 'windows';
  if (/Macintosh/.test(userAgent)) return 'mac';
  if (/Linux|X11|CrOS/.test(userAgent) && !/Android/.test(userAgent)) return 'linux';
  return 'other';
}
