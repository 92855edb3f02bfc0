import type { Clock } from '../core/clock.ts';
import { DisposeBag, type Dispose } from '../core/dispose.ts';
import { Emitter } from '../core/emitter.ts';
import type { FailureCode } from '../core/failure.ts';
import type { Logger } from '../core/logger.ts';
import { CursorSender } from './cursor-sender.ts';
import { LaneFlow } from './lane-flow.ts';
import type { SamePixels } from './picture.ts';
import { ScreenLane, type LaneFrame } from './screen-lane.ts';
import { leastPieceBytes, maxPiecesAFrame, maxScreenMessageBytes, pieceTimeMs } from './screen-limits.ts';
import { decodeScreenMessage, encodeScreenMessage, type Monitor } from './screen-message.ts';
import type { ScreenSource } from './screen-source.ts';
import type { ScreenWatch } from './screen-watch.ts';
import type { OpenVideoEncoder } from './video-encoder.ts';

const pieceHeaderBytes = 4;

export type LaneSenderOptions = {
  readonly source: ScreenSource;
  readonly samePixels: SamePixels;
  /** Raw deflate, at its fastest. */
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
  readonly openVideo: OpenVideoEncoder | null;
  readonly clock: Clock;
  /** One encoded `ScreenMessage`. */
  readonly send: (bytes: Uint8Array) => void;
  readonly logger: Logger;
};

/**
 * Shows a computer's monitors to one viewer: a lane for each that is watched. A frame is made when something changed and
 * `LaneFlow` has room, always of the newest state; what changes meanwhile waits as "changed", never as a frame.
 */
export class LaneSender {
  readonly #options: LaneSenderOptions;
  readonly #events = new Emitter<{ monitors: readonly Monitor[]; ended: FailureCode }>();
  readonly #bag = new DisposeBag();
  readonly #flow: LaneFlow;
  readonly #cursor: CursorSender;
  /** By the monitor's id; the lane whose turn it is comes first. */
  readonly #lanes = new Map<number, ScreenLane>();
  #watch: ScreenWatch = { lanes: [], codecs: [], preference: 'automatic', restart: false };
  #loopMs = 0;
  #isMaking = false;
  #stopTimer: Dispose = () => {};
  #closed = false;

