/** What this browser has, before anybody is asked for anything. Whether a person or the system then permits it is another question. */
export type BrowserAbilities = {
  /** Everything that a session needs: a socket, a data connection and good random numbers. */
  readonly connection: boolean;
  readonly camera: boolean;
  readonly microphone: boolean;
  /** Served by https, or from this device: elsewhere browsers give no camera and keep no service worker. */
  readonly secureContext: boolean;
  readonly worker: boolean;
  readonly wasm: boolean;
};

/** Asks the window for names only. A browser that hides one, or throws at the touch of it, does not have it. */
export function browserAbilities(page: object): BrowserAbilities {
  const has = (...path: readonly string[]): boolean => typeof look(page, path) === 'function';
  const takesMedia = has('navigator', 'mediaDevices', 'getUserMedia') && has('RTCPeerConnection');
  return {
    connection:
      has('WebSocket') &&
      has('RTCPeerConnection', 'prototype', 'createDataChannel') &&
      has('crypto', 'getRandomValues'),
    camera: takesMedia,
    microphone: takesMedia,
    secureContext: look(page, ['isSecureContext']) === true,
    worker: has('Worker'),
    wasm: has('WebAssembly', 'instantiate'),
  };
}

function look(from: unknown, path: readonly string[]): unknown {
  let at = from;
  try {
    for (const name of path) {
      if ((typeof at !== 'object' && typeof at !== 'function') || at === null) return undefined;
      at = (at as Readonly<Record<string, unknown>>)[name];
    }
  } catch {
    return undefined; // Forbidden is as good as missing.
  }
  return at;
}
