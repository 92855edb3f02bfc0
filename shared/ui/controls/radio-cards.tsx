import type { LucideIcon } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { useId } from 'react';
import styles from './radio-cards.module.css';

export type RadioCard<Value extends string> = {
  readonly value: Value;
  readonly title: string;
  readonly description: string;
  readonly icon: LucideIcon;
  /** Why it cannot be chosen; shown in place of the description. */
  readonly unavailable?: string | null;
};

/** A choice of a few kinds of thing, each with a sentence about it. */
export function RadioCards<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly cards: readonly RadioCard<Value>[];
  readonly disabled?: boolean;
  readonly onChange: (value: Value) => void;
}) {
  const id = useId();
  const choose = (value: string): void => {
    const card = props.cards.find((candidate) => candidate.value === value);
    if (card) props.onChange(card.value);
  };
  return (
    <div>
      <span id={id} className={styles['legend']}>
        {props.label}
      </span>
      <RadioGroup.Root
        className={styles['cards']}
        aria-labelledby={id}
        value={props.value}
        disabled={props.disabled ?? false}
        onValueChange={choose}
      >
        {props.cards.map((card) => (
          <Card key={card.value} card={card} />
        ))}
      </RadioGroup.Root>
    </div>
  );
}

function Card(props: { readonly card: RadioCard<string> }) {
  const { value, title, description, icon: Icon, unavailable = null } = props.card;
  const id = useId();
  return (
    <RadioGroup.Item
      className={styles['card']}
      value={value}
      disabled={unavailable !== null}
      aria-label={title}
      aria-describedby={id}
    >
      <Icon className={styles['icon']} aria-hidden />
      <span className={styles['words']}>
        <span className={styles['title']}>{title}</span>
        <span id={id} className={styles['description']}>
          {unavailable ?? description}
        </span>
      </span>
      <span className={styles['mark']} aria-hidden>
        <RadioGroup.Indicator className={styles['dot']} />
      </span>
    </RadioGroup.Item>
  );
}
