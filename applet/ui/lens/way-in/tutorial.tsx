import { Camera, Hand, ShieldCheck, type LucideIcon } from 'lucide-react';
import { Button } from '#shared/ui/controls/button.tsx';
import { StepTitle } from '../../steps/step-title.tsx';
import { useServices, useText } from '../../window/services.tsx';
import { tutorialCards } from './way-in.ts';
import styles from './way-in.module.css';

type Card = { readonly icon: LucideIcon; readonly title: string; readonly text: string };

const cards = {
  show: { icon: Camera, title: 'tutorialShowTitle', text: 'tutorialShowText' },
  charge: { icon: Hand, title: 'tutorialChargeTitle', text: 'tutorialChargeText' },
  nothing: { icon: ShieldCheck, title: 'tutorialNothingTitle', text: 'tutorialNothingText' },
} as const satisfies Record<(typeof tutorialCards)[number], Card>;

/** What will happen, in three cards (L1). Each is read out when it comes, as its heading takes the focus. */
export function Tutorial(props: { readonly card: number }) {
  const t = useText();
  const { wayIn } = useServices();
  const name = tutorialCards[props.card] ?? tutorialCards[0];
  const { icon: Icon, title, text } = cards[name];
  return (
    <section className={styles['wayIn']}>
      <div className={styles['card']}>
        <span className={styles['picture']}>
          <Icon aria-hidden />
        </span>
        <StepTitle key={name}>{t(title)}</StepTitle>
        <p className={styles['lead']}>{t(text)}</p>
      </div>
      <p className={styles['dots']}>
        {tutorialCards.map((card) => (
          <span key={card} className={styles['dot']} data-here={card === name} aria-hidden />
        ))}
        <span className="visually-hidden">
          {t('tutorialPlace', { card: props.card + 1, total: tutorialCards.length })}
        </span>
      </p>
      <div className={styles['answers']}>
        <Button size="large" onClick={() => wayIn.skip()}>
          {t('skip')}
        </Button>
        <Button size="large" variant="primary" onClick={() => wayIn.nextCard()}>
          {t('ok')}
        </Button>
      </div>
    </section>
  );
}
