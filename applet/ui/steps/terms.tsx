import { Dialog } from 'radix-ui';
import { useRef, useState } from 'react';
import { findTerms } from '#shared/std/messages/terms/terms-of-use.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { useI18n } from '#shared/ui/i18n.tsx';
import { letTabLeave } from '../frame/let-tab-leave.ts';
import { useAct, useText } from '../window/services.tsx';
import { HelperCard } from './helper-card.tsx';
import styles from './step.module.css';

/** The terms of use, over the content but under both ways out. The locale that is sent names the text that was shown. */
export function Terms() {
  const t = useText();
  const act = useAct();
  const { language } = useI18n();
  const [busy, setBusy] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const terms = findTerms(language);
  const answer = (accepted: boolean): void => {
    if (busy) return;
    setBusy(true);
    void act('terms/answer', { accepted, locale: language }).finally(() => setBusy(false));
  };
  return (
    <Dialog.Root open modal={false}>
      <Dialog.Content
        className={styles['terms']}
        aria-describedby={undefined}
        onKeyDownCapture={letTabLeave}
        onEscapeKeyDown={(event) => event.preventDefault()}
        onInteractOutside={(event) => event.preventDefault()}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          title.current?.focus();
        }}
      >
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
        <div className={styles['termsText']} tabIndex={0}>
          <Dialog.Title ref={title} className={styles['title']} tabIndex={-1}>
            {terms.title}
          </Dialog.Title>
          <HelperCard />
          {terms.sections.map(({ heading, text }) => (
            <section key={heading}>
              <h3>{heading}</h3>
              <p>{text}</p>
            </section>
          ))}
        </div>
        <div className={styles['termsAnswers']}>
          <Button size="large" onClick={() => answer(false)}>
            {t('decline')}
          </Button>
          <Button size="large" variant="primary" busy={busy} onClick={() => answer(true)}>
            {t('accept')}
          </Button>
        </div>
      </Dialog.Content>
    </Dialog.Root>
  );
}
