import { Fragment, type ReactNode } from 'react';
import { CopyButton } from '#shared/ui/controls/copy-button.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { withoutScheme } from '../create/entry-card.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { useView } from './services.tsx';
import styles from './join-address.module.css';

/** Lets a long address break after its dots and slashes, and nowhere else while it fits. */
function breakable(address: string): ReactNode {
  return address.split(/(?<=[./:])/).map((part, index) => (
    // The parts of an address never change places.
    <Fragment key={index}>
      {part}
      <wbr />
    </Fragment>
  ));
}

/** Where customers go, to be read out: always in sight. */
export function JoinAddress() {
  const t = useMessages(consoleMessages);
  const joinUrl = useView((view) => view.relay.joinUrl);
  if (joinUrl === null) return null;
  return (
    <div className={styles['join']}>
      <div className={styles['words']}>
        <span className={styles['label']}>{t('customersGoTo')}</span>
        <span className={styles['address']}>{breakable(withoutScheme(joinUrl))}</span>
      </div>
      <CopyButton text={joinUrl} what={t('joinAddress')} />
    </div>
  );
}
