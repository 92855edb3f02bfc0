import { Minus, Plus } from 'lucide-react';
import { ToggleGroup } from 'radix-ui';
import { IconButton } from '#shared/ui/controls/icon-button.tsx';
import { Tooltip } from '#shared/ui/controls/tooltip.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../../messages/catalogue.ts';
import switchStyles from '../../screen/fit-switch.module.css';
import { useServices, useWindow } from '../../window/services.tsx';
import { setZoom, zoomOf } from '../../window/window-state.ts';
import { actual, fitted, zoomBy, zoomPercent, zoomStep, type CameraZoom } from './camera-zoom.ts';
import styles from './zoom-controls.module.css';

/** How large a camera's picture is shown, while it is in sight. */
export function ZoomControls(props: { readonly session: string }) {
  const t = useMessages(consoleMessages);
  const { window } = useServices();
  const { session } = props;
  const zoom = useWindow((state) => zoomOf(state, session));
  const place = useWindow((state) => state.places[session]);
  if (place === undefined) return null;
  const show = (next: CameraZoom): void => window.setState((state) => setZoom(state, session, next));
  return (
    <div className={styles['controls']}>
      <IconButton
        name={t('zoomOut')}
        icon={Minus}
        size="small"
        aria-keyshortcuts="-"
        onClick={() => show(zoomBy(zoom, 1 / zoomStep, place))}
      />
      <span className={styles['percent']}>{t('zoomPercent', { percent: zoomPercent(zoom, place) })}</span>
      <IconButton
        name={t('zoomIn')}
        icon={Plus}
        size="small"
        aria-keyshortcuts="+"
        onClick={() => show(zoomBy(zoom, zoomStep, place))}
      />
      <ToggleGroup.Root
        className={switchStyles['group']}
        type="single"
        aria-label={t('pictureSize')}
        value={typeof zoom.scale === 'string' ? zoom.scale : ''}
        onValueChange={(value) => {
          if (value === 'fit') show(fitted);
          if (value === 'actual') show(actual);
        }}
      >
        <Tooltip text={t('fitHint')}>
          <ToggleGroup.Item className={switchStyles['item']} value="fit" aria-keyshortcuts="0">
            {t('fit')}
          </ToggleGroup.Item>
        </Tooltip>
        <Tooltip text={t('actualSizeHint')}>
          <ToggleGroup.Item className={switchStyles['item']} value="actual" aria-keyshortcuts="1">
            {t('actualSize')}
          </ToggleGroup.Item>
        </Tooltip>
      </ToggleGroup.Root>
    </div>
  );
}
