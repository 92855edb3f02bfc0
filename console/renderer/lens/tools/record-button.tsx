import { Circle } from 'lucide-react';
import { useStore } from 'zustand';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { classNames } from '#shared/ui/class-names.ts';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../../messages/catalogue.ts';
import { PermissionPair } from '../../session/permission-pair.tsx';
import { permissionButton } from '../../session/session-actions.ts';
import { useServices } from '../../window/services.tsx';
import styles from './lens-tools.module.css';
import { useLensCommands } from './use-lens-commands.ts';

/** Asks whether the call may be kept and begins when the customer says yes; then stops and begins again. */
export function RecordButton(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const { recordings } = useServices();
  const commands = useLensCommands();
  const { session } = props;
  const recording = useStore(recordings.running, (running) => running[session.id] !== undefined);
  const { state, obstacle } = permissionButton(session, 'recording');
  const hint = recording
    ? 'hintRecordingNow'
    : state === 'asked'
      ? 'hintRecordingAsked'
      : state === 'granted'
        ? 'hintRecording'
        : 'hintRecord';
  return (
    <PermissionPair session={session} kind="recording">
      {(className) => (
        <Button
          size="small"
          className={classNames(className, recording && styles['recording'])}
          icon={Circle}
          busy={state === 'asked'}
          aria-pressed={recording}
          hint={t(hint)}
          // What runs can always be stopped.
          unavailable={obstacle === null || recording ? null : t(obstacle)}
          onClick={() => commands.record(session)}
        >
          {t('record')}
        </Button>
      )}
    </PermissionPair>
  );
}
