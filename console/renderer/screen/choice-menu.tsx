import { Check, ChevronDown, type LucideIcon } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { Button } from '#shared/ui/controls/button.tsx';
import styles from './choice-menu.module.css';

export type Choice = { readonly value: string; readonly name: string; readonly detail?: string };

/** A button that says what is chosen and opens what can be. Arrows, letters, Enter and Escape work as in any menu. */
export function ChoiceMenu(props: {
  /** What is chosen between. */
  readonly label: string;
  readonly hint: string;
  readonly icon: LucideIcon;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly onChoose: (value: string) => void;
}) {
  const { label, hint, icon, choices, value, onChoose } = props;
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button size="small" icon={icon} hint={hint} aria-label={`${label}: ${chosen?.name ?? ''}`}>
          <span className={styles['chosen']}>
            {chosen?.name}
            <ChevronDown className={styles['more']} aria-hidden />
          </span>
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles['menu']} sideOffset={4} collisionPadding={8} align="start">
          <DropdownMenu.Label className={styles['label']}>{label}</DropdownMenu.Label>
          <DropdownMenu.RadioGroup value={value} onValueChange={onChoose}>
            {choices.map((choice) => (
              <DropdownMenu.RadioItem key={choice.value} value={choice.value} className={styles['item']}>
                <span className={styles['mark']}>
                  <DropdownMenu.ItemIndicator>
                    <Check className={styles['check']} aria-hidden />
                  </DropdownMenu.ItemIndicator>
                </span>
                <span className={styles['words']}>
                  {choice.name}
                  {choice.detail !== undefined && <span className={styles['detail']}>{choice.detail}</span>}
                </span>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
