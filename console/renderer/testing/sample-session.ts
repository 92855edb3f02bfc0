import { emptyBoard } from '#shared/std/lens/board-view.ts';
import { noCamera, type SessionView } from '#shared/std/view/console-view.ts';

/** A running, verified, connected session with nothing granted; tests change what they are about. */
export const sampleSession: SessionView = {
  id: 'session-1',
  name: 'Jonas Keller',
  type: 'remoteSupport',
  entry: { method: 'pin', pin: '407318', expiresAtMs: 2_000_000 },
  status: { name: 'active' },
  createdAtMs: 1_000_000,
  statusSinceMs: 1_000_000,
  verification: { state: 'verified', by: 'code' },
  customerPlatform: 'windows',
  permissions: {
    viewScreen: { state: 'off' },
    control: { state: 'off' },
    sendFile: { state: 'off' },
    takeFile: { state: 'off' },
    camera: { state: 'off' },
    voice: { state: 'off' },
    recording: { state: 'off' },
  },
  connection: { state: 'connected', path: 'direct', roundTripMs: 20 },
  screen: { state: 'none' },
  camera: noCamera,
  board: emptyBoard,
  chat: [],
  log: [],
  transfers: [],
};
