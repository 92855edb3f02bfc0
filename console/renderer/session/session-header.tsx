import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useI18n, useMessages } from '#shared/ui/i18n.tsx';
import type { SessionView, VerificationView } from '#shared/std/view/console-view.ts';
import { Tooltip } from '#shared/ui/controls/tooltip.tsx';
import { Badge } from '#shared/ui/feedback/badge.tsx';
import { useTimed } from '#shared/ui/use-now.ts';
import { consoleMessages } from '../messages/catalogue.ts';
import { RecordingMark } from '../lens/recording/recording-mark.tsx';
import { StatusBadge } from '../sessions/status-badge.tsx';
import { statusTimeText } from '../sessions/waiting-time.ts';
import { useServices } from '../window/services.tsx';
import { isOver } from '../window/window-state.ts';
import styles from './session-header.module.css';
import { SessionTools } from './session-tools.tsx';

/** Who, since when, proven or not; and the tools. */
export function SessionHeader(props: { readonly session: SessionView }) {
  const { session } = props;
  return (
    <header className={styles['header']}>
      <div className={styles['facts']}>
        <h2 className={styles['name']}>{session.name}</h2>
        <StatusBadge status={session.status} />
        <StatusTime session={session} />
        <Verification verification={session.verification} />
        <RecordingMark session={session.id} on="header" />
        {session.customerPlatform !== null && (
          <span className={styles['fact']}>{platformName(session.customerPlatform)}</span>
        )}
      </div>
      {!isOver(session) && <SessionTools session={session} />}
    </header>
  );
}

/** Programs say `windows`; people write names with capitals. */
function platformName(platform: string): string {
  return platform.charAt(0).toUpperCase() + platform.slice(1);
}

function StatusTime(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const { formats } = useI18n();
  const time = useTimed(useServices().clock, (nowMs) => statusTimeText(props.session, nowMs, formats));
  return time === null ? null : <span className={styles['fact']}>{t('runningFor', { time })}</span>;
}

function Verification(props: { readonly verification: VerificationView }) {
  const t = useMessages(consoleMessages);
  const { verification } = props;
  switch (verification.state) {
    case 'none':
      return null;
    case 'awaitingCode':
      return (
        <Badge tone="warning" icon={ShieldAlert}>
          {t('notVerified')}
        </Badge>
      );
    case 'failed':
      return (
        <Badge tone="danger" icon={ShieldAlert}>
          {t('verificationFailed')}
        </Badge>
      );
    case 'verified':
      return (
        <Tooltip text={t(verification.by === 'code' ? 'verifiedByCode' : 'verifiedByLink')}>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its tooltip says by what, which keyboards must reach */}
          <span tabIndex={0} className={styles['verified']}>
            <Badge tone="success" icon={ShieldCheck}>
              {t('verified')}
            </Badge>
          </span>
        </Tooltip>
      );
  }
}
