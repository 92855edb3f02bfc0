import { CircleCheck, CircleX, LoaderCircle, Unplug, UserRound } from 'lucide-react';
import { useFailureMessage, useMessages } from '#shared/ui/i18n.tsx';
import type { RelayView } from '#shared/std/view/console-view.ts';
import { Tooltip } from '#shared/ui/controls/tooltip.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { useView } from './services.tsx';
import styles from './status-bar.module.css';

/** Digits of the device's fingerprint that are enough to tell consoles apart at a glance. */
const shortFingerprintCharacters = 8;

const relayLooks = {
  connecting: { key: 'relayConnecting', icon: LoaderCircle, className: 'busy' },
  connected: { key: 'relayConnected', icon: CircleCheck, className: 'good' },
  lost: { key: 'relayLost', icon: Unplug, className: 'bad' },
  refused: { key: 'relayRefused', icon: CircleX, className: 'bad' },
} as const;

/** Who is signed in, on which device, and whether the support server is there. */
export function StatusBar() {
  const t = useMessages(consoleMessages);
  const technician = useView((view) => view.technician);
  const relay = useView((view) => view.relay);
  if (technician === null || relay === null) return null;
  return (
    <footer className={styles['bar']} aria-label={t('statusBar')}>
      <span className={styles['item']}>
        <UserRound className={styles['icon']} aria-hidden />
        {technician.name} · {technician.organisation}
      </span>
      <Tooltip text={t('deviceFingerprint', { fingerprint: technician.deviceFingerprint })}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the whole fingerprint is in its tooltip, which keyboards must reach */}
        <span className={styles['item']} tabIndex={0}>
          {t('device', { fingerprint: technician.deviceFingerprint.slice(0, shortFingerprintCharacters) })}
        </span>
      </Tooltip>
      <Relay relay={relay} />
    </footer>
  );
}

function Relay(props: { readonly relay: RelayView }) {
  const t = useMessages(consoleMessages);
  const failureMessage = useFailureMessage();
  const { state, url, failure } = props.relay;
  const { key, icon: Icon, className } = relayLooks[state];
  return (
    <output className={styles['relay']}>
      {failure !== null && <span className={styles['failure']}>{failureMessage(failure).next}</span>}
      <span className={styles[className]}>
        <Icon className={styles['icon']} aria-hidden />
        {t(key)}
      </span>
      <span className={styles['url']}>{url}</span>
    </output>
  );
}
