import { assertNever } from '../core/assert-never.ts';
import type { FailureCode } from '../core/failure.ts';
import { encodeFileFrame } from '../protocol/file-frame.ts';
import { channelHighWatermarkBytes, fileChunkBytes } from '../protocol/limits.ts';
import type { PeerMessage } from '../protocol/peer-messages.ts';
import type { TransferView } from '../view/session-parts.ts';
import { evenChunks } from './even-chunks.ts';
import type { FileSource } from './file-source.ts';
import { safeFileName } from './safe-file-name.ts';
import type { SendLane } from './send-window.ts';
import type { TransferContext } from './transfer-context.ts';
import type { TransferOutcome } from './transfer-event.ts';
import { TransferProgress } from './transfer-progress.ts';
import { WakeUp } from './wake-up.ts';

type State =
  | { readonly name: 'queued' }
  | { readonly name: 'offered' }
  | { readonly name: 'running'; readonly progress: TransferProgress }
  /** All is sent; `sha256` is what the receiver has to find as well. */
  | { readonly name: 'finishing'; readonly progress: TransferProgress; readonly sha256: string }
  | { readonly name: 'done'; readonly sha256: string }
  | { readonly name: 'failed'; readonly reason: FailureCode };

/** One file on its way to the other side: queued, offered, sent in chunks within the receiver's window, confirmed (FT1). */
export class OutgoingTransfer {
  readonly direction = 'sending';
  readonly id: string;
  readonly #name: string;
  readonly #source: FileSource;
  readonly #context: TransferContext;
  readonly #wakeUp = new WakeUp();
  #state: State = { name: 'queued' };
  #sentBytes = 0;
  #storedBytes = 0;
  #lane: SendLane | null = null;
  #settled: Promise<void> = Promise.resolve();

  constructor(id: string, source: FileSource, context: TransferContext) {
    this.id = id;
    this.#name = safeFileName(source.name);
    this.#source = source;
    this.#context = context;
  }

  get stateName(): State['name'] {
    return this.#state.name;
  }

  get ended(): boolean {
    return this.#state.name === 'done' || this.#state.name === 'failed';
  }

