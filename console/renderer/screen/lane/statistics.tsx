import { Activity } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useState } from 'react';
import { Button } from '#shared/ui/controls/button.tsx';
import { useI18n, useMessages } from '#shared/ui/i18n.tsx';
import { everyTogether } from '#shared/ui/shared-ticks.ts';
import { consoleMessages } from '../../messages/catalogue.ts';
import { useServices } from '../../window/services.tsx';
import { BytesChart, LatencyChart } from './history-chart.tsx';
import { statisticsIntervalMs } from './lane-limits.ts';
import type { LaneFigures } from './lane-stats.ts';
import type { LaneViewer } from './lane-viewer.ts';
import styles from './statistics.module.css';

/** How the picture travels: opens figures and a chart of the last minute. */
export function Statistics(props: { readonly viewer: LaneViewer }) {
  const t = useMessages(consoleMessages);
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button size="small" icon={Activity} hint={t('statisticsHint')}>
          {t('statistics')}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles['popover']}
          aria-label={t('statistics')}
          side="top"
          align="end"
          sideOffset={6}
          collisionPadding={8}
        >
          <Figures viewer={props.viewer} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const kinds = [
  ['moved', 'sentMoved'],
  ['lossless', 'sentLossless'],
  ['video', 'sentVideo'],
] as const;

function Figures(props: { readonly viewer: LaneViewer }) {
  const t = useMessages(consoleMessages);
  const { formats } = useI18n();
  const figures = useFigures(props.viewer);
  const { latencyMs, framesPerSecond, bitsPerSecond, bytesPerSecondByKind, history } = figures;
  return (
    <>
      <h3 className={styles['title']}>{t('statistics')}</h3>
      <dl className={styles['figures']}>
        <dt>{t('latency')}</dt>
        <dd>
          {latencyMs === null ? t('notKnownYet') : t('milliseconds', { value: formats.number(Math.round(latencyMs)) })}
        </dd>
        <dt>{t('frames')}</dt>
        <dd>{t('perSecond', { value: formats.number(Math.round(framesPerSecond)) })}</dd>
        <dt>{t('bitRate')}</dt>
        <dd>{t('megabits', { value: formats.number(Math.round(bitsPerSecond / 10_000) / 100) })}</dd>
      </dl>
      <p className={styles['caption']}>{t('latencyChart')}</p>
      <LatencyChart history={history} />
      <p className={styles['caption']}>{t('bytesChart')}</p>
      <BytesChart history={history} most={formats.bytesPerSecond} />
      <dl className={styles['figures']}>
        {kinds.map(([kind, name]) => (
          <div key={kind} className={styles['pair']}>
            <dt>
              <svg className={styles['swatch']} viewBox="0 0 1 1" aria-hidden>
                <rect className={styles[kind]} width="1" height="1" />
              </svg>
              {t(name)}
            </dt>
            <dd>{t('kilobytes', { value: formats.number(Math.round(bytesPerSecondByKind[kind] / 100) / 10) })}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function useFigures(viewer: LaneViewer): LaneFigures {
  const { clock } = useServices();
  const [figures, setFigures] = useState(() => viewer.stats.figures());
  useEffect(
    () => everyTogether(clock, statisticsIntervalMs, () => setFigures(viewer.stats.figures())),
    [clock, viewer],
  );
  return figures;
}
