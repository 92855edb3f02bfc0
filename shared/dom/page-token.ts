const storageKey = 'handrail.windowToken';

/**
 * The token that opens the link to main: first the one in the address, later the one that main gave out last.
 * `sessionStorage` keeps it over a reload and for this window alone.
 */
export type PageToken = { read(): string | null; keep(token: string): void; forget(): void };

/** Takes the token out of the address at once, so that it is neither shown nor kept in the history. */
export function openPageToken(page: Pick<Window, 'location' | 'history' | 'sessionStorage'>): PageToken {
  const { location, history, sessionStorage } = page;
  if (/^#[0-9a-f]{64}$/.test(location.hash)) {
    sessionStorage.setItem(storageKey, location.hash.slice(1));
    history.replaceState(null, '', location.pathname);
  }
  return {
    read: () => sessionStorage.getItem(storageKey),
    keep: (token) => sessionStorage.setItem(storageKey, token),
    forget: () => sessionStorage.removeItem(storageKey),
  };
}
