import { useStore } from 'zustand';
import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { FreezeButton } from '../board/freeze-button.tsx';
import { useWhiteboard } from '../board/use-whiteboard.ts';
import { useSessionFiles } from '../../files/session-files.tsx';
import { PermissionButton } from '../../session/permission-button.tsx';
import { useAct, useServices } from '../../window/services.tsx';
import { focusOn, focusTargets } from '../../window/use-shortcuts.ts';
import { pictureObstacle } from './lens-actions.ts';
import { RecordButton } from './record-button.tsx';
import { RequestButtons } from './request-buttons.tsx';
import { SnapshotButton } from './snapshot-button.tsx';
import { TalkButton } from './talk-button.tsx';
import { WhiteboardButton } from './whiteboard-button.tsx';

/** The tools of a Lens session. */
export function LensTools(props: { readonly session: SessionView }) {
  const act = useAct();
  const { window } = useServices();
  const files = useSessionFiles();
  const { session } = props;
  const board = useWhiteboard(session.id);
  const isOpen = useStore(board.state, (state) => state.isOpen);
  const ask = (kind: PermissionKind) => () => void act('permission/ask', { session: session.id, kind });
  const goToFiles = (): void => window.setState((state) => ({ openPanels: { ...state.openPanels, files: true } }));
  return (
    <>
      <PermissionButton
        session={session}
        kind="camera"
        onAsk={ask('camera')}
        onUse={() => focusOn(focusTargets.screen)}
      />
      <TalkButton session={session} />
      <WhiteboardButton session={session} />
      {/* While the drawing tools are out, it is among them. */}
      {!isOpen && pictureObstacle(session) === null && <FreezeButton session={session} />}
      <RecordButton session={session} />
      <SnapshotButton session={session} />
      <RequestButtons session={session} />
      <PermissionButton session={session} kind="sendFile" onAsk={files.choose} onUse={files.choose} />
      <PermissionButton session={session} kind="takeFile" onAsk={ask('takeFile')} onUse={goToFiles} />
    </>
  );
}
