import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JoinPage, PageFile } from './join-page.ts';

export type HttpSources = {
  /** Null when the page is not built. */
  readonly page: JoinPage | null;
  readonly pageHeaders: Readonly<Record<string, string>>;
  readonly metricsText: () => string;
  readonly health: () => object;
};

const missingPage = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Handrail</title>
<h1>The join page is not installed here</h1>
<p>This relay works, but it has no built files of the page on which customers enter their PIN.</p>
<p>If you run it: build the page, or set <code>pageDir</code> to the folder that holds it, and start the relay again.</p>
`;

/** Answers everything that is not a WebSocket: the join page, health and metrics. */
export function createHttpHandler(sources: HttpSources): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    for (const [name, value] of Object.entries(sources.pageHeaders)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      sendText(response, 405, 'Only GET and HEAD.');
      return;
    }
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const file = sources.page?.get(path);
    if (file !== undefined) sendFile(request, response, file);
    else if (path === '/health') sendText(response, 200, JSON.stringify(sources.health()), 'application/json');
    else if (path === '/metrics') sendText(response, 200, sources.metricsText(), 'text/plain; version=0.0.4');
    else if (sources.page === null && (path === '/' || path === '/j')) {
      sendText(response, 503, missingPage, 'text/html; charset=utf-8');
    } else sendText(response, 404, 'There is nothing at this address.');
  };
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: PageFile): void {
  response.setHeader('Content-Type', file.type);
  response.setHeader('ETag', file.etag);
  response.setHeader('Cache-Control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (file.policy !== null) response.setHeader('Content-Security-Policy', file.policy);
  if (file.isCompressible) response.setHeader('Vary', 'Accept-Encoding');
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304).end();
    return;
  }
  const { name, body } = smallestFor(file, request.headers['accept-encoding']);
  if (name !== null) response.setHeader('Content-Encoding', name);
  response.setHeader('Content-Length', body.length);
  response.writeHead(200).end(body);
}

type Encoded = { readonly name: 'br' | 'gzip' | null; readonly body: Buffer };

/** Browsers say themselves that they take brotli; "anything" is answered by what everything takes. */
function smallestFor({ body, gzipped, brotli }: PageFile, header: string | string[] | undefined): Encoded {
  const accepted = String(header ?? '');
  if (brotli !== null && takesBrotli.test(accepted)) return { name: 'br', body: brotli };
  if (gzipped !== null && takesGzip.test(accepted)) return { name: 'gzip', body: gzipped };
  return { name: null, body };
}

/** Named in the list, and not with a weight of nothing. */
const takesBrotli = /(?:^|,)\s*br\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))|,|$)/i;
const takesGzip = /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))|,|$)/i;

function sendText(response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8'): void {
  response.setHeader('Content-Type', type);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.writeHead(status).end(text);
}
