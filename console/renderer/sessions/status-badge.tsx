import { Badge } from '#shared/ui/feedback/badge.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import type { SessionStatus } from '#shared/std/session/session-status.ts';
import { consoleMessages } from '../messages/catalogue.ts';
import { statusLooks } from './status-looks.ts';

/** A session's status as a word with an icon. */
export function StatusBadge(props: { readonly status: SessionStatus }) {
  const t = useMessages(consoleMessages);
  const { key, tone, icon } = statusLooks[props.status.name];
  return (
    <Badge tone={tone} icon={icon}>
      {t(key)}
    </Badge>
  );
}
