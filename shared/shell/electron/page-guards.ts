import type { Session, WebContents } from 'electron';
import { app, shell } from 'electron';
import { isMessageLink } from '../message-link.ts';
import type { WindowOptions } from '../shell.ts';
import { pageOrigin } from './app-scheme.ts';

/** What each page may ask the person or the system for. Everything that is not here is denied. */
const allowedPermissions: Readonly<Record<WindowOptions['page'], ReadonlySet<string>>> = {
  console: new Set(['media', 'fullscreen', 'clipboard-sanitized-write']),
  applet: new Set(['media', 'display-capture']),
};

/** The technician is heard and never seen, so the console has no use for a camera. */
const mediaKinds: Readonly<Record<WindowOptions['page'], ReadonlySet<string>>> = {
  console: new Set(['audio', 'unknown']),
  applet: new Set(['audio', 'video', 'unknown']),
};

/**
 * To be called before any window: no contents of this program ever goes anywhere, opens anything or embeds anything, except
 * that an invitation in the console's window goes to the system's program for e-mail or text messages.
 */
export function guardEveryContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (details) => {
      details.preventDefault();
      const isConsole = details.isMainFrame && contents.mainFrame.origin === pageOrigin('console');
      // Where no program takes it nothing opens; the window says what to do then.
      if (isConsole && isMessageLink(details.url)) shell.openExternal(details.url).catch(() => {});
    });
    contents.on('will-frame-navigate', (details) => details.preventDefault());
    contents.on('will-redirect', (details) => details.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Denies every permission but the few that this page needs, and those only to its own main frame. */
export function guardPermissions(session: Session, page: WindowOptions['page']): void {
  const allows = (permission: string, kinds: readonly string[]): boolean =>
    allowedPermissions[page].has(permission) &&
    (permission !== 'media' || kinds.every((kind) => mediaKinds[page].has(kind)));
  const origin = pageOrigin(page);
  const isOurs = (requestingUrl: string | undefined, contents: WebContents | null, isMainFrame: boolean): boolean =>
    isMainFrame && contents?.mainFrame.origin === origin && originOf(requestingUrl) === origin;

  session.setPermissionRequestHandler((contents, permission, decide, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    decide(allows(permission, kinds) && isOurs(details.requestingUrl, contents, details.isMainFrame));
  });
  session.setPermissionCheckHandler(
    (contents, permission, requestingOrigin, details) =>
      allows(permission, details.mediaType === undefined ? [] : [details.mediaType]) &&
      isOurs(requestingOrigin, contents, details.isMainFrame),
  );
  session.setDevicePermissionHandler(() => false);
}

/** `app:` is not a scheme whose origin every URL parser tells, so it is put together here. */
function originOf(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
