/** Lets the page open without a network the next time. Whatever stands in the way costs nothing but that. */
export function registerServiceWorker(page: Window): void {
  if (!page.isSecureContext || !('serviceWorker' in page.navigator)) return;
  // After everything that this visit needs.
  page.addEventListener('load', () => void register(page));
}

async function register(page: Window): Promise<void> {
  try {
    await page.navigator.serviceWorker.register('/sw.js');
  } catch {
    // Storage is blocked, or the tab is private: the page works without.
  }
}
