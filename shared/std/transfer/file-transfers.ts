import { assertNever } from '../core/assert-never.ts';
import { every, type Clock } from '../core/clock.ts';
import { DisposeBag, type Dispose } from '../core/dispose.ts';
import { Emitter } from '../core/emitter.ts';
import type { FailureCode } from '../core/failure.ts';
import type { RandomBytes } from '../core/random.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import { toBase64Url } from '../crypto/bytes.ts';
import { decodeFileFrame } from '../protocol/file-frame.ts';
import {
  fileStallCheckMs,
  fileWindowBesideScreenBytes,
  fileWindowBytes,
  maxConcurrentTransfers,
  maxEndedTransfersShown,
  maxFileBytes,
  maxFileOffersPerSecond,
  maxQueuedTransfers,
} from '../protocol/limits.ts';
import type { PeerMessage, PeerMessageOf } from '../protocol/peer-messages.ts';
import type { PeerChannel } from '../session/peer-channel.ts';
import type { TransferView } from '../view/session-parts.ts';
import { isFileMessage, type FileMessage } from './file-message.ts';
import type { FileSource } from './file-source.ts';
import type { FileStore } from './file-store.ts';
import { IncomingTransfer, type IncomingOffer } from './incoming-transfer.ts';
import { OutgoingTransfer } from './outgoing-transfer.ts';
import { safeFileName } from './safe-file-name.ts';
import { SendWindow } from './send-window.ts';
import type { StreamingHash } from './streaming-hash.ts';
import type { TransferContext } from './transfer-context.ts';
import type { TransferDirection, TransferEvent } from './transfer-event.ts';

const transferIdBytes = 16;

export type FileTransfersOptions = {
  readonly channel: PeerChannel;
  /** Where accepted files go. */
  readonly store: FileStore;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** A new SHA-256 for each file. */
  readonly hash: () => StreamingHash;
  /**
   * What to do with an offer of the other side: take it, leave it `offered` until a person decides, or refuse it with a
   * reason. Asked once per offer; the name is cleaned.
   */
  readonly admit: (offer: IncomingOffer) => 'accept' | 'ask' | FailureCode;
  /** Looked at before each chunk is sent and before each chunk is stored (PRM2). */
  readonly isAllowed: (direction: TransferDirection) => boolean;
  /** Frames of a screen are on the same link: files make them wait less than they would. Default: never. */
  readonly isBesideScreen?: () => boolean;
};

type FileTransfersEvents = { changed: TransferView; event: TransferEvent };

/**
 * All files of one session, both ways (FT1 to FT3). What the other side says is ignored or ends the transfer that it
 * speaks of; it never throws, never touches another transfer, and never takes more memory than a window for each of
 * `maxConcurrentTransfers`.
 */
export class FileTransfers {
  readonly #options: FileTransfersOptions;
  readonly #context: TransferContext;
  readonly #emitter = new Emitter<FileTransfersEvents>();
  readonly #undo = new DisposeBag();
  /** In the order in which they came: of all that live, and the last that ended. */
  readonly #transfers = new Map<string, IncomingTransfer | OutgoingTransfer>();
  /** What is still at work, ended transfers that remove their file included. */
  readonly #unsettled = new Set<Promise<void>>();
  /** When the latest offers left, for `maxFileOffersPerSecond`. */
  readonly #offeredMs: number[] = [];
  #stopOfferTimer: Dispose | null = null;
  #stopProgressTimer: Dispose | null = null;
  #closed = false;

