import { useStore } from 'zustand';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { whiteboardMessages } from '../../messages/whiteboard.ts';
import styles from './whiteboard-layer.module.css';
import type { Whiteboard } from './whiteboard.ts';

/** A picture that stands still must never be taken for one that moves: it says so, why, and how to go on. */
export function FrozenNotice(props: { readonly session: SessionView; readonly board: Whiteboard }) {
  const { session, board } = props;
  const t = useMessages(whiteboardMessages);
  const frozen = useStore(board.state, (state) => state.frozen);
  const isOnPhone = frozen !== null && session.board.still === frozen.picture;
  const why = frozen?.because === 'phoneCannotTrack' ? 'frozenCannotTrack' : isOnPhone ? 'frozenShown' : 'frozenAsked';
  return (
    <div className={styles['top']}>
      <div className={frozen === null ? undefined : styles['frozen']}>
        <output>
          {frozen !== null && (
            <>
              <strong>{t('frozenTitle')}.</strong> {t(why)}
            </>
          )}
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
