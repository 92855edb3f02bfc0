import { Circle, FolderTree, PenLine } from 'lucide-react';
import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { useSessionFiles } from '../files/session-files.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { LensTools } from '../lens/tools/lens-tools.tsx';
import { MonitorMenu } from '../screen/lane/monitor-menu.tsx';
import { ScreenshotButton } from '../screen/lane/screenshot-button.tsx';
import { useAct, useServices } from '../window/services.tsx';
import { focusOn, focusTargets } from '../window/use-shortcuts.ts';
import { PermissionButton } from './permission-button.tsx';
import styles from './session-tools.module.css';
import { seenIn } from './stage-model.ts';

/** What cannot be used here, each with the reason. */
const laterTools = [
  ['fileManager', FolderTree, 'notAvailableYet'],
  ['whiteboard', PenLine, 'whiteboardLensOnly'],
  ['record', Circle, 'recordLensOnly'],
] as const;

/** The tools of a session. Each asks the customer first; the customer's side decides. */
export function SessionTools(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const { session } = props;
  return (
    <div className={styles['tools']} role="toolbar" aria-label={t('tools')}>
      {seenIn(session) === 'camera' ? <LensTools session={session} /> : <ScreenTools session={session} />}
    </div>
  );
}

function ScreenTools(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const act = useAct();
  const { window } = useServices();
  const files = useSessionFiles();
  const { session } = props;

  const ask = (kind: PermissionKind) => () => void act('permission/ask', { session: session.id, kind });
  const goToPicture = (): void => focusOn(focusTargets.screen);
  const goToFiles = (): void => window.setState((state) => ({ openPanels: { ...state.openPanels, files: true } }));

  return (
    <>
      <PermissionButton session={session} kind="viewScreen" onAsk={ask('viewScreen')} onUse={goToPicture} />
      <PermissionButton session={session} kind="control" onAsk={ask('control')} onUse={goToPicture} />
      {/* The files are chosen first: main holds them until the customer has answered. */}
      <PermissionButton session={session} kind="sendFile" onAsk={files.choose} onUse={files.choose} />
      <PermissionButton session={session} kind="takeFile" onAsk={ask('takeFile')} onUse={goToFiles} />
      <MonitorMenu session={session} />
      <ScreenshotButton session={session} />
      {laterTools.map(([name, icon, reason]) => (
        <Button key={name} size="small" variant="ghost" className={styles['later']} icon={icon} unavailable={t(reason)}>
          {t(name)}
        </Button>
      ))}
    </>
  );
}
