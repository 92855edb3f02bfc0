import { useText } from '../window/services.tsx';

/** How many messages nobody has read yet, on what opens the chat; nothing where all are read. */
export function UnreadMark(props: { readonly count: number; readonly className: string | undefined }) {
  const t = useText();
  if (props.count === 0) return null;
  return (
    <span className={props.className}>
      <span aria-hidden>{props.count}</span>
      <span className="visually-hidden">{t('unread', { count: props.count })}</span>
    </span>
  );
}
