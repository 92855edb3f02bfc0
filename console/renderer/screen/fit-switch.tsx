import { ToggleGroup } from 'radix-ui';
import { Tooltip } from '#shared/ui/controls/tooltip.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { useServices, useWindow } from '../window/services.tsx';
import styles from './fit-switch.module.css';

/** The whole picture, or every pixel of it. */
export function FitSwitch() {
  const t = useMessages(consoleMessages);
  const { window } = useServices();
  const fit = useWindow((state) => state.fit);
  return (
    <ToggleGroup.Root
      className={styles['group']}
      type="single"
      aria-label={t('pictureSize')}
      value={fit}
      onValueChange={(value) => {
        if (value === 'fit' || value === 'actual') window.setState({ fit: value });
      }}
    >
      <Tooltip text={t('fitHint')}>
        <ToggleGroup.Item className={styles['item']} value="fit">
          {t('fit')}
        </ToggleGroup.Item>
      </Tooltip>
      <Tooltip text={t('actualSizeHint')}>
        <ToggleGroup.Item className={styles['item']} value="actual">
          {t('actualSize')}
        </ToggleGroup.Item>
      </Tooltip>
    </ToggleGroup.Root>
  );
}
