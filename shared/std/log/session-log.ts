import type { Clock } from '../core/clock.ts';
import type { Dispose } from '../core/dispose.ts';
import { Emitter } from '../core/emitter.ts';
import type { RandomBytes } from '../core/random.ts';
import { equalBytes, fromBase64Url, toBase64Url, utf8 } from '../crypto/bytes.ts';
import { verifyStrictly, type Signer, type VerifySignature } from '../crypto/signature.ts';
import { checkpointIntervalMs, checkpointRows, logRowBytes, maxLogBodyBytes, maxLogBytes } from '../protocol/limits.ts';
import type { PeerMessageOf } from '../protocol/peer-messages.ts';
import type { LogLine } from '../view/session-parts.ts';
import {
  bodySaltBytes,
  chainStart,
  checkpointBytes,
  counterSignatureBytes,
  hashBody,
  hashRow,
  mayFollow,
  otherRole,
} from './chain.ts';
import type { LogEventName, LogEvents } from './log-events.ts';
import { LogUnwritableError } from './log-unwritable-error.ts';
import type { Checkpoint, LogRole, LogSink, PeerCheckpoint } from './log-row.ts';

type SessionLogOptions = {
  readonly sessionId: string;
  readonly role: LogRole;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly sink: LogSink;
};

type Peer = { readonly publicKey: Uint8Array; readonly verify: VerifySignature };

/** One side's log of one session: a chain of rows, signed at checkpoints and counter-signed by the other side (LOG1 to LOG4). */
export class SessionLog {
  readonly #options: SessionLogOptions;
  readonly #events = new Emitter<{ checkpoint: PeerMessageOf<'log/checkpoint'> }>();
  readonly #lines: LogLine[] = [];
  readonly #checkpoints: Checkpoint[] = [];
  #head: Uint8Array;
  #bytes = 0;
  #peer: Peer | null = null;
  #lastPeerCheckpoint: PeerCheckpoint | undefined;
  #stopTimer: Dispose | null = null;
  #timersAllowed = true;

  constructor(options: SessionLogOptions) {
    this.#options = options;
    this.#head = chainStart(options.sessionId, options.role);
  }

  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  /** True after `checkpoint(true)`: the log is over, and a further row would be a lie about a signed end. */
  get closed(): boolean {
    return this.#checkpoints.at(-1)?.closed ?? false;
  }

