import type { RawData, WebSocket } from 'ws';
import type { Clock } from '#shared/std/core/clock.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import { decodeFrameToMain, encodeHostFrame, refusedCloseCode } from '#shared/std/rpc/loopback-wire.ts';
import { admissionTimeoutMs, maxUnadmittedSockets } from '../shell-limits.ts';
import type { WindowAdmission } from './window-admission.ts';

export type SocketDoorOptions = {
  readonly admission: WindowAdmission;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The socket showed a good token and its page kept the next. */
  readonly onAdmitted: (socket: WebSocket) => void;
};

/** Lets a socket in that shows the window's token, and closes every other: hello, welcome, stored. */
export class SocketDoor {
  readonly #options: SocketDoorOptions;
  #waiting = 0;

  constructor(options: SocketDoorOptions) {
    this.#options = options;
  }

  receive(socket: WebSocket): void {
    // A broken frame or a reset: ws closes the socket after this, and `close` is what counts.
    socket.on('error', (error) => this.#options.logger.debug('shell/socket-error', { error: error.message }));
    if (this.#waiting >= maxUnadmittedSockets) {
      socket.terminate();
      return;
    }
    this.#waiting++;
    let next: string | null = null;

    const finish = (): void => {
      this.#waiting--;
      stopTimer();
      socket.off('message', onMessage);
      socket.off('close', finish);
    };
    const refuse = (reason: string): void => {
      this.#options.logger.warn('shell/window-refused', { reason });
      finish();
      socket.close(refusedCloseCode);
    };
    const onMessage = (data: RawData, isBinary: boolean): void => {
      const frame = isBinary || !Buffer.isBuffer(data) ? null : decodeFrameToMain(data.toString());
      const message = frame?.kind === 'host' ? frame.message : null;
      if (next === null && message?.kind === 'hello') {
        next = this.#options.admission.admit(message.token);
        if (next === null) refuse('token');
        else socket.send(encodeHostFrame({ kind: 'welcome', token: next }));
      } else if (next !== null && message?.kind === 'stored') {
        if (!this.#options.admission.confirm(next)) {
          refuse('replaced');
          return;
        }
        finish();
        this.#options.onAdmitted(socket);
      } else {
        refuse('protocol');
      }
    };
    const stopTimer = this.#options.clock.after(admissionTimeoutMs, () => refuse('time'));
    socket.on('message', onMessage);
    socket.on('close', finish);
  }
}
