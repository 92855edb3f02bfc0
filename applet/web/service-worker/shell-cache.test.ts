import { describe, expect, it } from 'vitest';
import { ShellCache, type Shell } from './shell-cache.ts';

const origin = 'https://help.example';
const shell: Shell = { version: 'two', files: ['/assets/index-3f2a91bc.js', '/icons/icon-192.png', '/'] };

const addressOf = (request: RequestInfo | URL): string =>
  typeof request === 'string' ? request : 'url' in request ? request.url : request.href;

/** Caches of one origin, in memory; addresses as the worker gave them. */
class FakeCaches {
  readonly stores = new Map<string, Map<string, string>>();

  async open(name: string): Promise<Cache> {
    const store = this.stores.get(name) ?? new Map<string, string>();
    this.stores.set(name, store);
    const cache: Pick<Cache, 'put' | 'match'> = {
      put: async (address, response) => void store.set(addressOf(address), await response.text()),
      match: async (address) => {
        const text = store.get(addressOf(address));
        return text === undefined ? undefined : new Response(text);
      },
    };
    return cache as Cache;
  }

  async keys(): Promise<string[]> {
    return [...this.stores.keys()];
  }

  async delete(name: string): Promise<boolean> {
    return this.stores.delete(name);
  }
}

/** A network that answers everything with its address, until it is cut. */
function world(
  answer: (address: string) => Response | Promise<Response> = (address) => new Response(`new ${address}`),
) {
  const caches = new FakeCaches();
  const asked: { readonly address: string; readonly options: RequestInit | undefined }[] = [];
  const cache = new ShellCache({
    shell,
    origin,
    caches,
    fetch: async (request, options) => {
      const address = typeof request === 'string' ? request : request.url;
      asked.push({ address, options });
      return answer(address);
    },
  });
  return { caches, asked, cache };
}

const request = (address: string, parts: Partial<Request> = {}): Request =>
  ({ url: new URL(address, origin).href, method: 'GET', mode: 'cors', ...parts }) as Request;
const opened = (address: string): Request => request(address, { mode: 'navigate' });
const cut = async (): Promise<Response> => Promise.reject(new TypeError('no network'));

describe('the shell’s cache', () => {
  it('keeps the build’s files by their addresses, and asks anew for those that may change', async () => {
    const { caches, asked, cache } = world();
    await cache.install();
    expect([...(caches.stores.get('handrail-shell-two')?.keys() ?? [])]).toEqual(shell.files);
    expect(asked.map(({ options }) => options?.cache)).toEqual(['default', 'no-cache', 'no-cache']);
  });

  it.each([
    ['is not there', () => new Response('gone', { status: 404 })],
    ['is an error', () => new Response('busy', { status: 503 })],
    ['cannot be fetched', cut],
  ])('is not used when a file of it %s', async (_, answer) => {
    const { cache } = world((address) => (address === '/' ? answer() : new Response(address)));
    await expect(cache.install()).rejects.toThrow();
  });

  it('takes a file from what it kept, and from the network if that is gone', async () => {
    const { caches, asked, cache } = world();
    await cache.install();
    asked.splice(0);
    const file = '/assets/index-3f2a91bc.js';
    expect(await (await cache.answer(request(file)))?.text()).toBe(`new ${file}`);
    expect(asked).toEqual([]);
    caches.stores.clear();
    await cache.answer(request(file));
    expect(asked.map(({ address }) => address)).toEqual([origin + file]);
  });

  it('takes the document from the network, and what it kept only without one', async () => {
    let version = 1;
    let isCut = false;
    const { cache } = world(async (address) => (isCut ? cut() : new Response(`${address} ${version}`)));
    await cache.install();
    version = 2;
    expect(await (await cache.answer(opened('/?from=home')))?.text()).toBe(`${origin}/?from=home 2`);
    isCut = true;
    expect(await (await cache.answer(opened('/')))?.text()).toBe('/ 1');
  });

  it('has no document to show when nothing was kept: the browser says so itself', async () => {
    const { cache } = world(cut);
    await expect(cache.answer(opened('/'))).rejects.toThrow('no network');
  });

  it.each([
    ['health', request('/health')],
    ['metrics', request('/metrics')],
    ['the relay’s socket', request('/ws')],
    ['a file that no build made', request('/assets/other-00000000.js')],
    ['the vision library', request('/assets/vision-9c41d0aa.wasm')],
    ['another origin', request('https://elsewhere.example/')],
    ['a file of another origin by our name', request('https://elsewhere.example/assets/index-3f2a91bc.js')],
    ['something that is sent', request('/', { method: 'POST', mode: 'navigate' })],
    ['PIN5 a link', opened('/j#1.session.secret.fingerprint')],
    ['another page', opened('/health')],
  ])('leaves to the browser: %s', async (_, asking) => {
    const { cache, asked } = world();
    expect(cache.answer(asking)).toBeNull();
    expect(asked).toEqual([]);
  });

  it('PIN5 keeps nothing of what was asked, whatever stands in an address', async () => {
    const { caches, cache } = world();
    await cache.install();
    await cache.answer(opened('/?secret=1#1.session.secret.fingerprint'));
    await cache.answer(request('/assets/index-3f2a91bc.js?secret=1#secret'));
    expect(JSON.stringify([...caches.stores].map(([name, store]) => [name, ...store]))).not.toContain('secret');
  });

  it('removes its older versions, and nothing that is not its own', async () => {
    const { caches, cache } = world();
    for (const name of ['handrail-shell-one', 'handrail-shell-zero', 'somebody-else']) await caches.open(name);
    await cache.install();
    await cache.tidy();
    expect(await caches.keys()).toEqual(['somebody-else', 'handrail-shell-two']);
  });
});
