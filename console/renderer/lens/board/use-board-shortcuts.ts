import { useEffect } from 'react';
import { assertNever } from '#shared/std/core/assert-never.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { useAct, useServices } from '../../window/services.tsx';
import { boardCommandFor, type BoardCommand } from './board-shortcuts.ts';
import type { Whiteboard } from './whiteboard.ts';

/** The whiteboard's keys, while its tools are in sight. */
export function useBoardShortcuts(session: SessionView, board: Whiteboard): void {
  const { window: windowStore } = useServices();
  const act = useAct();
  useEffect(() => {
    const run = (command: BoardCommand): void => {
      switch (command.name) {
        case 'tool':
          return board.choose(command.tool);
        case 'away':
          return board.choose(null);
        case 'freeze':
          return board.state.getState().frozen === null ? board.freeze() : board.unfreeze();
        case 'undo':
        case 'redo':
          return void act(`board/${command.name}`, { session: session.id });
        default:
          return assertNever(command);
      }
    };
    const keyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || windowStore.getState().dialog !== 'none') return;
      const inText = event.target instanceof Element && event.target.closest('input, textarea') !== null;
      const { key, code, altKey, ctrlKey, metaKey, shiftKey } = event;
      const command = boardCommandFor({ key, code, altKey, ctrlKey, metaKey, shiftKey, inText });
      if (command === null || (command.name === 'away' && board.state.getState().tool === null)) return;
      event.preventDefault();
      run(command);
    };
    document.addEventListener('keydown', keyDown);
    return () => document.removeEventListener('keydown', keyDown);
  }, [session.id, board, act, windowStore]);
}
