import { useEffect, useRef, useState } from 'react';
import type { ChatLine } from '#shared/std/view/session-parts.ts';
import { useHelper, useServices, useText } from '../../window/services.tsx';
import styles from './chat-sheet.module.css';
import { bubbleShownMs } from './sheet-limits.ts';

/** What the technician writes while the chat is closed: in sight for some seconds, read out, and a press opens the chat. */
export function MessageBubble(props: { readonly lines: readonly ChatLine[]; readonly onOpen: () => void }) {
  const t = useText();
  const { name } = useHelper();
  const { clock } = useServices();
  const newest = props.lines.findLast(({ from }) => from === 'technician');
  const id = newest?.id ?? null;
  // What was there before is no news.
  const known = useRef(id);
  const [shownId, setShownId] = useState<string | null>(null);
  useEffect(() => {
    if (id === known.current) return;
    known.current = id;
    setShownId(id);
    return clock.after(bubbleShownMs, () => setShownId(null));
  }, [id, known, clock]);
  return (
    <output className={styles['bubblePlace']}>
      {newest !== undefined && newest.id === shownId && (
        <button type="button" className={styles['bubble']} onClick={props.onOpen}>
          <span>{t('chatNew', { name, text: newest.text })}</span>
        </button>
      )}
    </output>
  );
}
