import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '#tests/support/x-display.ts';
import { RelayBench } from './relay-fixture.ts';

let bench: RelayBench;
let folder = '';
const script = `console.log(${JSON.stringify('x'.repeat(5_000))});`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'handrail-page-'));
  const page = join(folder, 'web');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'not for you');
  writeFileSync(join(page, 'index.html'), '<!doctype html><head><title>Join</title></head>');
  writeFileSync(join(page, 'assets', 'index-3f2a91bc.js'), script);
  writeFileSync(join(page, 'assets', 'plain.css'), 'body { color: black }');
  writeFileSync(join(page, 'assets', 'vision-worker-3f2a91bc.js'), 'onmessage = () => {};');
  writeFileSync(join(page, 'assets', 'vision-9c41d0aa.wasm'), Buffer.alloc(5_000));
  writeFileSync(join(page, 'sw.js'), 'onfetch = () => {};');
  writeFileSync(join(page, 'manifest.webmanifest'), JSON.stringify({ name: 'Handrail', description: ' '.repeat(500) }));
  writeFileSync(join(page, 'notes.secret'), 'unknown kind');
  symlinkSync(join(folder, 'secret.txt'), join(page, 'linked.txt'));
  bench = await RelayBench.start({ pageDir: page });
});
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true });
});

describe('join page', () => {
  it.each(['/', '/j', '/j?from=mail'])('is at %s, with headers that let nothing foreign in', async (path) => {
    const response = await fetch(`${bench.httpUrl}${path}`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<title>Join</title>');
    const socketOrigin = bench.httpUrl.replace('http', 'ws');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': `default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; connect-src 'self' ${socketOrigin}; img-src 'self' data: blob:; media-src blob:; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('strict-transport-security')).toBeNull();
  });

  it('keeps hashed files for ever, asks again for the others, and compresses what gains by it', async () => {
    const hashed = await fetch(`${bench.httpUrl}/assets/index-3f2a91bc.js`, { headers: { 'accept-encoding': 'gzip' } });
    expect(hashed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(hashed.headers.get('content-encoding')).toBe('gzip');
    expect(Number(hashed.headers.get('content-length'))).toBeLessThan(script.length / 10);
    expect(await hashed.text()).toBe(script);
    const plain = await fetch(`${bench.httpUrl}/assets/plain.css`);
    expect(plain.headers.get('cache-control')).toBe('no-cache');
  });

  it.each(['identity', 'gzip;q=0', 'br;q=0', ''])(
    'sends it uncompressed to who accepts only "%s"',
    async (accepted) => {
      const response = await fetch(`${bench.httpUrl}/assets/index-3f2a91bc.js`, {
        headers: { 'accept-encoding': accepted },
      });
      expect(response.headers.get('content-encoding')).toBeNull();
      expect(response.headers.get('vary')).toBe('Accept-Encoding');
      expect(await response.text()).toBe(script);
    },
  );

  it('sends what is smaller still to browsers that take brotli, once it is ready', async () => {
    const asBrowsers = async (accepted: string): Promise<Response> =>
      fetch(`${bench.httpUrl}/assets/index-3f2a91bc.js`, { headers: { 'accept-encoding': accepted } });
    const accepted = 'gzip, deflate, br, zstd';
    await until(async () => (await asBrowsers(accepted)).headers.get('content-encoding') === 'br');
    const [smaller, small] = [await asBrowsers(accepted), await asBrowsers('gzip, br;q=0')];
    expect(small.headers.get('content-encoding')).toBe('gzip');
    expect(Number(smaller.headers.get('content-length'))).toBeLessThan(Number(small.headers.get('content-length')));
    expect(await smaller.text()).toBe(script);
  });

  it.each([
    ['/assets/vision-9c41d0aa.wasm', 'application/wasm', 'public, max-age=31536000, immutable'],
    ['/manifest.webmanifest', 'application/manifest+json', 'no-cache'],
  ])('sends %s by its own type, compressed', async (path, type, keeping) => {
    const response = await fetch(`${bench.httpUrl}${path}`);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-encoding')).not.toBeNull();
    expect(response.headers.get('cache-control')).toBe(keeping);
  });

  it('lets the vision worker run WebAssembly, which no page may, and reach its own origin alone', async () => {
    const response = await fetch(`${bench.httpUrl}/assets/vision-worker-3f2a91bc.js`);
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
    );
    const page = await fetch(`${bench.httpUrl}/`);
    expect(page.headers.get('content-security-policy')).not.toMatch(/eval/);
  });

  it('sends the service worker by a fixed name, asked for anew each time, and lets it run nothing else', async () => {
    const response = await fetch(`${bench.httpUrl}/sw.js`);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; connect-src 'self'");
  });

  it('C6 offers the organisation’s app to iPhones where it is configured, and nothing where it is not', async () => {
    expect(await (await fetch(`${bench.httpUrl}/`)).text()).not.toContain('apple-itunes-app');
    const withApp = await RelayBench.start({ pageDir: join(folder, 'web'), iosAppId: '1234567890' });
    for (const path of ['/', '/j']) {
      const html = await (await fetch(`${withApp.httpUrl}${path}`)).text();
      expect(html).toContain('<meta name="apple-itunes-app" content="app-id=1234567890" />');
    }
    await withApp.close();
  });

  it('sends nothing again that the browser has', async () => {
    const first = await fetch(`${bench.httpUrl}/`);
    const again = await fetch(`${bench.httpUrl}/`, {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/..\\..\\secret.txt',
    '//etc/passwd',
    '/linked.txt',
    '/notes.secret',
    '/index.html/..',
    '/%00',
    'http://127.0.0.1/secret.txt',
  ])('has nothing at %s', async (path) => {
    expect(await rawGet(path)).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('takes GET and HEAD only', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const response = await fetch(`${bench.httpUrl}/`, { method });
      expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, 'GET, HEAD']);
    }
    const head = await fetch(`${bench.httpUrl}/`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('says what is missing when the page is not built', async () => {
    const bare = await RelayBench.start();
    const response = await fetch(`${bare.httpUrl}/j`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('The join page is not installed here');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    await bare.close();
  });
});

describe('what the relay says of itself', () => {
  it('health is JSON and metrics are Prometheus text, without a PIN or a session in them', async () => {
    const console = await bench.console();
    const { session, pin } = await bench.createPin(console);
    const health = await (await fetch(`${bench.httpUrl}/health`)).text();
    expect(JSON.parse(health)).toMatchObject({
      status: 'ok',
      connections: { console: 1, customer: 0, anonymous: 0 },
      sessions: { waiting: 1, claimed: 0, confirmed: 0 },
    });
    const metrics = await (await fetch(`${bench.httpUrl}/metrics`)).text();
    expect(metrics).toContain('# TYPE handrail_relay_sessions gauge\nhandrail_relay_sessions{state="waiting"} 1\n');
    for (const line of metrics.trimEnd().split('\n')) {
      expect(line).toMatch(/^(# (HELP|TYPE) handrail_relay_\w+ .+|handrail_relay_\w+(\{\w+="\w+"\})? \d+)$/);
    }
    for (const text of [health, metrics]) {
      expect(text).not.toContain(pin);
      expect(text).not.toContain(session);
    }
  });
});

/** The first line of the answer; fetch would tidy the path before it is sent. */
async function rawGet(path: string): Promise<string> {
  const tcp = connectTcp(bench.relay.address.port, '127.0.0.1');
  await once(tcp, 'connect');
  tcp.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  const [chunk] = (await once(tcp, 'data')) as [Buffer];
  tcp.destroy();
  return chunk.toString('latin1');
}
