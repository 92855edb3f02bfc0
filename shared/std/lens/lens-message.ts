import type { PeerMessage } from '../protocol/peer-messages.ts';

/** What both sides say of camera, voice, recording and whiteboard. */
export type LensMessage = Extract<
  PeerMessage,
  { t: `call/${string}` | `camera/${string}` | `recording/${string}` | `board/${string}` }
>;

export type BoardMessage = Extract<LensMessage, { t: `board/${string}` }>;

export function isBoardMessage(message: PeerMessage): message is BoardMessage {
  return message.t.startsWith('board/');
}

const beginnings = ['call/', 'camera/', 'recording/', 'board/'] as const;

export function isLensMessage(message: PeerMessage): message is LensMessage {
  return beginnings.some((beginning) => message.t.startsWith(beginning));
}
