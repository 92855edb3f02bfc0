import { Snowflake } from 'lucide-react';
import { useStore } from 'zustand';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { whiteboardMessages } from '../../messages/whiteboard.ts';
import { useWhiteboard } from './use-whiteboard.ts';

/** Makes the camera's picture stand still in this window, and move again. */
export function FreezeButton(props: { readonly session: SessionView }) {
  const t = useMessages(whiteboardMessages);
  const board = useWhiteboard(props.session.id);
  const isFrozen = useStore(board.state, ({ frozen }) => frozen !== null);
  return (
    <Button
      size="small"
      icon={Snowflake}
      aria-pressed={isFrozen}
      hint={t(isFrozen ? 'unfreezeHint' : 'freezeHint')}
      onClick={() => (isFrozen ? board.unfreeze() : board.freeze())}
    >
      {t('freeze')}
    </Button>
  );
}
