import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { maxPageBytes } from './relay-limits.ts';

/** One built file, ready to be sent. */
export type PageFile = {
  readonly type: string;
  readonly body: Buffer;
  /** Null where compression gains nothing. */
  readonly gzipped: Buffer | null;
  readonly etag: string;
  /** The name holds the content's hash: it may be kept for ever. */
  readonly immutable: boolean;
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

/**
 * Reads the built join page into memory once, so that no request ever touches the disk and no path can leave the folder.
 * Null when the page is not there. Throws when it cannot be read or is far too large.
 */
export async function loadJoinPage(folder: string): Promise<JoinPage | null> {
  const files = new Map<string, PageFile>();
  let totalBytes = 0;
  for (const path of await listFiles(folder)) {
    const kind = types[extname(path)];
    if (kind === undefined) continue;
    const body = await readFile(path);
    totalBytes += body.length;
    if (totalBytes > maxPageBytes) throw new Error(`the join page in ${folder} is larger than ${maxPageBytes} bytes`);
    const gzipped = kind.compress ? await compress(body, { level: 9 }) : null;
    const address = `/${relative(folder, path).split(sep).join('/')}`;
    files.set(address, {
      type: kind.type,
      body,
      gzipped: gzipped !== null && gzipped.length < body.length ? gzipped : null,
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      immutable: address.startsWith('/assets/') && hashedName.test(address),
    });
  }
  const index = files.get('/index.html');
  if (index === undefined) return null;
  // A link leads to /j; what is behind its # stays in the browser (PIN5).
  return files.set('/', index).set('/j', index);
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
