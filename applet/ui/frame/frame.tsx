import type { ReactNode } from 'react';
import { useServices, useView } from '../window/services.tsx';
import { EndButton } from './end-button.tsx';
import styles from './frame.module.css';
import { ReadingTools } from './reading-tools.tsx';
import { RevokeButton } from './revoke-button.tsx';
import { useText } from '../window/services.tsx';

/**
 * What stands around every step: the two ways out, always in sight, and how to read better. `question` lies over the
 * content only, so that no question ever covers a way out.
 */
export function Frame(props: { readonly question: ReactNode; readonly children: ReactNode }) {
  const t = useText();
  const { bridge } = useServices();
  const isMac = bridge.platform === 'mac';
  const step = useView((view) => view.step.name);
  const isLive = step !== null && step !== 'enterPin' && step !== 'ended';
  const hasQuestion = props.question !== null;
  return (
    <div className={styles['frame']} data-system={bridge.platform}>
      <header className={styles['top']}>
        {isLive && !isMac && <RevokeButton />}
        {isLive && isMac && <EndButton />}
        {(!isLive || isMac) && <p className={styles['product']}>{t('product')}</p>}
        {isLive && !isMac && <EndButton />}
      </header>
      <div className={styles['content']}>
        <main className={styles['main']} inert={hasQuestion}>
          {props.children}
        </main>
        {props.question}
      </div>
      <footer className={styles['bottom']}>
        <ReadingTools />
        {isLive && isMac && <RevokeButton />}
      </footer>
    </div>
  );
}