  /** Settles once nothing of it is going on any more. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  get view(): TransferView {
    return {
      id: this.id,
      name: this.#name,
      sizeBytes: this.#source.sizeBytes,
      direction: 'sending',
      state: this.#viewState(),
    };
  }

  /** Leaves the queue. */
  offer(): void {
    if (this.#state.name !== 'queued') return;
    this.#state = { name: 'offered' };
    this.#record({ type: 'offered' });
    const { sizeBytes } = this.#source;
    const offer = { t: 'file/offer', transfer: this.id, name: this.#name, sizeBytes, sha256: null } as const;
    if (!this.#context.channel.sendMessage(offer)) this.#fail('connectionFailed', null);
  }

  accepted(): void {
    if (this.#state.name !== 'offered') return;
    this.#state = { name: 'running', progress: new TransferProgress(this.#context.clock.monotonicMs()) };
    this.#record({ type: 'accepted' });
    this.#context.changed(this.id);
    this.#settled = this.#send();
  }

  refused(reason: FailureCode): void {
    if (this.#state.name !== 'offered') return;
    this.#end({ name: 'failed', reason });
    this.#record({ type: 'refused', reason });
    this.#context.changed(this.id);
  }

  /** The receiver has stored this much: the window moves on. */
  stored(bytes: number): void {
    if (this.#state.name !== 'running' && this.#state.name !== 'finishing') return;
    if (bytes > this.#sentBytes || bytes < this.#storedBytes) {
      this.cancel('protocolBroken');
      return;
    }
    this.#storedBytes = bytes;
    this.#lane?.stored(bytes);
    this.checkProgress();
  }

  done(sha256: string): void {
    if (this.#state.name === 'running') this.cancel('protocolBroken');
    if (this.#state.name !== 'finishing') return;
    if (sha256 !== this.#state.sha256) {
      this.cancel('fileHashMismatch');
      return;
    }
    this.#end({ name: 'done', sha256 });
    this.#record({ type: 'done', sha256, savedAs: null });
    this.#context.changed(this.id);
  }

  /** The other side gave up. */
  aborted(reason: FailureCode): void {
    // It cannot know of what is still in the queue.
    if (this.#state.name !== 'queued') this.#fail(reason, null);
  }

  /** Gives up and tells the other side, if it knows of the file. */
  cancel(reason: FailureCode): void {
    this.#fail(reason, this.#state.name === 'queued' ? null : { t: 'file/abort', transfer: this.id, reason });
  }

  /** The connection, or the window, may have room again. */
  roomToSend(): void {
    this.#wakeUp.wake();
  }

  /** Shows what is done and how fast, when it is time to. */
  checkProgress(): void {
    if (this.#state.name !== 'running' && this.#state.name !== 'finishing') return;
    const shows = this.#state.progress.update(this.#storedBytes, this.#context.clock.monotonicMs());
    if (shows) this.#context.changed(this.id);
  }

  async #send(): Promise<void> {
    const hash = this.#context.hash();
    const lane = this.#context.sendWindow.openLane();
    this.#lane = lane;
    try {
      for await (const chunk of evenChunks(this.#source.read(0), fileChunkBytes)) {
        // More than it said, or, before its end, no whole chunk any more.
        const expectedBytes = Math.min(fileChunkBytes, this.#source.sizeBytes - this.#sentBytes);
        if (chunk.length !== expectedBytes) this.cancel('fileUnreadable');
        await this.#sendChunk(chunk, lane);
        if (this.ended) return;
        hash.update(chunk);
      }
    } catch {
      this.cancel('fileUnreadable'); // What the host says about the file is for its own log, not for the other side.
    }
    if (this.#state.name === 'running') this.#finish(this.#state.progress, hash.digestHex());
  }

  /** In pieces as long as the link is quick. */
  async #sendChunk(chunk: Uint8Array, lane: SendLane): Promise<void> {
    for (let start = 0; start < chunk.length;) {
      const bytes = chunk.subarray(start, start + lane.pieceBytes);
      while (!this.ended && !this.#hasRoom(bytes.length, lane)) await this.#wakeUp.wait();
      if (this.ended) return;
      if (!this.#context.isAllowed('sending')) return this.cancel('permissionNotGranted');
      const frame = encodeFileFrame({ transfer: this.id, offset: this.#sentBytes, bytes });
      if (!this.#context.channel.sendFileFrame(frame)) return this.cancel('connectionFailed');
      this.#sentBytes += bytes.length;
      lane.sent(bytes.length);
      start += bytes.length;
    }
  }

  /** Both brakes (DC3): what the receiver has not stored, and what the connection has not sent. */
  #hasRoom(bytes: number, lane: SendLane): boolean {
    return lane.hasRoom(bytes) && this.#context.channel.fileBufferedBytes() < channelHighWatermarkBytes;
  }

  #finish(progress: TransferProgress, sha256: string): void {
    if (this.#sentBytes !== this.#source.sizeBytes) {
      this.cancel('fileUnreadable');
      return;
    }
    this.#state = { name: 'finishing', progress, sha256 };
    if (!this.#context.channel.sendMessage({ t: 'file/finish', transfer: this.id, sha256 })) {
      this.#fail('connectionFailed', null);
    }
  }

  #fail(reason: FailureCode, message: PeerMessage | null): void {
    if (this.ended) return;
    const wasQueued = this.#state.name === 'queued';
    this.#end({ name: 'failed', reason });
    // What was never offered never happened, as far as the log goes.
    if (!wasQueued) this.#record({ type: 'failed', reason });
    // Before `changed`, which may offer the next file: the receiver counts.
    if (message !== null) this.#context.channel.sendMessage(message);
    this.#context.changed(this.id);
  }

  #end(state: State): void {
    this.#state = state;
    this.#source.close();
    this.#lane?.close();
    this.#wakeUp.wake();
  }

  #viewState(): TransferView['state'] {
    const state = this.#state;
    switch (state.name) {
      case 'queued':
      case 'offered':
        return { name: 'offered' };
      case 'running':
      case 'finishing': {
        const { doneBytes, bytesPerSecond } = state.progress;
        return { name: 'running', doneBytes, bytesPerSecond };
      }
      case 'done':
        return { name: 'done', sha256: state.sha256, savedAs: null };
      case 'failed':
        return state;
      default:
        return assertNever(state);
    }
  }

  #record(what: TransferOutcome): void {
    const { sizeBytes } = this.#source;
    this.#context.record({ transfer: this.id, direction: 'sending', fileName: this.#name, sizeBytes, ...what });
  }
}
