import { useStore } from 'zustand';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { whiteboardMessages } from '../../messages/whiteboard.ts';
import styles from './whiteboard-layer.module.css';
import type { BoardProblem, Whiteboard } from './whiteboard.ts';

/**
 * What there is to know while drawing, over the picture, so that nothing moves under the pen when it changes. A picture that
 * stands still must never be taken for one that moves: it says so, why, and how to go on.
 */
export function BoardStatus(props: { readonly session: SessionView; readonly board: Whiteboard }) {
  const { session, board } = props;
  const t = useMessages(whiteboardMessages);
  const frozen = useStore(board.state, (state) => state.frozen);
  const problem = useStore(board.state, (state) => state.problem);
  const isOpen = useStore(board.state, (state) => state.isOpen);
  const isOnPhone = frozen !== null && session.board.still === frozen.picture;
  const why = frozen?.because === 'phoneCannotTrack' ? 'frozenCannotTrack' : isOnPhone ? 'frozenShown' : 'frozenAsked';
  const note = problem === null ? (isOpen && frozen === null ? trackingNote(session) : null) : problemNotes[problem];
  return (
    <div className={styles['top']}>
      <div className={frozen === null && note === null ? undefined : styles['status']}>
        <output>
          {frozen !== null && (
            <>
              <strong>{t('frozenTitle')}.</strong> {t(why)}{' '}
            </>
          )}
          {note !== null && t(note)}
        </output>
        {frozen !== null && (
          <Button size="small" onClick={() => board.unfreeze()}>
            {t('goOn')}
          </Button>
        )}
      </div>
    </div>
  );
}

const problemNotes = { full: 'boardFull', noPicture: 'noPicture' } as const satisfies Record<BoardProblem, unknown>;

function trackingNote(session: SessionView): 'trackingLoading' | 'trackingFreezeOnly' | null {
  const { tracking } = session.board;
  return tracking === 'loading' ? 'trackingLoading' : tracking === 'freezeOnly' ? 'trackingFreezeOnly' : null;
}