  /**
   * The row is durable when this returns (LOG4). Throws `LogUnwritableError` if the sink cannot write or the log is full,
   * and another error if it is closed.
   */
  append<Name extends LogEventName>(actor: LogLine['actor'], type: Name, body: LogEvents[Name]): LogLine {
    if (this.closed) throw new Error(`row after the end of the log: ${type}`);
    const text = JSON.stringify(body);
    const bodyBytes = utf8(text).length;
    if (bodyBytes > maxLogBodyBytes) throw new RangeError(`log body too large: ${type}`);
    // Either side can make rows for the other to keep, so there is an end to it; the row that says so has its place.
    const bytes = this.#bytes + bodyBytes + logRowBytes;
    if (bytes > maxLogBytes && type !== 'session/ended')
      throw new LogUnwritableError(new RangeError('the log is full'));
    const { clock, random, sink } = this.#options;
    const salt = random(bodySaltBytes);
    const row = {
      index: this.#lines.length + 1,
      wallMs: wholeMs(clock.wallMs()),
      monotonicMs: wholeMs(clock.monotonicMs()),
      actor,
      type,
      bodyHash: hashBody(salt, text),
    };
    const hash = hashRow(this.#head, row);
    sink.appendRow({ ...row, body: text, salt, hash });
    this.#head = hash;
    this.#bytes = bytes;
    const line: LogLine = { index: row.index, atMs: row.wallMs, actor, type, body };
    this.#lines.push(line);
    this.#planCheckpoint();
    return line;
  }

  /** As `append`, but null if the row cannot be kept: then what it records must not happen. */
  tryAppend<Name extends LogEventName>(actor: LogLine['actor'], type: Name, body: LogEvents[Name]): LogLine | null {
    try {
      return this.append(actor, type, body);
    } catch (error) {
      if (error instanceof LogUnwritableError) return null;
      throw error;
    }
  }

  /** The other side's key, known after the handshake. */
  setPeer(options: Peer): void {
    this.#peer = options;
  }

  /** A checkpoint is due: 64 rows or 30 s with something new (LOG3). The listener sends it. */
  onCheckpoint(listener: (message: PeerMessageOf<'log/checkpoint'>) => void): Dispose {
    return this.#events.on('checkpoint', listener);
  }

  /** Signs the head now; null if nothing is new. `closed` at the end: no row may follow. Throws if the sink cannot write. */
  checkpoint(closed: boolean): PeerMessageOf<'log/checkpoint'> | null {
    const { sessionId, role, signer, clock, sink } = this.#options;
    const statement = {
      rows: this.#lines.length,
      head: this.#head,
      wallMs: wholeMs(clock.wallMs()),
      closed,
    };
    if (statement.rows === 0 || !mayFollow(this.#checkpoints.at(-1), statement)) return null;
    const signature = signer.sign(checkpointBytes(sessionId, role, statement));
    const checkpoint: Checkpoint = { ...statement, signature, counterSignature: null };
    sink.saveCheckpoint(checkpoint);
    this.#checkpoints.push(checkpoint);
    this.#cancelTimer();
    return {
      t: 'log/checkpoint',
      ...statement,
      head: toBase64Url(statement.head),
      signature: toBase64Url(signature),
    };
  }

  /**
   * Checks the other side's statement, keeps it, and answers with the counter-signature. Null if it is bad: goes back,
   * contradicts an earlier one, wrong signature, or no peer yet. The same statement again gets the same answer.
   */
  receiveCheckpoint(message: PeerMessageOf<'log/checkpoint'>): PeerMessageOf<'log/countersign'> | null {
    const { sessionId, role, signer, sink } = this.#options;
    const head = fromBase64Url(message.head);
    const signature = fromBase64Url(message.signature);
    if (head?.length !== 32 || signature === null) return null;
    if (!Number.isSafeInteger(message.rows) || !Number.isSafeInteger(message.wallMs)) return null;
    const { rows, wallMs, closed } = message;
    const received: PeerCheckpoint = { rows, head, wallMs, closed, signature };
    const owner = otherRole(role);
    if (!this.#isByPeer(checkpointBytes(sessionId, owner, received), signature)) return null;

    const last = this.#lastPeerCheckpoint;
    if (last?.rows === rows && !equalBytes(last.head, head)) return null;
    const isRepeated = last?.rows === rows && last.closed === closed;
    if (!isRepeated) {
      if (!mayFollow(last, received)) return null;
      sink.savePeerCheckpoint(received);
      this.#lastPeerCheckpoint = received;
    }
    return {
      t: 'log/countersign',
      rows,
      head: message.head,
      signature: toBase64Url(signer.sign(counterSignatureBytes(sessionId, owner, rows, head))),
    };
  }

  /** False if it does not fit a checkpoint of ours. Throws if the sink cannot write. */
  receiveCounterSignature(message: PeerMessageOf<'log/countersign'>): boolean {
    const { sessionId, role, sink } = this.#options;
    const head = fromBase64Url(message.head);
    const signature = fromBase64Url(message.signature);
    if (head === null || signature === null) return false;
    const fitting = this.#checkpoints.filter(({ rows, head: own }) => rows === message.rows && equalBytes(own, head));
    if (fitting.length === 0) return false;
    if (!this.#isByPeer(counterSignatureBytes(sessionId, role, message.rows, head), signature)) return false;
    for (const checkpoint of fitting) {
      if (checkpoint.counterSignature !== null) continue;
      const seen: Checkpoint = { ...checkpoint, counterSignature: signature };
      sink.saveCheckpoint(seen);
      this.#checkpoints[this.#checkpoints.indexOf(checkpoint)] = seen;
    }
    return true;
  }

  /** Stops the timer. Late answers of the other side are still taken. */
  close(): void {
    this.#timersAllowed = false;
    this.#cancelTimer();
  }

  /**
   * Strict as well as quick: what the log's verification would refuse must not get in, or the other side could spoil
   * this log with a malleated signature.
   */
  #isByPeer(bytes: Uint8Array, signature: Uint8Array): boolean {
    const peer = this.#peer;
    if (peer === null || !peer.verify(peer.publicKey, bytes, signature)) return false;
    return peer.verify === verifyStrictly || verifyStrictly(peer.publicKey, bytes, signature);
  }

  #planCheckpoint(): void {
    if (!this.#timersAllowed) return;
    if (this.#lines.length - (this.#checkpoints.at(-1)?.rows ?? 0) >= checkpointRows) {
      this.#takeDueCheckpoint();
      return;
    }
    this.#stopTimer ??= this.#options.clock.after(checkpointIntervalMs, () => {
      this.#stopTimer = null;
      this.#takeDueCheckpoint();
    });
  }

  #takeDueCheckpoint(): void {
    let message: PeerMessageOf<'log/checkpoint'> | null;
    try {
      message = this.checkpoint(false);
    } catch {
      // The rows themselves are stored. The next row meets the same sink and throws to someone who can act on it, and a
      // checkpoint is due again with it.
      return;
    }
    if (message !== null) this.#events.emit('checkpoint', message);
  }

  #cancelTimer(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
  }
}

/** Clocks may count in fractions, or stand before 1970; hashes take whole numbers from 0. */
function wholeMs(ms: number): number {
  return Math.max(0, Math.floor(ms));
}
