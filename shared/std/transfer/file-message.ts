import type { PeerMessage } from '../protocol/peer-messages.ts';

/** The control messages that are about files. */
export type FileMessage = Extract<PeerMessage, { t: `file/${string}` }>;

export function isFileMessage(message: PeerMessage): message is FileMessage {
  return message.t.startsWith('file/');
}
