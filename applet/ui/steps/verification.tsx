import { useState, type FormEvent } from 'react';
import { verificationCodeDigits } from '#shared/std/protocol/limits.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { useServices, useText, useView } from '../window/services.tsx';
import { DigitsField } from './digits-field.tsx';
import styles from './step.module.css';

/** Where the code that is read out over the phone is typed (HS3). Nothing is shown once it was right. */
export function Verification() {
  const t = useText();
  const { remote } = useServices();
  const verification = useView((view) => view.verification);
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [isShort, setIsShort] = useState(false);
  if (verification?.state !== 'codeNeeded') return null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // A code that is too short would cost one of three tries for a slip.
    setIsShort(code.length !== verificationCodeDigits);
    if (busy || code.length !== verificationCodeDigits) return;
    setBusy(true);
    void remote
      .call('verification/enter', { code })
      // The answer shows in the view: verified, wrong with tries left, or the end.
      .then(() => setCode(''))
      .finally(() => setBusy(false));
  };
  const wrong = verification.wrong ? t('verificationWrong', { count: verification.triesLeft }) : null;
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <p className={styles['lead']}>{t('verificationText')}</p>
      <DigitsField
        label={t('verificationCode')}
        hint={t('verificationNoCall')}
        error={isShort ? t('verificationFormat') : code === '' ? wrong : null}
        maxDigits={verificationCodeDigits}
        digits={code}
        onChange={(digits) => {
          setCode(digits);
          setIsShort(false);
        }}
      />
      <Button type="submit" variant="primary" size="large" className={styles['wide']} busy={busy}>
        {t('verificationCheck')}
      </Button>
    </form>
  );
}
