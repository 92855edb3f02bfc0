import type { Recordings } from './recordings.ts';

/**
 * A window that is about to go takes what it recorded with it. So the first try to close it only ends and saves what is being
 * recorded: a browser asks whether to leave, Electron stays. The next one closes it.
 */
export function saveBeforeLeaving(page: Pick<Window, 'addEventListener'>, recordings: Recordings): void {
  page.addEventListener('beforeunload', (event) => {
    if (!recordings.isSaving) return;
    event.preventDefault();
    void recordings.stopAll();
  });
}
