import { useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { FailureNotice } from '#shared/ui/feedback/notice.tsx';
import { StepTitle } from '../steps/step-title.tsx';
import { useServices, useText, useView } from '../window/services.tsx';
import styles from './page-notices.module.css';

/** What stands above any step, whatever it is. */
export function PageNotices() {
  const isMissing = useStore(useServices().parts.store, ({ missing }) => missing > 0);
  const isOffline = useIsOffline();
  return (
    <div className={styles['notices']}>
      {isMissing && <FailureNotice code="pageIncomplete" />}
      {isOffline && <FailureNotice code="noInternet" />}
    </div>
  );
}

/** Instead of any step: nothing can be begun in this browser. */
export function Refusal(props: { readonly code: FailureCode }) {
  const t = useText();
  return (
    <section className={styles['refusal']}>
      <StepTitle takesFocus={false}>{t('pinTitle')}</StepTitle>
      <FailureNotice code={props.code} />
    </section>
  );
}

/** A page that was opened without a network, as the service worker makes it possible, says so before a PIN is typed in vain. */
function useIsOffline(): boolean {
  const { bridge } = useServices();
  const isOnline = useSyncExternalStore(watchNetwork, () => navigator.onLine);
  const isAtBeginning = useView(({ step }) => step.name === 'enterPin');
  // A computer's applet may have its relay in the same house, with no internet at all.
  return bridge.host === 'page' && isAtBeginning === true && !isOnline;
}

function watchNetwork(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}
