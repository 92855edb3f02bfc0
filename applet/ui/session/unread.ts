import { useEffect, useRef, useState } from 'react';
import type { ChatLine } from '#shared/std/view/session-parts.ts';

/** How many messages of the technician came while the chat was not in front. */
export function useUnread(lines: readonly ChatLine[], isInFront: boolean): number {
  const received = lines.reduce((count, { from }) => count + (from === 'technician' ? 1 : 0), 0);
  const seen = useRef(received);
  const [unread, setUnread] = useState(0);
  useEffect(() => {
    if (isInFront) seen.current = received;
    setUnread(Math.max(0, received - seen.current));
  }, [received, isInFront]);
  return unread;
}
