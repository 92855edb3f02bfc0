import { emptyBoard } from '#shared/std/lens/board-view.ts';
import type { SessionType } from '#shared/std/protocol/session-type.ts';
import { noCamera, type EntryView, type SessionView } from '#shared/std/view/console-view.ts';

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
      camera: { state: 'off' },
      voice: { state: 'off' },
      recording: { state: 'off' },
    },
    connection: { state: 'none' },
    screen: { state: 'none' },
    camera: noCamera,
    board: emptyBoard,
    chat: [],
    log: [],
    transfers: [],
  };
}
