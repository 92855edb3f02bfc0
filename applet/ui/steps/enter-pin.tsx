import { useState, type FormEvent } from 'react';
import { pinDigits, pinDigitsUnderAttack } from '#shared/std/protocol/limits.ts';
import type { AppletStep } from '#shared/std/view/applet-view.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { FailureNotice, Notice } from '#shared/ui/feedback/notice.tsx';
import { useFailureMessage } from '#shared/ui/i18n.tsx';
import { LocalPreview } from '../lens/local-preview.tsx';
import { useAct, useServices, useText } from '../window/services.tsx';
import { DigitsField } from './digits-field.tsx';
import { digitsOf } from './digits.ts';
import { StepTitle } from './step-title.tsx';
import styles from './step.module.css';

/** The first thing that people see: who should go on at all, and the PIN. */
export function EnterPin(props: { readonly step: Extract<AppletStep, { name: 'enterPin' }> }) {
  const t = useText();
  const act = useAct();
  const { onPhone } = useServices();
  const failureMessage = useFailureMessage();
  const [pin, setPin] = useState(() => digitsOf(props.step.pin, pinDigitsUnderAttack));
  const [malformed, setMalformed] = useState(false);
  const [busy, setBusy] = useState(false);
  const { happened, next } = failureMessage('pinMalformed');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const isComplete = pin.length === pinDigits || pin.length === pinDigitsUnderAttack;
    setMalformed(!isComplete);
    if (!isComplete || busy) return;
    setBusy(true);
    void act('session/join', { pin }).finally(() => setBusy(false));
  };
  return (
    <section className={styles['step']}>
      <StepTitle takesFocus={onPhone}>{t('pinTitle')}</StepTitle>
      {props.step.failure !== null && <FailureNotice code={props.step.failure} />}
      <Notice tone="info" title={t('scamTitle')}>
        {t('scamText')}
      </Notice>
      <LocalPreview size="small" />
      <form className={styles['form']} onSubmit={submit} noValidate>
        <DigitsField
          // On a phone the field in focus would bring the keyboard over all that is to be read first.
          takesFocus={!onPhone}
          autoComplete={onPhone ? 'one-time-code' : 'off'}
          label={t('pinCode')}
          hint={t('pinHint')}
          error={malformed ? `${happened} ${next}` : null}
          maxDigits={pinDigitsUnderAttack}
          staysBelow={props.step.failure !== null}
          digits={pin}
          onChange={(digits) => {
            setPin(digits);
            setMalformed(false);
          }}
        />
        <Button type="submit" variant="primary" size="large" className={styles['wide']} busy={busy}>
          {t('connect')}
        </Button>
      </form>
    </section>
  );
}
