import { useStore } from 'zustand';
import { plainText } from '#shared/std/log/plain-text.ts';
import type { BoardMark } from '#shared/std/lens/board-view.ts';
import type { Translate } from '#shared/ui/i18n.tsx';
import type { en } from '../../messages/en.ts';
import { useHelper, useText } from '../../window/services.tsx';
import styles from './board-overlay.module.css';
import { useNewest } from './use-newest.ts';
import type { PhoneBoard } from './phone-board.ts';

/** What there is to say of the drawings, in as little room as can be: it stands over the picture that they are on. */
export function BoardNotices(props: { readonly board: PhoneBoard }) {
  const { board } = props;
  const t = useText();
  const { name } = useHelper();
  const marks = useStore(board.state, (state) => state.board.marks);
  const mode = useStore(board.state, (state) => state.mode);
  const isStill = useStore(board.state, ({ still }) => still !== null);
  const newest = useNewest(marks);
  const note = isStill
    ? t('boardStillFrom', { name })
    : mode === 'loading'
      ? t('boardLoading')
      : mode === 'freezeOnly' && marks.length > 0
        ? t('boardFreezeOnly', { name })
        : null;
  return (
    <>
      <output className={note === null ? 'visually-hidden' : styles['note']}>{note}</output>
      <output className="visually-hidden">{newest === null ? '' : sayMark(newest, name, t)}</output>
    </>
  );
}

function sayMark(mark: BoardMark, name: string, t: Translate<typeof en>): string {
  switch (mark.tool) {
    case 'pen':
      return t('boardDrewLine', { name });
    case 'arrow':
      return t('boardDrewArrow', { name });
    case 'circle':
      return t('boardDrewCircle', { name });
    case 'highlighter':
      return t('boardDrewHighlight', { name });
    case 'text':
      return t('boardWrote', { name, text: plainText(mark.text) });
    case 'number':
      return t('boardPutNumber', { name, number: mark.number });
  }
}
