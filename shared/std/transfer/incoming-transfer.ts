import { assertNever } from '../core/assert-never.ts';
import type { Dispose } from '../core/dispose.ts';
import type { FailureCode } from '../core/failure.ts';
import type { FileFrame } from '../protocol/file-frame.ts';
import {
  fileAcknowledgeBytes,
  fileAcknowledgeIntervalMs,
  fileFinishStallMs,
  fileWindowBytes,
  minFileChunkBytes,
} from '../protocol/limits.ts';
import type { PeerMessage } from '../protocol/peer-messages.ts';
import type { TransferView } from '../view/session-parts.ts';
import type { FileSink, FileStore } from './file-store.ts';
import type { StreamingHash } from './streaming-hash.ts';
import type { TransferContext } from './transfer-context.ts';
import type { TransferOutcome } from './transfer-event.ts';
import { TransferProgress } from './transfer-progress.ts';
import { WakeUp } from './wake-up.ts';

type State =
  | { readonly name: 'offered' }
  /** Accepted here; the store is looking for a place. */
  | { readonly name: 'opening' }
  | { readonly name: 'running'; readonly progress: TransferProgress }
  | { readonly name: 'done'; readonly sha256: string; readonly savedAs: string }
  | { readonly name: 'failed'; readonly reason: FailureCode };

/** What the other side offers, its name cleaned already. */
export type IncomingOffer = { readonly transfer: string; readonly name: string; readonly sizeBytes: number };

/**
 * One file on its way from the other side. Nothing is stored before it is accepted here, no byte outside the order and
 * the size that were announced, and it has its name only once its hash is right (FT1, FT3).
 */
export class IncomingTransfer {
  readonly direction = 'receiving';
  readonly id: string;
  readonly #name: string;
  readonly #sizeBytes: number;
  readonly #context: TransferContext;
  readonly #wakeUp = new WakeUp();
  #state: State = { name: 'offered' };
  /** Received and not stored yet: at most the window. */
  #waiting: Uint8Array[] = [];
  #receivedBytes = 0;
  #storedBytes = 0;
  #acknowledgedBytes = 0;
  #acknowledgedMs = 0;
  #acknowledgesSoon = false;
  #stopAcknowledgeTimer: Dispose = () => {};
  /** From `file/finish`, which may come before the last chunks: they travel on another channel. */
  #announcedSha256: string | null = null;
  #stopStallTimer: Dispose = () => {};
  #settled: Promise<void> = Promise.resolve();

  constructor(offer: IncomingOffer, context: TransferContext) {
    this.id = offer.transfer;
    this.#name = offer.name;
    this.#sizeBytes = offer.sizeBytes;
    this.#context = context;
    this.#record({ type: 'offered' });
  }

  get stateName(): State['name'] {
    return this.#state.name;
  }

  get ended(): boolean {
    return this.#state.name === 'done' || this.#state.name === 'failed';
  }