  constructor(options: FileTransfersOptions) {
    this.#options = options;
    this.#context = {
      channel: options.channel,
      clock: options.clock,
      sendWindow: new SendWindow(
        options.clock,
        () => this.#roomToSend(),
        () => (options.isBesideScreen?.() ? fileWindowBesideScreenBytes : fileWindowBytes),
      ),
      hash: options.hash,
      isAllowed: options.isAllowed,
      changed: (transfer) => this.#transferChanged(transfer),
      record: (event) => this.#emitter.emit('event', event),
    };
    this.#undo.add(options.channel.onFileDrained(() => this.#roomToSend()));
  }

  get views(): readonly TransferView[] {
    return Array.from(this.#transfers.values(), (transfer) => transfer.view);
  }

  /** `changed`: at most some ten times a second for progress. `event`: for the log, before the other side is told. */
  on<Name extends keyof FileTransfersEvents>(
    name: Name,
    listener: (payload: FileTransfersEvents[Name]) => void,
  ): Dispose {
    return this.#emitter.on(name, listener);
  }

  /** Queues a file, and offers it as soon as fewer than `maxConcurrentTransfers` are on their way. Takes the source over. */
  offer(source: FileSource): Result<string, FailureCode> {
    const refusal = this.#whyNotToSend(source);
    if (refusal !== null) {
      source.close();
      return fail(refusal);
    }
    const transfer = new OutgoingTransfer(toBase64Url(this.#options.random(transferIdBytes)), source, this.#context);
    this.#transfers.set(transfer.id, transfer);
    this.#transferChanged(transfer.id);
    return succeed(transfer.id);
  }

  /** Takes what the other side offered. Repeating it is harmless; `fileCancelled` if it is no longer on offer. */
  accept(transfer: string): Result<null, FailureCode> {
    const incoming = this.#transfers.get(transfer);
    if (incoming?.direction !== 'receiving' || incoming.stateName === 'failed') return fail('fileCancelled');
    this.#begin(incoming);
    return succeed(null);
  }

  /** Refuses what is only offered, stops what is running, takes a queued file out of the queue. */
  cancel(transfer: string, reason?: FailureCode): Result<null, FailureCode> {
    const known = this.#transfers.get(transfer);
    if (known === undefined) return fail('fileCancelled');
    const refuses = known.direction === 'receiving' && known.stateName === 'offered';
    known.cancel(reason ?? (refuses ? 'fileRefused' : 'fileCancelled'));
    return succeed(null);
  }

  /** Stops everything (of one direction) at once: the large X, the end, a lost connection (PRM4). */
  cancelAll(reason: FailureCode, direction?: TransferDirection): void {
    // Newest first: or the end of one would let the next of the queue be offered.
    for (const transfer of Array.from(this.#transfers.values()).toReversed()) {
      if (direction === undefined || direction === transfer.direction) transfer.cancel(reason);
    }
  }

  /** False if it is not a `file/*` message. */
  receiveMessage(message: PeerMessage): boolean {
    if (!isFileMessage(message)) return false;
    this.#receive(message);
    return true;
  }

  /** A message of the `file` channel. Its buffer is kept for a while: the caller must not use it again. */
  receiveFrame(bytes: Uint8Array): void {
    const frame = decodeFileFrame(bytes);
    if (frame !== null) this.#receiving(frame.transfer)?.chunk(frame);
  }

  /** Cancels what is left; settles once every file is closed and every unfinished one removed. */
  async close(): Promise<void> {
    this.#closed = true;
    this.cancelAll('fileCancelled');
    this.#undo.dispose();
    this.#stopOfferTimer?.();
    this.#stopProgressTimer?.();
    await Promise.all(this.#unsettled);
  }

  #receive(message: FileMessage): void {
    const { transfer } = message;
    switch (message.t) {
      case 'file/offer':
        this.#offered(message);
        return;
      case 'file/accept':
        this.#sending(transfer)?.accepted();
        this.#watch(transfer);
        return;
      case 'file/refuse':
        this.#sending(transfer)?.refused(message.reason);
        return;
      case 'file/stored':
        this.#sending(transfer)?.stored(message.bytes);
        return;
      case 'file/finish':
        this.#receiving(transfer)?.finish(message.sha256);
        return;
      case 'file/done':
        this.#sending(transfer)?.done(message.sha256);
        return;
      case 'file/abort':
        this.#transfers.get(transfer)?.aborted(message.reason);
        return;
      default:
        assertNever(message);
    }
  }

  #offered(message: PeerMessageOf<'file/offer'>): void {
    // An id that is known already would let one transfer speak for another.
    if (this.#closed || this.#transfers.has(message.transfer)) return;
    if (this.#liveCount('receiving') >= maxConcurrentTransfers) {
      const { transfer } = message;
      this.#options.channel.sendMessage({ t: 'file/refuse', transfer, reason: 'tooManyTransfers' });
      return;
    }
    const { transfer, sizeBytes } = message;
    const offer: IncomingOffer = { transfer, name: safeFileName(message.name), sizeBytes };
    const incoming = new IncomingTransfer(offer, this.#context);
    this.#transfers.set(transfer, incoming);
    const decision = this.#options.admit(offer);
    if (decision === 'accept') this.#begin(incoming);
    else if (decision !== 'ask') incoming.cancel(decision);
    if (!incoming.ended) this.#transferChanged(transfer);
  }

  #begin(incoming: IncomingTransfer): void {
    incoming.accept(this.#options.store);
    this.#watch(incoming.id);
  }

  #whyNotToSend(source: FileSource): FailureCode | null {
    if (this.#closed) return 'fileCancelled';
    if (source.sizeBytes > maxFileBytes) return 'fileTooLarge';
    const queued = this.#outgoing().filter((transfer) => transfer.stateName === 'queued');
    return queued.length >= maxQueuedTransfers ? 'tooManyTransfers' : null;
  }

  /** Offers from the queue as many as may be under way. */
  #offerNext(): void {
    for (const transfer of this.#outgoing()) {
      if (transfer.stateName !== 'queued') continue;
      if (this.#liveCount('sending') >= maxConcurrentTransfers || !this.#mayOfferNow()) return;
      this.#offeredMs.push(this.#options.clock.monotonicMs());
      transfer.offer();
      this.#watch(transfer.id);
    }
  }

  #mayOfferNow(): boolean {
    if (this.#closed || this.#stopOfferTimer !== null) return false;
    const nowMs = this.#options.clock.monotonicMs();
    while (this.#offeredMs.length >= maxFileOffersPerSecond) {
      const waitMs = (this.#offeredMs[0] ?? nowMs) + 1_000 - nowMs;
      if (waitMs > 0) {
        this.#stopOfferTimer = this.#options.clock.after(waitMs, () => {
          this.#stopOfferTimer = null;
          this.#offerNext();
        });
        return false;
      }
      this.#offeredMs.shift();
    }
    return true;
  }

  #transferChanged(id: string): void {
    const transfer = this.#transfers.get(id);
    if (transfer === undefined) return;
    this.#emitter.emit('changed', transfer.view);
    this.#forgetOldest();
    this.#watchProgress();
    this.#offerNext();
  }

  /** Speed and remaining time stay true while nothing moves; no timer runs while nothing is to be moved. */
  #watchProgress(): void {
    const running = (): (IncomingTransfer | OutgoingTransfer)[] =>
      Array.from(this.#transfers.values()).filter((transfer) => transfer.view.state.name === 'running');
    if (running().length === 0) {
      this.#stopProgressTimer?.();
      this.#stopProgressTimer = null;
    } else {
      this.#stopProgressTimer ??= every(this.#options.clock, fileStallCheckMs, () => {
        for (const transfer of running()) transfer.checkProgress();
      });
    }
  }

  #forgetOldest(): void {
    const ended = Array.from(this.#transfers.values()).filter((transfer) => transfer.ended);
    for (const transfer of ended.slice(0, -maxEndedTransfersShown)) this.#transfers.delete(transfer.id);
  }

  #roomToSend(): void {
    for (const transfer of this.#outgoing()) transfer.roomToSend();
  }

  #watch(id: string): void {
    const settled = this.#transfers.get(id)?.settled;
    if (settled === undefined) return;
    this.#unsettled.add(settled);
    void settled.finally(() => this.#unsettled.delete(settled));
  }

  #liveCount(direction: TransferDirection): number {
    const live = Array.from(this.#transfers.values()).filter(
      (transfer) => transfer.direction === direction && !transfer.ended && transfer.stateName !== 'queued',
    );
    return live.length;
  }

  #outgoing(): readonly OutgoingTransfer[] {
    return Array.from(this.#transfers.values()).filter((transfer) => transfer.direction === 'sending');
  }

  #sending(id: string): OutgoingTransfer | null {
    const transfer = this.#transfers.get(id);
    return transfer?.direction === 'sending' ? transfer : null;
  }

  #receiving(id: string): IncomingTransfer | null {
    const transfer = this.#transfers.get(id);
    return transfer?.direction === 'receiving' ? transfer : null;
  }
}
