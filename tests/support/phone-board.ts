import { CustomerBoard } from '#applet/core/customer-board.ts';
import type { Clock } from '#shared/std/core/clock.ts';
import { emptyBoard, reduceBoard, type BoardView } from '#shared/std/lens/board-view.ts';
import { isBoardMessage } from '#shared/std/lens/lens-message.ts';
import type { PeerMessage } from '#shared/std/protocol/peer-messages.ts';

/** What the customer's side makes of a technician's drawings, by its own rules; its answers go to `answer`. */
export class PhoneBoard {
  readonly board: CustomerBoard;
  view: BoardView = emptyBoard;

  constructor(clock: Clock, answer: (message: PeerMessage) => boolean) {
    this.board = new CustomerBoard({
      clock,
      channel: { sendMessage: answer, sendInputFrame: () => true, inputBufferedBytes: () => 0 },
      mayDraw: () => true,
      record: () => {},
      onEvent: (event) => {
        this.view = reduceBoard(this.view, event);
      },
    });
  }

  /** Throws on what is not about the whiteboard. */
  receive(message: PeerMessage): void {
    if (!isBoardMessage(message)) throw new Error(`not of the whiteboard: ${message.t}`);
    this.board.receive(message);
  }
}
