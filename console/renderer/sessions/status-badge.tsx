import { Badge } from '#shared/ui/feedback/badge.tsx';
import { useMessages, useWords } from '#shared/ui/i18n.tsx';
import type { SessionStatus } from '#shared/std/session/session-status.ts';
import { consoleMessages } from '../messages/catalogue.ts';
import { statusLooks } from './status-looks.ts';

/** A session's status in a word or two, with an icon; of one that is over, also who ended it (T8). */
export function StatusBadge(props: { readonly status: SessionStatus }) {
  const t = useMessages(consoleMessages);
  const words = useWords();
  const { status } = props;
  const { key, tone, icon } = statusLooks[status.name];
  return (
    <Badge tone={tone} icon={icon}>
      {status.name === 'closed' ? t('statusClosedBy', { who: words.endedBy[status.by] }) : t(key)}
    </Badge>
  );
}
