import type { EntryView, SessionType, SessionView } from '#shared/std/view/console-view.ts';

/** How a session looks when its PIN or link has just been made. */
export function newSessionView(
  id: string,
  name: string,
  type: SessionType,
  entry: EntryView,
  nowMs: number,
): SessionView {
  return {
    id,
    name,
    type,
    entry,
    status: { name: 'connecting' },
    createdAtMs: nowMs,
    statusSinceMs: nowMs,
    verification: { state: 'none' },
    customerPlatform: null,
    permissions: {
      viewScreen: { state: 'off' },
      control: { state: 'off' },
      sendFile: { state: 'off' },
      takeFile: { state: 'off' },
    },
    connection: { state: 'none' },
    screen: { state: 'none' },
    chat: [],
    log: [],
    transfers: [],
  };
}
