import { useId, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import type { PixelArea } from '#shared/std/lens/board-geometry.ts';
import { maxMarkTextCharacters } from '#shared/std/lens/board-limits.ts';
import type { BoardPoint } from '#shared/std/lens/board.ts';
import { useMessages } from '#shared/ui/i18n.tsx';
import { whiteboardMessages } from '../../messages/whiteboard.ts';
import styles from './whiteboard-layer.module.css';

export type TextPlace = {
  readonly at: BoardPoint;
  /** What was seen there when the technician pointed at it. */
  readonly picture: number;
};

/** A field where the text is to stand. `onDone` is told the text once; empty if it was given up. */
export function TextEntry(props: {
  readonly place: TextPlace;
  readonly rectangle: PixelArea;
  readonly onDone: (text: string) => void;
}) {
  const { place, rectangle, onDone } = props;
  const t = useMessages(whiteboardMessages);
  const hint = useId();
  const field = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useLayoutEffect(() => field.current?.focus(), []);
  const finish = (text: string): void => {
    if (isDone.current) return; // Taking the field away takes its focus away, too.
    isDone.current = true;
    onDone(text.trim());
  };
  const keyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') finish(event.currentTarget.value);
    else if (event.key === 'Escape') finish('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <input
        ref={field}
        className={styles['text']}
        style={{
          left: rectangle.left + place.at[0] * rectangle.width,
          top: rectangle.top + place.at[1] * rectangle.width,
        }}
        aria-label={t('textField')}
        aria-describedby={hint}
        maxLength={maxMarkTextCharacters}
        autoComplete="off"
        spellCheck={false}
        onKeyDown={keyDown}
        onBlur={(event) => finish(event.currentTarget.value)}
      />
      <span id={hint} hidden>
        {t('textHint')}
      </span>
    </>
  );
}