  /** Settles once nothing of it is going on any more, and what it wrote is removed if it failed. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  get view(): TransferView {
    return {
      id: this.id,
      name: this.#name,
      sizeBytes: this.#sizeBytes,
      direction: 'receiving',
      state: this.#viewState(),
    };
  }

  accept(store: FileStore): void {
    if (this.#state.name !== 'offered') return;
    if (!this.#context.isAllowed('receiving')) {
      this.cancel('permissionNotGranted');
      return;
    }
    this.#state = { name: 'opening' };
    this.#settled = this.#receive(store);
  }

  /** Its bytes are kept until they are stored: the caller must not use their buffer again. */
  chunk(frame: FileFrame): void {
    if (this.#state.name !== 'running') return;
    const failure = this.#judge(frame);
    if (failure !== null) {
      this.cancel(failure);
      return;
    }
    this.#receivedBytes += frame.bytes.length;
    this.#waiting.push(frame.bytes);
    if (this.#announcedSha256 !== null) this.#watchForStall();
    this.#wakeUp.wake();
  }

  finish(sha256: string): void {
    if (this.#state.name === 'offered' || this.#state.name === 'opening' || this.#announcedSha256 !== null) {
      this.cancel('protocolBroken');
    }
    if (this.#state.name !== 'running') return;
    this.#announcedSha256 = sha256;
    this.#watchForStall();
    this.#wakeUp.wake();
  }

  /** The other side gave up. */
  aborted(reason: FailureCode): void {
    if (!this.ended) this.#fail({ type: 'failed', reason }, null);
  }

  /** Refuses what is only offered, gives up what has begun, and tells the other side. */
  cancel(reason: FailureCode): void {
    if (this.ended) return;
    const { id: transfer } = this;
    if (this.#state.name === 'running') {
      this.#fail({ type: 'failed', reason }, { t: 'file/abort', transfer, reason });
    } else {
      this.#fail({ type: 'refused', reason }, { t: 'file/refuse', transfer, reason });
    }
  }

  /** Shows what is done and how fast, when it is time to. */
  checkProgress(): void {
    if (this.#state.name !== 'running') return;
    const shows = this.#state.progress.update(this.#storedBytes, this.#context.clock.monotonicMs());
    if (shows) this.#context.changed(this.id);
  }

  /** One call of the sink after the other, whatever is cancelled meanwhile. */
  async #receive(store: FileStore): Promise<void> {
    let sink: FileSink | null = null;
    try {
      const created = await store.create(this.#name, this.#sizeBytes);
      if (created.ok) sink = created.value;
      if (created.ok) await this.#fill(created.value);
      else this.cancel(created.reason);
    } catch {
      this.cancel('internal'); // Neither store nor log may throw; if one does, this file is lost and no other.
    } finally {
      if (this.#state.name !== 'done') await sink?.discard();
    }
  }

  async #fill(sink: FileSink): Promise<void> {
    if (this.#state.name !== 'opening') return;
    const { clock, channel } = this.#context;
    this.#acknowledgedMs = clock.monotonicMs();
    this.#state = { name: 'running', progress: new TransferProgress(this.#acknowledgedMs) };
    this.#record({ type: 'accepted' });
    channel.sendMessage({ t: 'file/accept', transfer: this.id });
    this.#context.changed(this.id);

    const hash = this.#context.hash();
    while (!this.ended && (this.#storedBytes < this.#sizeBytes || this.#announcedSha256 === null)) {
      const chunk = this.#waiting.shift();
      if (chunk === undefined) await this.#wakeUp.wait();
      else await this.#storeChunk(chunk, sink, hash);
    }
    if (!this.ended) await this.#complete(sink, hash.digestHex());
  }

  async #storeChunk(chunk: Uint8Array, sink: FileSink, hash: StreamingHash): Promise<void> {
    if (!this.#context.isAllowed('receiving')) {
      this.cancel('permissionNotGranted');
      return;
    }
    const writing = sink.write(chunk);
    hash.update(chunk); // While the disk is busy.
    const written = await writing;
    if (!written.ok) {
      this.cancel(written.reason);
      return;
    }
    this.#storedBytes += chunk.length;
    this.#acknowledge();
    this.checkProgress();
  }

  async #complete(sink: FileSink, sha256: string): Promise<void> {
    if (sha256 !== this.#announcedSha256 || !this.#context.isAllowed('receiving')) {
      this.cancel(sha256 === this.#announcedSha256 ? 'permissionNotGranted' : 'fileHashMismatch');
      return;
    }
    const finished = await sink.finish();
    // Cancelled while the disk was busy: `discard` removes it under its final name.
    if (this.#state.name !== 'running') return;
    if (!finished.ok) {
      this.cancel(finished.reason);
      return;
    }
    this.#end({ name: 'done', sha256, savedAs: finished.value });
    this.#record({ type: 'done', sha256, savedAs: finished.value });
    this.#context.channel.sendMessage({ t: 'file/done', transfer: this.id, sha256 });
    this.#context.changed(this.id);
  }

  #judge(frame: FileFrame): FailureCode | null {
    if (!this.#context.isAllowed('receiving')) return 'permissionNotGranted';
    const endBytes = this.#receivedBytes + frame.bytes.length;
    const sound =
      frame.offset === this.#receivedBytes &&
      endBytes <= this.#sizeBytes &&
      (frame.bytes.length >= minFileChunkBytes || endBytes === this.#sizeBytes) &&
      endBytes <= this.#acknowledgedBytes + fileWindowBytes;
    return sound ? null : 'protocolBroken';
  }

  /** At once when a good part was stored, else a little later: more messages than the channel takes would end it. */
  #acknowledge(): void {
    const newBytes = this.#storedBytes - this.#acknowledgedBytes;
    if (this.ended || newBytes === 0) return;
    const elapsedMs = this.#context.clock.monotonicMs() - this.#acknowledgedMs;
    const isMuch = newBytes >= Math.min(fileAcknowledgeBytes, this.#acknowledgedBytes / 4);
    if (isMuch || elapsedMs >= fileAcknowledgeIntervalMs) {
      this.#stopAcknowledgeTimer();
      this.#acknowledgesSoon = false;
      this.#acknowledgedBytes = this.#storedBytes;
      this.#acknowledgedMs += elapsedMs;
      this.#context.channel.sendMessage({ t: 'file/stored', transfer: this.id, bytes: this.#storedBytes });
    } else if (!this.#acknowledgesSoon) {
      this.#acknowledgesSoon = true;
      const delayMs = fileAcknowledgeIntervalMs - elapsedMs;
      this.#stopAcknowledgeTimer = this.#context.clock.after(delayMs, () => {
        this.#acknowledgesSoon = false;
        this.#acknowledge();
      });
    }
  }

  #watchForStall(): void {
    this.#stopStallTimer();
    if (this.#receivedBytes === this.#sizeBytes) return;
    this.#stopStallTimer = this.#context.clock.after(fileFinishStallMs, () => this.cancel('protocolBroken'));
  }

  #fail(outcome: Extract<TransferOutcome, { type: 'failed' | 'refused' }>, message: PeerMessage | null): void {
    this.#end({ name: 'failed', reason: outcome.reason });
    this.#record(outcome);
    if (message !== null) this.#context.channel.sendMessage(message);
    this.#context.changed(this.id);
  }

  #end(state: State): void {
    this.#state = state;
    this.#waiting = [];
    this.#stopStallTimer();
    this.#stopAcknowledgeTimer();
    this.#wakeUp.wake();
  }

  #viewState(): TransferView['state'] {
    const state = this.#state;
    switch (state.name) {
      case 'offered':
      case 'opening':
        return { name: 'offered' };
      case 'running': {
        const { doneBytes, bytesPerSecond } = state.progress;
        return { name: 'running', doneBytes, bytesPerSecond };
      }
      case 'done':
      case 'failed':
        return state;
      default:
        return assertNever(state);
    }
  }

  #record(what: TransferOutcome): void {
    const { id: transfer, direction } = this;
    this.#context.record({ transfer, direction, fileName: this.#name, sizeBytes: this.#sizeBytes, ...what });
  }
}
