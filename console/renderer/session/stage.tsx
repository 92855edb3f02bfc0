import {
  Camera,
  CameraOff,
  CirclePause,
  Headset,
  MessageSquare,
  MonitorOff,
  MonitorUp,
  TriangleAlert,
  Unplug,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useFailureMessage, useMessages } from '#shared/ui/i18n.tsx';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { EmptyState } from '#shared/ui/feedback/empty-state.tsx';
import { EntryCard } from '../create/entry-card.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { CameraView } from '../lens/picture/camera-view.tsx';
import { LensInTheWay } from '../lens/lens-in-the-way.tsx';
import { cameraFailureText } from '../lens/camera-failure-texts.ts';
import { RemoteScreen } from '../screen/remote-screen.tsx';
import { EndedSummary } from './ended-summary.tsx';
import { stageOf } from './stage-model.ts';
import styles from './stage.module.css';
import { VerificationCard } from './verification-card.tsx';

/** The middle of a session. */
export function Stage(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const failureMessage = useFailureMessage();
  const { session } = props;
  const { name } = session;
  const stage = stageOf(session);
  switch (stage.show) {
    case 'picture':
      return stage.of === 'camera' ? (
        <CameraView key={session.id} session={session} />
      ) : (
        <RemoteScreen key={session.id} session={session} />
      );
    case 'ended':
      return (
        <Middle>
          <EndedSummary session={session} />
        </Middle>
      );
    case 'entry':
      return (
        <Middle>
          <h3 className={styles['title']}>{t('connectingTitle', { name })}</h3>
          <EntryCard entry={session.entry} />
        </Middle>
      );
    case 'verification':
      return (
        <Middle>
          <LensInTheWay session={session} />
          <VerificationCard name={name} code={stage.code} started={stage.started} />
        </Middle>
      );
    case 'waiting':
      return (
        <Message icon={Headset} title={t('waitingTitle', { name })} text={t('waitingText')}>
          <LensInTheWay session={session} />
        </Message>
      );
    case 'onHold':
      return <Message icon={CirclePause} title={t('onHoldTitle')} text={t('onHoldText')} />;
    case 'connecting':
      return <Message title={t('connectingDataTitle', { name })} text={t('connectingDataText')} />;
    case 'reconnecting':
      return <Message title={t('reconnectingSessionTitle', { name })} text={t('reconnectingSessionText')} />;
    case 'offline':
      return <Message icon={Unplug} title={t('offlineTitle', { name })} text={t('offlineText')} />;
    case 'chatOnly':
      return <Message icon={MessageSquare} title={t('chatOnlyTitle')} text={t('chatOnlyStage')} />;
    case 'notShared':
      return stage.of === 'camera' ? (
        <Message icon={Camera} title={t('cameraNotSharedTitle')} text={t('cameraNotSharedText', { name })} />
      ) : (
        <Message icon={MonitorUp} title={t('notSharedTitle')} text={t('notSharedText', { name })} />
      );
    case 'asked':
      return <Message title={t('askedTitle', { name })} text={t('askedText')} />;
    case 'revoked':
      return stage.of === 'camera' ? (
        <Message icon={CameraOff} title={t('revokedTitle')} text={t('cameraRevokedText')} />
      ) : (
        <Message icon={MonitorOff} title={t('revokedTitle')} text={t('revokedText')} />
      );
    case 'denied':
    case 'failed': {
      const { happened, safe, next } = failureMessage(stage.reason);
      const cameraText = cameraFailureText(stage.reason);
      return (
        <Message
          icon={stage.show === 'denied' ? MonitorOff : TriangleAlert}
          title={t(stage.show === 'denied' ? 'deniedTitle' : 'failedTitle')}
          text={cameraText === null ? `${happened} ${safe} ${next}` : t(cameraText)}
        />
      );
    }
  }
}

function Message(props: {
  /** None: something is under way, and a spinner says so. */
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly text: string;
  /** Stands under the words. */
  readonly children?: ReactNode;
}) {
  return (
    <Middle>
      <EmptyState icon={props.icon ?? null} title={props.title}>
        <p>{props.text}</p>
      </EmptyState>
      {props.children}
    </Middle>
  );
}

function Middle(props: { readonly children: ReactNode }) {
  return (
    <div className={styles['stage']}>
      <div className={styles['middle']}>{props.children}</div>
    </div>
  );
}
