import { CircleDot, Pause } from 'lucide-react';
import { useStore } from 'zustand';
import { Badge } from '#shared/ui/feedback/badge.tsx';
import { useI18n, useMessages } from '#shared/ui/i18n.tsx';
import { useTimed } from '#shared/ui/use-now.ts';
import { consoleMessages } from '../../messages/catalogue.ts';
import { useServices } from '../../window/services.tsx';
import type { RunningRecording } from './recordings.ts';
import styles from './recording-mark.module.css';

/** That a session is being recorded, and for how long; nothing where it is not. On a tab without words, which its name has. */
export function RecordingMark(props: { readonly session: string; readonly on: 'tab' | 'header' }) {
  const { recordings } = useServices();
  const running = useStore(recordings.running, (all) => all[props.session]);
  return running === undefined ? null : <Mark running={running} on={props.on} />;
}

function Mark(props: { readonly running: RunningRecording; readonly on: 'tab' | 'header' }) {
  const t = useMessages(consoleMessages);
  const { formats } = useI18n();
  const { running, on } = props;
  const { startedAtMs, pausedAtMs, pausedForMs } = running;
  const time = useTimed(useServices().clock, (nowMs) =>
    formats.timer((pausedAtMs ?? nowMs) - startedAtMs - pausedForMs),
  );
  const text = t(pausedAtMs === null ? 'recordingFor' : 'recordingPaused', { time });
  const icon = pausedAtMs === null ? CircleDot : Pause;
  return (
    <Badge tone="danger" icon={icon} className={styles['mark']}>
      {on === 'header' ? (
        text
      ) : (
        <>
          <span className={styles['spoken']}>{text}</span>
          <span aria-hidden>{time}</span>
        </>
      )}
    </Badge>
  );
}