  constructor(options: LaneSenderOptions) {
    this.#options = options;
    this.#flow = new LaneFlow(options.clock);
    this.#cursor = new CursorSender({
      clock: options.clock,
      watched: () => Array.from(this.#lanes.values(), ({ monitor }) => monitor),
      bytesPerMs: () => this.#flow.bytesPerMs,
      send: options.send,
    });
    const { source } = options;
    this.#bag.add(
      source.onChanged(() => {
        for (const lane of this.#lanes.values()) lane.changed();
        this.#run();
      }),
      source.onMonitors(() => {
        this.#fitLanes();
        this.#events.emit('monitors', source.monitors);
        this.#run();
      }),
      source.onCursorMoved((position) => this.#cursor.moved(position)),
      source.onCursorShape((shape) => this.#cursor.changedShape(shape)),
      source.onEnded((reason) => this.#end(reason)),
    );
  }

  /** What the viewer sees, and how. It gets a full state of what it did not watch before, and of all after `restart`. */
  watch(watch: ScreenWatch): void {
    if (this.#closed) return;
    const isOther = String(watch.codecs) !== String(this.#watch.codecs) || watch.preference !== this.#watch.preference;
    this.#watch = watch;
    if (watch.restart || isOther) {
      for (const [id, lane] of this.#lanes) {
        lane.restart(watch);
        if (watch.restart) this.#flow.forget(id);
      }
    }
    this.#fitLanes();
    this.#cursor.restart();
    this.#run();
  }

  /** An encoded `ScreenMessage` of the viewer's: word that a frame is drawn. Anything else is nothing. */
  receive(bytes: Uint8Array): void {
    const message = decodeScreenMessage(bytes);
    if (message?.kind !== 'drawn' || this.#closed) return;
    const drawn = this.#flow.drawn(message.lane, message.sequence);
    if (drawn === null) return;
    if (drawn.noticedMs !== null) this.#loopMs = this.#options.clock.monotonicMs() - drawn.noticedMs;
    this.#run();
  }

  onMonitors(listener: (monitors: readonly Monitor[]) => void): Dispose {
    return this.#events.on('monitors', listener);
  }

  /** Called once, if it ends without `close`. */
  onEnded(listener: (reason: FailureCode) => void): Dispose {
    return this.#events.on('ended', listener);
  }

  /** Nothing is captured any more when it resolves. */
  async close(): Promise<void> {
    if (!this.#closed) this.#stop();
    await this.#options.source.close();
  }

  #end(reason: FailureCode): void {
    if (this.#closed) return;
    this.#stop();
    this.#events.emit('ended', reason);
  }

  #stop(): void {
    this.#closed = true;
    this.#bag.dispose();
    this.#stopTimer();
    this.#cursor.close();
    for (const id of Array.from(this.#lanes.keys())) this.#closeLane(id);
  }

  /** A lane for each monitor that is there and watched; a monitor of another size is another. */
  #fitLanes(): void {
    const { source } = this.#options;
    const watched = source.monitors.filter(({ id }) => this.#watch.lanes.includes(id));
    for (const [id, lane] of Array.from(this.#lanes)) {
      const monitor = watched.find((each) => each.id === id);
      if (monitor === undefined || !lane.moveTo(monitor)) this.#closeLane(id);
    }
    for (const monitor of watched) {
      if (this.#lanes.has(monitor.id)) continue;
      this.#lanes.set(monitor.id, new ScreenLane(this.#options, monitor, this.#watch));
    }
  }

  #closeLane(id: number): void {
    this.#lanes.get(id)?.close();
    this.#lanes.delete(id);
    this.#flow.forget(id);
  }

  /** Makes what can be made now, one frame after the other, and comes back when there is more to make. */
  #run(): void {
    if (this.#isMaking || this.#closed) return;
    this.#stopTimer();
    let waitMs = Number.POSITIVE_INFINITY;
    for (const [id, lane] of this.#lanes) {
      const laneWaitMs = lane.waitMs;
      if (laneWaitMs > 0) {
        waitMs = Math.min(waitMs, laneWaitMs);
        continue;
      }
      // Without room, whatever is drawn next brings us back here.
      const room = this.#flow.roomFor(id);
      if (room === null) continue;
      this.#isMaking = true;
      void this.#make(id, lane, room);
      return;
    }
    if (Number.isFinite(waitMs)) this.#stopTimer = this.#options.clock.after(waitMs, () => this.#run());
  }

  async #make(
    id: number,
    lane: ScreenLane,
    room: { readonly budgetBytes: number; readonly bitsPerSecond: number },
  ): Promise<void> {
    try {
      const frame = await lane.make({ ...room, loopMs: this.#loopMs });
      if (lane.isUnreadable && this.#lanes.get(id) === lane) {
        this.#end('screenCaptureFailed');
        return;
      }
      if (frame !== null && this.#lanes.get(id) === lane) {
        this.#send(id, frame);
        // To the end of the row: the other lanes have their turn.
        this.#lanes.delete(id);
        this.#lanes.set(id, lane);
      }
    } catch (error) {
      this.#options.logger.error('screen/frame-failed', { error: String(error) });
      this.#end('internal');
    }
    this.#isMaking = false;
    this.#run();
  }

  #send(lane: number, { sequence, bytes, noticedMs }: LaneFrame): void {
    this.#flow.sent(lane, { sequence, bytes: bytes.length, noticedMs });
    const linkPieceBytes = Math.max(leastPieceBytes, Math.ceil(this.#flow.bytesPerMs * pieceTimeMs));
    const pieceBytes = Math.min(
      maxScreenMessageBytes - pieceHeaderBytes,
      Math.max(linkPieceBytes, Math.ceil(bytes.length / maxPiecesAFrame)),
    );
    for (let start = 0; start < bytes.length; start += pieceBytes) {
      const end = Math.min(start + pieceBytes, bytes.length);
      const piece = bytes.subarray(start, end);
      this.#options.send(
        encodeScreenMessage({ kind: 'piece', lane, first: start === 0, last: end === bytes.length, bytes: piece }),
      );
    }
  }
}
