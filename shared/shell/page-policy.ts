import { screenWorkerPolicy } from '#shared/std/view/screen-worker-policy.ts';
import type { WindowOptions } from './shell.ts';

/**
 * What a page of ours may load and do, the same under both hosts.
 * `linkOrigins` are the only addresses it may open a socket to beside its own.
 *
 * The console's page may start workers from its own files, of which there is one. Because a script's address must be vouched for
 * (trusted types), it may make one policy, once, by the name that its one starter of workers uses. No other page may do either.
 *
 * Styles may be inline: the dialogs of the user interface library lock scrolling by a style element. With no foreign
 * image, font or address allowed, a style has nowhere to send what it might read.
 */
export function pageHeaders(
  page: WindowOptions['page'],
  linkOrigins: readonly string[],
): Readonly<Record<string, string>> {
  const hasWorker = page === 'console';
  const contentSecurityPolicy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    `worker-src ${hasWorker ? "'self'" : "'none'"}`,
    ["connect-src 'self'", ...linkOrigins].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${hasWorker ? screenWorkerPolicy : "'none'"}`,
  ].join('; ');
  return {
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    // The technician is heard; their camera and screen are nobody's.
    'Permissions-Policy': `${
      page === 'console' ? 'camera=(), display-capture=()' : 'camera=(self), display-capture=(self)'
    }, microphone=(self), geolocation=(), usb=(), serial=(), hid=(), midi=(), payment=()`,
    'Cache-Control': 'no-store',
  };
}

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json',
};

/** The type of a built file by its ending. What is not listed is not served as anything that runs. */
export function contentTypeOf(path: string): string {
  return contentTypes[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}
