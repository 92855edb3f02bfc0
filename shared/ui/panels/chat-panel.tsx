import { Check, CircleAlert, Clock, SendHorizontal } from 'lucide-react';
import { useId, useState, type FormEvent, type KeyboardEvent } from 'react';
import type { ChatLine } from '#shared/std/view/session-parts.ts';
import { maxChatCharacters } from '#shared/std/protocol/limits.ts';
import { classNames } from '../class-names.ts';
import { Button } from '../controls/button.tsx';
import { useI18n, useUiMessages } from '../i18n.tsx';
import styles from './chat-panel.module.css';
import { useStickToEnd } from './use-stick-to-end.ts';

/** The conversation and the field to add to it. */
export function ChatPanel(props: {
  readonly lines: readonly ChatLine[];
  /** Whose window this is. */
  readonly own: ChatLine['from'];
  /** What the other side is called. */
  readonly otherName: string;
  /** Why nothing can be written now. */
  readonly unavailable: string | null;
  /** The conversation is over: only to be read. */
  readonly closed?: boolean;
  /** True once it is accepted for sending: the field is emptied. */
  readonly onSend: (text: string) => Promise<boolean>;
}) {
  const [draft, setDraft] = useState('');
  return (
    <div className={styles['chat']}>
      <ChatLog lines={props.lines} own={props.own} otherName={props.otherName} />
      {!props.closed && (
        <ChatComposer draft={draft} onDraft={setDraft} unavailable={props.unavailable} onSend={props.onSend} />
      )}
    </div>
  );
}

/** The conversation alone; takes the height that its place has. */
export function ChatLog(props: {
  readonly lines: readonly ChatLine[];
  readonly own: ChatLine['from'];
  readonly otherName: string;
}) {
  const t = useUiMessages();
  const log = useStickToEnd<HTMLDivElement>();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div ref={log} className={styles['log']} role="log" aria-label={t('chat')} tabIndex={0}>
      {props.lines.length === 0 && <p className={styles['empty']}>{t('chatEmpty')}</p>}
      {props.lines.map((line, index) => (
        <Line
          key={line.id}
          line={line}
          own={line.from === props.own}
          otherName={props.otherName}
          continued={props.lines[index - 1]?.from === line.from}
        />
      ))}
    </div>
  );
}

function Line(props: {
  readonly line: ChatLine;
  readonly own: boolean;
  readonly otherName: string;
  /** The line before is by the same person: the name is not repeated for the eye. */
  readonly continued: boolean;
}) {
  const t = useUiMessages();
  const { formats } = useI18n();
  const { line, own } = props;
  return (
    <div className={classNames(styles['line'], own ? styles['own'] : styles['other'])}>
      <p className={props.continued ? 'visually-hidden' : styles['name']}>{own ? t('you') : props.otherName}</p>
      <p className={styles['bubble']}>{line.text}</p>
      <p className={styles['mark']}>
        <time dateTime={new Date(line.atMs).toISOString()}>{formats.time(line.atMs)}</time>
        {own && <DeliveryMark delivery={line.delivery} />}
      </p>
    </div>
  );
}

function DeliveryMark(props: { readonly delivery: ChatLine['delivery'] }) {
  const t = useUiMessages();
  switch (props.delivery) {
    case 'sending':
      return (
        <>
          <Clock className={styles['icon']} aria-hidden />
          <span className="visually-hidden">{t('sending')}</span>
        </>
      );
    case 'delivered':
      return (
        <>
          <Check className={styles['icon']} aria-hidden />
          <span className="visually-hidden">{t('delivered')}</span>
        </>
      );
    case 'failed':
      return (
        <span className={styles['failed']}>
          <CircleAlert className={styles['icon']} aria-hidden />
          {t('notDelivered')}
        </span>
      );
  }
}

/** The field to add to it. What is typed is kept by the owner: the field may go while it is not needed. */
export function ChatComposer(props: {
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  readonly unavailable: string | null;
  readonly onSend: (text: string) => Promise<boolean>;
}) {
  const t = useUiMessages();
  const id = useId();
  const { draft: text, onDraft: setText } = props;
  const [busy, setBusy] = useState(false);
  const excess = text.length - maxChatCharacters;
  const blocked = props.unavailable !== null;
  const send = (): void => {
    const message = text.trim();
    if (message === '' || excess > 0 || blocked || busy) return;
    setBusy(true);
    void props
      .onSend(message)
      .then((accepted) => accepted && setText(''))
      .finally(() => setBusy(false));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };
  const keyDown = (event: KeyboardEvent): void => {
    // While an input method composes, Enter chooses a character.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form className={styles['composer']} onSubmit={submit}>
      <div className={styles['field']}>
        <textarea
          className={styles['input']}
          aria-label={t('chatMessage')}
          aria-describedby={id}
          rows={1}
          placeholder={props.unavailable ?? t('chatPlaceholder')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={keyDown}
        />
        <span id={id} className="visually-hidden">
          {t('chatHint')}
        </span>
        {excess > 0 && (
          <p className={styles['excess']} role="alert">
            {t('chatTooLong', { count: excess })}
          </p>
        )}
      </div>
      <Button type="submit" icon={SendHorizontal} busy={busy} unavailable={props.unavailable}>
        {t('send')}
      </Button>
    </form>
  );
}
