import { PenLine } from 'lucide-react';
import { useStore } from 'zustand';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../../messages/catalogue.ts';
import { useWhiteboard } from '../board/use-whiteboard.ts';
import { pictureObstacle } from './lens-actions.ts';
import { useLensCommands } from './use-lens-commands.ts';

/** Takes the drawing tools out and puts them away. */
export function WhiteboardButton(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const commands = useLensCommands();
  const { session } = props;
  const isOpen = useStore(useWhiteboard(session.id).state, (state) => state.isOpen);
  const obstacle = pictureObstacle(session);
  return (
    <Button
      size="small"
      icon={PenLine}
      aria-pressed={isOpen}
      hint={t(isOpen ? 'whiteboardAway' : 'whiteboardHint')}
      // Putting them away is always possible.
      unavailable={obstacle === null || isOpen ? null : t(obstacle)}
      onClick={() => commands.whiteboard(session)}
    >
      {t('whiteboard')}
    </Button>
  );
}
