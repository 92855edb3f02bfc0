import type { Clock } from '../core/clock.ts';
import { messageRates } from '../protocol/limits.ts';
import type { PeerMessage } from '../protocol/peer-messages.ts';
import { RateLimit } from './rate-limit.ts';

type Kind = keyof typeof messageRates;

/**
 * Holds the other side to what honest people and programs send of the kinds that cost the receiver most. One for a session:
 * a new data connection does not start anew.
 */
export class MessageLimits {
  readonly #limits: Readonly<Record<Kind, RateLimit>>;

  constructor(clock: Clock) {
    const limit = (kind: Kind): RateLimit =>
      new RateLimit(clock, messageRates[kind].perSecond, messageRates[kind].burst);
    this.#limits = {
      chat: limit('chat'),
      acts: limit('acts'),
      log: limit('log'),
      mediaSignal: limit('mediaSignal'),
      callSignal: limit('callSignal'),
      callState: limit('callState'),
      mark: limit('mark'),
      boardPicture: limit('boardPicture'),
      markHold: limit('markHold'),
      fileOffer: limit('fileOffer'),
      untyped: limit('untyped'),
    };
  }

  /** False: the sender is broken or hostile. */
  admit(message: PeerMessage): boolean {
    const kind = kindOf(message);
    return kind === null || this.#limits[kind].admit();
  }
}

/** Null for what only the limit on all messages of the channel holds. */
function kindOf(message: PeerMessage): Kind | null {
  switch (message.t) {
    case 'chat/message':
      return 'chat';
    case 'permission/ask':
    case 'permission/answer':
    case 'permission/revoked':
    case 'permission/released':
    case 'media/wanted':
    case 'media/state':
    case 'screen/watch':
    case 'screen/monitors':
    case 'call/wanted':
    case 'call/voice':
    case 'camera/request':
    case 'camera/answer':
    case 'recording/state':
    case 'session/hold':
      return 'acts';
    case 'log/checkpoint':
    case 'log/countersign':
      return 'log';
    case 'media/signal':
      return 'mediaSignal';
    case 'call/signal':
      return 'callSignal';
    case 'call/state':
      return 'callState';
    case 'board/begin':
    case 'board/remove':
    case 'board/open':
    case 'board/still':
      return 'mark';
    case 'board/picture':
      return 'boardPicture';
    case 'board/held':
    case 'board/tracking':
      return 'markHold';
    case 'file/offer':
      return 'fileOffer';
    case 'control/untyped':
      return 'untyped';
    default:
      // Answers to what this side sent, or about a file that was offered or a mark that was begun: without effect when there is
      // none. A mark has a most of points.
      return null;
  }
}
