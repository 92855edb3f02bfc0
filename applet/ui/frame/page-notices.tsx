import { useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { FailureNotice } from '#shared/ui/feedback/notice.tsx';
import { useServices } from '../window/services.tsx';

/** A part of the page could not be fetched; it is tried again, and what was pressed waits for it. */
export function MissingPartNotice() {
  const isMissing = useStore(useServices().parts.store, ({ missing }) => missing > 0);
  return isMissing ? <FailureNotice code="pageIncomplete" /> : null;
}

/** A page that was opened without a network, as the service worker makes it possible, says so before a PIN is typed in vain. */
export function OfflineNotice() {
  const { bridge } = useServices();
  const isOnline = useSyncExternalStore(watchNetwork, () => navigator.onLine);
  // A computer's applet may have its relay in the same house, with no internet at all.
  return bridge.host === 'page' && !isOnline ? <FailureNotice code="noInternet" /> : null;
}

function watchNetwork(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}
