import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { workerPolicy } from './page-headers.ts';
import { brotliQuality, maxBytesCompressedAtStart, maxPageBytes } from './relay-limits.ts';

/** One built file, ready to be sent. */
export type PageFile = {
  readonly type: string;
  readonly body: Buffer;
  /** Of a kind that compression makes smaller. */
  readonly isCompressible: boolean;
  /** Null where it gains nothing, and for large files in the first moments after the start. */
  gzipped: Buffer | null;
  /** Smaller still. Null where it gains nothing, and for every file in the first moments. */
  brotli: Buffer | null;
  readonly etag: string;
  /** The name holds the content's hash: it may be kept for ever. */
  readonly immutable: boolean;
  /** What it may do where it runs on its own, as workers do; null: what every page may. */
  readonly policy: string | null;
};

export type JoinPageOptions = {
  /** Number of an app in Apple's store that iPhones offer above the page (C6); null: none. */
  readonly iosAppId: string | null;
};

/** By request path, such as `/assets/index-3f2a91bc.js`. What is not in it does not exist, whatever the path looks like. */
export type JoinPage = ReadonlyMap<string, PageFile>;

const types: Readonly<Record<string, { readonly type: string; readonly compress: boolean }>> = {
  '.html': { type: 'text/html; charset=utf-8', compress: true },
  '.js': { type: 'text/javascript; charset=utf-8', compress: true },
  '.css': { type: 'text/css; charset=utf-8', compress: true },
  '.json': { type: 'application/json', compress: true },
  '.webmanifest': { type: 'application/manifest+json', compress: true },
  '.svg': { type: 'image/svg+xml', compress: true },
  '.txt': { type: 'text/plain; charset=utf-8', compress: true },
  '.wasm': { type: 'application/wasm', compress: true },
  '.png': { type: 'image/png', compress: false },
  '.ico': { type: 'image/x-icon', compress: false },
  '.woff2': { type: 'font/woff2', compress: false },
};

const hashedName = /-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;
const compress = promisify(gzip);
const compressFurther = promisify(brotliCompress);

/**
 * Reads the built join page into memory once, so that no request ever touches the disk and no path can leave the folder.
 * Null when the page is not there. Throws when it cannot be read or is far too large.
 */
export async function loadJoinPage(folder: string, options: JoinPageOptions): Promise<JoinPage | null> {
  const files = new Map<string, PageFile>();
  let totalBytes = 0;
  for (const path of await listFiles(folder)) {
    const kind = types[extname(path)];
    if (kind === undefined) continue;
    const address = `/${relative(folder, path).split(sep).join('/')}`;
    const read = await readFile(path);
    const body = address === '/index.html' ? withAppBanner(read, options.iosAppId) : read;
    totalBytes += body.length;
    if (totalBytes > maxPageBytes) throw new Error(`the join page in ${folder} is larger than ${maxPageBytes} bytes`);
    files.set(address, {
      type: kind.type,
      body,
      isCompressible: kind.compress,
      gzipped: kind.compress && body.length <= maxBytesCompressedAtStart ? await gzipOf(body) : null,
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      brotli: null,
      immutable: address.startsWith('/assets/') && hashedName.test(address),
      policy: workerPolicy(address),
    });
  }
  const index = files.get('/index.html');
  if (index === undefined) return null;
  // A link leads to /j; what is behind its # stays in the browser (PIN5).
  return files.set('/', index).set('/j', index);
}

/**
 * Compresses the page further, for browsers on mobile networks; what is ready is sent from then on. Apart from loading,
 * because it takes longer than a start should.
 */
export async function compressPage(page: JoinPage): Promise<void> {
  for (const file of new Set(page.values())) {
    if (!file.isCompressible) continue;
    file.gzipped ??= await gzipOf(file.body);
    const brotli = await compressFurther(file.body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
        [constants.BROTLI_PARAM_SIZE_HINT]: file.body.length,
      },
    });
    if (brotli.length < (file.gzipped ?? file.body).length) file.brotli = brotli;
  }
}

async function gzipOf(body: Buffer): Promise<Buffer | null> {
  const gzipped = await compress(body, { level: 9 });
  return gzipped.length < body.length ? gzipped : null;
}

function withAppBanner(html: Buffer, iosAppId: string | null): Buffer {
  if (iosAppId === null) return html;
  const meta = `<meta name="apple-itunes-app" content="app-id=${iosAppId}" />`;
  const text = html.toString('utf8');
  if (!text.includes('<head>')) throw new Error('index.html has no <head> for the app banner');
  return Buffer.from(text.replace('<head>', `<head>\n    ${meta}`));
}

async function listFiles(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    // Links are left out: they could lead anywhere.
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
