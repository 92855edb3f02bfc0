/** The page's own built files, as the build lists them. */
export type Shell = {
  /** Another for every build. */
  readonly version: string;
  /** Addresses from the origin's root on, such as `/assets/index-3f2a91bc.js`; `/` is the document. */
  readonly files: readonly string[];
};

export type ShellCacheOptions = {
  readonly shell: Shell;
  /** Of the page: nothing else is answered or kept. */
  readonly origin: string;
  readonly caches: Pick<CacheStorage, 'open' | 'keys' | 'delete'>;
  readonly fetch: (request: Request | string, options?: RequestInit) => Promise<Response>;
};

const namePrefix = 'handrail-shell-';
/** Where links lead. Browsers show a service worker what stands behind the # there, so these pages are none of its business. */
export const linkAddress = '/j';

/**
 * Keeps the page's shell, so that it opens without a network. What it holds is written once, from the build's own list and
 * by addresses from that list alone: nothing of a request is ever kept, and links go past it altogether (PIN5). Without a
 * network the browser then shows its own words, and a link is still whole when there is one again.
 */
export class ShellCache {
  readonly #options: ShellCacheOptions;
  readonly #files: ReadonlySet<string>;

  constructor(options: ShellCacheOptions) {
    this.#options = options;
    this.#files = new Set(options.shell.files);
  }

  /** Fetches every file; rejects if one is not to be had, and the version before stays in use. */
  async install(): Promise<void> {
    const { caches, fetch, shell } = this.#options;
    const cache = await caches.open(this.#name);
    for (const address of shell.files) {
      // What has a hash in its name is the same for ever; the others are asked for anew.
      const response = await fetch(address, { cache: address.startsWith('/assets/') ? 'default' : 'no-cache' });
      if (!response.ok || response.redirected) throw new Error(`${address} is not to be had`);
      await cache.put(address, response);
    }
  }

  /** Removes what older versions kept. */
  async tidy(): Promise<void> {
    const { caches } = this.#options;
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(namePrefix) && name !== this.#name);
    await Promise.all(old.map((name) => caches.delete(name)));
  }

  /** Null where the browser is to do what it does without us: everything but the shell. */
  answer(request: Request): Promise<Response> | null {
    const { origin, pathname } = new URL(request.url);
    if (request.method !== 'GET' || origin !== this.#options.origin) return null;
    if (request.mode === 'navigate') return pathname === '/' ? this.#document(request) : null;
    return this.#files.has(pathname) ? this.#file(request, pathname) : null;
  }

  /** From the network, so that a new version is seen at once; without one, as it was kept. */
  async #document(request: Request): Promise<Response> {
    try {
      return await this.#options.fetch(request);
    } catch (error) {
      const kept = await this.#kept('/');
      if (kept === undefined) throw error;
      return kept;
    }
  }

  async #file(request: Request, address: string): Promise<Response> {
    return (await this.#kept(address)) ?? this.#options.fetch(request);
  }

  async #kept(address: string): Promise<Response | undefined> {
    const cache = await this.#options.caches.open(this.#name);
    return cache.match(address, { ignoreVary: true });
  }

  get #name(): string {
    return `${namePrefix}${this.#options.shell.version}`;
  }
}
