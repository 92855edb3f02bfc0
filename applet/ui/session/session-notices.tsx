import { useStore } from 'zustand';
import { Button } from '#shared/ui/controls/button.tsx';
import { Notice } from '#shared/ui/feedback/notice.tsx';
import { useHelper, useServices, useText, useView } from '../window/services.tsx';

/** What the person should know at this moment, calmly; nothing here needs more than one press. */
export function SessionNotices() {
  const t = useText();
  const { name } = useHelper();
  const { share, bar } = useServices();
  const { needsPress, failed, wholeScreen } = useStore(share.store);
  const barWindow = useStore(bar.store, ({ window }) => window);
  const relay = useView((view) => view.relay.state);
  const connection = useView((view) => view.connection.state);
  const canBeControlled = useView((view) => view.canBeControlled) ?? false;
  const isSeen = useView((view) => view.activity.screenSeen) ?? false;
  return (
    <>
      {needsPress && (
        <Notice
          tone="info"
          announce="at once"
          actions={
            <Button variant="primary" size="large" onClick={() => share.pressed()}>
              {t('shareAgain')}
            </Button>
          }
        >
          {t('shareAgainText', { name })}
        </Notice>
      )}
      {connection === 'reconnecting' && (
        <Notice tone="info" announce="politely">
          {t('reconnecting')}
        </Notice>
      )}
      {connection === 'connecting' && (
        <Notice tone="info" announce="politely">
          {t('connecting')}
        </Notice>
      )}
      {relay === 'lost' && connection !== 'reconnecting' && (
        <Notice tone="info" announce="politely">
          {t('relayLost')}
        </Notice>
      )}
      {failed && (
        <Notice tone="info" announce="politely">
          {t('captureFailed')}
        </Notice>
      )}
      {wholeScreen === false && canBeControlled && (
        <Notice tone="info" announce="politely">
          {t('notWholeScreen')}
        </Notice>
      )}
      {isSeen && bar.isAvailable && barWindow === null && (
        <Notice tone="neutral" actions={<Button onClick={() => void bar.open()}>{t('showBar')}</Button>}>
          {t('showBarText')}
        </Notice>
      )}
    </>
  );
}
