/** What every page of the relay is sent with: it may load and reach its own origin, and nothing may frame it. */
export function pageHeaders(publicUrl: URL): Readonly<Record<string, string>> {
  const secure = publicUrl.protocol === 'https:';
  const socket = `${secure ? 'wss' : 'ws'}://${publicUrl.host}`;
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "worker-src 'self'",
      "style-src 'self'",
      // Safari before 15.4 does not take 'self' for the WebSocket of the same host.
      `connect-src 'self' ${socket}`,
      "img-src 'self' data: blob:",
      'media-src blob:',
      "manifest-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ].join('; '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy':
      'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()',
    ...(secure ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
  };
}

/** What the vision library's worker may run beside its own files: WebAssembly, which the page itself may not. */
const visionScripts = "'self' 'wasm-unsafe-eval'";

/** A worker runs by the policy of its own file, not by that of the page. */
const workerPolicies: readonly { readonly address: RegExp; readonly policy: string }[] = [
  {
    address: /^\/assets\/vision-worker-[A-Za-z0-9_-]{8,}\.js$/,
    policy: `default-src 'none'; script-src ${visionScripts}; connect-src 'self'`,
  },
  // The service worker fetches the page's own files, and runs nothing that it fetches.
  { address: /^\/sw\.js$/, policy: "default-src 'none'; connect-src 'self'" },
];

/** The policy of a worker's file; null for every other. */
export function workerPolicy(address: string): string | null {
  return workerPolicies.find((each) => each.address.test(address))?.policy ?? null;
}
