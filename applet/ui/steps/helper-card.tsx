import { ShieldCheck, UserRound } from 'lucide-react';
import { useHelper, useText, useView } from '../window/services.tsx';
import styles from './step.module.css';

/** Who helps: a claim until it is verified, and shown as one. */
export function HelperCard(props: { readonly compact?: boolean }) {
  const t = useText();
  const { name, organisation, who } = useHelper();
  const isVerified = useView((view) => view.verification.state === 'verified') ?? false;
  const isKnown = useView((view) => view.technician !== null) ?? false;
  if (!isKnown) return null;
  const Icon = isVerified ? ShieldCheck : UserRound;
  return (
    <div className={styles['helper']} data-verified={isVerified} data-compact={props.compact ?? false}>
      <Icon className={styles['helperIcon']} aria-hidden />
      <div className={styles['helperWords']}>
        <p className={styles['helperName']}>{isVerified ? who : t('claimsToBe', { name, organisation })}</p>
        <output className={styles['helperState']}>{isVerified ? t('isVerified') : t('notVerified')}</output>
      </div>
    </div>
  );
}
