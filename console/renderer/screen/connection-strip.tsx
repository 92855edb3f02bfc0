import { LoaderCircle, Signal, SignalLow, SignalMedium, Unplug } from 'lucide-react';
import { useEffect, useState } from 'react';
import { qualityIntervalMs } from '#shared/std/protocol/limits.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import type { ConnectionView } from '#shared/std/view/session-parts.ts';
import { useMessages } from '#shared/ui/i18n.tsx';
import { everyTogether } from '#shared/ui/shared-ticks.ts';
import { consoleMessages, type PlainMessage } from '../messages/catalogue.ts';
import { Microphones } from '../lens/microphones.tsx';
import { ZoomControls } from '../lens/picture/zoom-controls.tsx';
import { seenIn } from '../session/stage-model.ts';
import { useServices } from '../window/services.tsx';
import { isOver } from '../window/window-state.ts';
import { connectionQuality } from './connection-quality.ts';
import styles from './connection-strip.module.css';
import { FitSwitch } from './fit-switch.tsx';
import type { LaneViewer } from './lane/lane-viewer.ts';
import { QualityMenu } from './lane/quality-menu.tsx';
import { Statistics } from './lane/statistics.tsx';
import { useLaneViewer } from './lane/use-lane-viewer.ts';
import type { ScreenStats } from './screens.ts';

const looks = {
  good: { key: 'qualityGood', icon: Signal },
  fair: { key: 'qualityFair', icon: SignalMedium },
  poor: { key: 'qualityPoor', icon: SignalLow },
  unknown: { key: 'qualityConnected', icon: Signal },
} as const;

/** How good the connection is, in words and figures, and the size of the picture. */
export function ConnectionStrip(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const viewer = useLaneViewer(props.session.id);
  const isLens = seenIn(props.session) === 'camera';
  const stats = usePictureStats(props.session.id, isLens ? 'camera' : (viewer ?? 'track'));
  const { connection, screen } = props.session;
  if (isOver(props.session)) return null;
  const { key, icon: Icon } = lookOf(connection);
  const facts: string[] = [];
  if (connection.state === 'connected') {
    facts.push(t(connection.path === 'direct' ? 'pathDirect' : 'pathRelayed'));
    if (connection.roundTripMs !== null) {
      facts.push(t('roundTrip', { milliseconds: Math.round(connection.roundTripMs) }));
    }
  }
  if (stats !== null) {
    facts.push(t('framesPerSecond', { frames: Math.round(stats.framesPerSecond) }));
    if (stats.width > 0) facts.push(t('pictureOf', { width: String(stats.width), height: String(stats.height) }));
  }
  return (
    <div className={styles['strip']}>
      <ul className={styles['facts']} aria-label={t('connection')}>
        <li className={styles['quality']}>
          <Icon className={styles['icon']} aria-hidden />
          {t(key)}
        </li>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
        {isLens && <Microphones session={props.session} />}
      </ul>
      {isLens && (
        <div className={styles['controls']}>
          <ZoomControls session={props.session.id} />
        </div>
      )}
      {screen.state === 'live' && (
        <div className={styles['controls']}>
          {viewer !== null && <Statistics viewer={viewer} />}
          {viewer !== null && <QualityMenu viewer={viewer} />}
          <FitSwitch />
        </div>
      )}
    </div>
  );
}

function lookOf(connection: ConnectionView): { readonly key: PlainMessage; readonly icon: typeof Signal } {
  switch (connection.state) {
    case 'none':
      return { key: 'qualityNone', icon: Unplug };
    case 'connecting':
      return { key: 'qualityConnecting', icon: LoaderCircle };
    case 'reconnecting':
      return { key: 'qualityReconnecting', icon: LoaderCircle };
    case 'connected':
      return looks[connectionQuality(connection.roundTripMs)];
  }
}

function usePictureStats(session: string, source: 'camera' | 'track' | LaneViewer): ScreenStats | null {
  const { calls, clock, screens } = useServices();
  const [stats, setStats] = useState<ScreenStats | null>(null);
  useEffect(() => {
    let current = true;
    const latest = (): Promise<ScreenStats | null> => {
      if (source === 'camera') return calls.stats(session);
      return source === 'track' ? screens.stats(session) : Promise.resolve(laneScreenStats(source));
    };
    const read = (): void => {
      void latest().then((value) => current && setStats((before) => (isSame(before, value) ? before : value)));
    };
    read();
    const stop = everyTogether(clock, qualityIntervalMs, read);
    return () => {
      current = false;
      stop();
    };
  }, [calls, clock, screens, session, source]);
  return stats;
}

/** As they are shown. */
function isSame(a: ScreenStats | null, b: ScreenStats | null): boolean {
  if (a === null || b === null) return a === b;
  const isRateSame = Math.round(a.framesPerSecond) === Math.round(b.framesPerSecond);
  return isRateSame && a.width === b.width && a.height === b.height;
}

/** The size is that of one picture; of several it would say nothing. */
function laneScreenStats(viewer: LaneViewer): ScreenStats | null {
  const { pictures } = viewer.state.getState();
  const [first, second] = pictures;
  if (first === undefined || first.size === null) return null;
  const size = second === undefined ? first.size : { width: 0, height: 0 };
  return { framesPerSecond: viewer.stats.figures().framesPerSecond, ...size };
}
