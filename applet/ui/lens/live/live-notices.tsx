import { useStore } from 'zustand';
import { Button } from '#shared/ui/controls/button.tsx';
import { FailureNotice, Notice } from '#shared/ui/feedback/notice.tsx';
import { Verification } from '../../steps/verification.tsx';
import { useServices, useText, useView } from '../../window/services.tsx';
import { CameraRequestBar } from './camera-request-bar.tsx';
import styles from './live.module.css';
import { usePictureState } from './use-picture-state.ts';

/** What the person should do or know during the session; each can be left alone. */
export function LiveNotices() {
  const t = useText();
  const { lens } = useServices();
  const state = usePictureState();
  const camera = useStore(lens.store, ({ call }) => call.camera);
  const relay = useView((view) => view.relay.state);
  const connection = useView((view) => view.connection.state);
  const needsCode = useView((view) => view.verification.state === 'codeNeeded') ?? false;
  return (
    <>
      {needsCode && (
        <div className={styles['panel']}>
          <Verification />
        </div>
      )}
      {state === 'failed' && camera.state === 'failed' && (
        <FailureNotice
          code={camera.reason}
          actions={
            <Button variant="primary" size="large" onClick={() => lens.resume()}>
              {t('tryAgain')}
            </Button>
          }
        />
      )}
      {relay === 'lost' && connection !== 'reconnecting' && (
        <Notice tone="info" announce="politely">
          {t('relayLost')}
        </Notice>
      )}
      <CameraRequestBar />
    </>
  );
}
