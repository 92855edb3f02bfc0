import { useServices } from '../../window/services.tsx';
import type { Whiteboard } from './whiteboard.ts';

/** The whiteboard of a session that is shown: main knows every one of them. */
export function useWhiteboard(session: string): Whiteboard {
  const board = useServices().whiteboards.of(session);
  if (board === null) throw new Error('a whiteboard is asked for a session that is not there');
  return board;
}
