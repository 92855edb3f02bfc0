import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protocol, type Session } from 'electron';
import type { Logger } from '#shared/std/core/logger.ts';
import { listPageFiles } from '../page-files.ts';
import { contentTypeOf, pageHeaders } from '../page-policy.ts';
import type { WindowOptions } from '../shell.ts';

const scheme = 'app';

/** To be called before the app is ready: pages of `app://` are secure, and have an origin, like pages of https. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

export function pageOrigin(page: WindowOptions['page']): string {
  return `${scheme}://${page}`;
}

/** Serves the built files of one page to a session, under its own origin, and nothing else. */
export function servePage(session: Session, pagesFolder: string, page: WindowOptions['page'], logger: Logger): void {
  const files = listPageFiles(join(pagesFolder, page));
  const headers = pageHeaders(page, []);
  session.protocol.handle(scheme, async (request) => {
    const address = new URL(request.url);
    const path = address.host === page && request.method === 'GET' ? files.get(address.pathname) : undefined;
    if (path === undefined) {
      logger.warn('shell/request-refused', { reason: 'path' });
      return new Response(null, { status: 404, headers });
    }
    const body = new Uint8Array(await readFile(path));
    return new Response(body, { headers: { ...headers, 'Content-Type': contentTypeOf(path) } });
  });
  // Belt and braces under the policy: a page of ours has no business with any other address.
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    const own = url.startsWith(`${pageOrigin(page)}/`) || url.startsWith(`blob:${pageOrigin(page)}/`);
    decide({ cancel: !own && !url.startsWith('devtools:') });
  });
}
