import type { Clock } from '../core/clock.ts';
import type { Dispose } from '../core/dispose.ts';
import { silentLogger, type Logger } from '../core/logger.ts';
import { HeldInputs, type Holdable } from './held-inputs.ts';
import type { InputDriver, ScreenSize } from './input-driver.ts';
import {
  decodeInputFrame,
  decodePointerFrame,
  positionMax,
  type InputFrame,
  type PicturePosition,
} from './input-frame.ts';
import type { GuardedAct, InputGuard, ScreenPoint } from './input-guard.ts';
import { focusFollowsMs, maxQueuedActs, screenSizeMaxAgeMs } from './input-limits.ts';
import type { InputChannelName } from './input-sender.ts';
import { WheelNotches } from './wheel-notches.ts';

export type InputReceiverOptions = {
  readonly driver: InputDriver;
  readonly clock: Clock;
  /** Asked at the moment of each act: remote control is granted now, and the whole screen is what is shared (PRM2). */
  readonly isAllowed: () => boolean;
  readonly guard: InputGuard;
  readonly logger?: Logger;
  /** Something was really done: for the bar that says so. */
  readonly onActivity?: () => void;
  /** Characters that this computer could not type, for the technician. */
  readonly onUntyped?: (characters: string) => void;
  /** It took itself out of service; nothing more is done. */
  readonly onClosed?: (reason: InputClosedReason) => void;
};

/** `queueFull`: more acts waited than any person makes, so the sender is broken or hostile. */
export type InputClosedReason = 'queueFull';

/** What went by, for metrics and tests. */
export type InputCounts = {
  /** Bytes that were no frame. */
  bad: number;
  /** Frames with a number that had been already, or moves that newer ones overtook. */
  stale: number;
  /** Frames missing on the reliable channel, which a healthy connection never has. */
  gaps: number;
  /** Acts refused for want of permission. */
  refused: number;
  /** Acts that the guard kept out of our own windows. */
  guarded: number;
  /** Calls that the driver could not do: no such key or button, or an error. */
  failed: number;
  done: number;
  mostQueued: number;
};

type Act = Exclude<InputFrame, { readonly kind: 'heartbeat' | 'releaseAll' }>;
/**
 * The customer's end of remote input. Acts are done one after another, in order, by a single loop; each is checked for
 * permission and against our own windows at the moment it is done. Pointer moves never queue: only the newest waits.
 * Nothing that arrives can make it throw.
 */
export class InputReceiver {
  readonly counts: InputCounts = {
    bad: 0,
    stale: 0,
    gaps: 0,
    refused: 0,
    guarded: 0,
    failed: 0,
    done: 0,
    mostQueued: 0,
  };
  readonly #options: InputReceiverOptions;
  readonly #driver: InputDriver;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #held: HeldInputs;
  readonly #wheel = new WheelNotches();
  #queue: Act[] = [];
  #move: PicturePosition | null = null;
  /** The waiting move came before the acts that wait: what was first is done first, so that neither starves the other. */
  #moveIsFirst = false;
  /** Counts releases: an act that began before one must not leave anything down after it. */
  #epoch = 0;
  #sequence = 0;
  #pointerSequence = 0;
  #screen: { readonly size: ScreenSize; readonly readMs: number } | null = null;
  #running: Promise<void> | null = null;
  #lifting: Promise<unknown> = Promise.resolve();
  /** When a button last went down outside our windows. */
  #pressedMs = Number.NEGATIVE_INFINITY;
  #stopWaiting: () => void = () => {};
  #closed = false;
  readonly #stopGuard: Dispose;

  constructor(options: InputReceiverOptions) {
    this.#options = options;
    this.#driver = options.driver;
    this.#clock = options.clock;
    this.#logger = options.logger ?? silentLogger;
    this.#held = new HeldInputs({
      driver: options.driver,
      clock: options.clock,
      logger: this.#logger,
      onSilence: () => this.releaseAll(),
      onCall: (outcome) => {
        this.counts[outcome] += 1;
      },
    });
    this.#stopGuard = options.guard.onShut(() => this.releaseAll());
  }

  get heldCount(): number {
    return this.#held.count;
  }

  receive(channel: InputChannelName, bytes: Uint8Array): void {
    if (this.#closed) return;
    if (channel === 'pointer') this.#receivePointer(bytes);
    else this.#receiveInput(bytes);
  }

  /** A new data connection: what was held on the old one goes up, and numbering starts anew. */
  restart(): void {
    this.releaseAll();
    this.#sequence = 0;
    this.#pointerSequence = 0;
  }

  /**
   * Drops what waits and sends up all that is held, at once, without waiting for what the driver is doing just now.
   * For a revoked permission, a lost connection, the end.
   */
  releaseAll(): void {
    this.#epoch += 1;
    this.#queue = [];
    this.#move = null;
    this.#stopWaiting();
    this.#wheel.reset();
    this.#lifting = Promise.all([this.#lifting, this.#held.liftAll()]);
  }

  /** Releases everything and does nothing ever after. */
  close(): void {
    this.#closed = true;
    this.#stopGuard();
    this.releaseAll();
    this.#held.stopTimer();
  }

  /** Resolves when the driver has finished what it is doing, releases included: to be awaited before the program ends. */
  async settled(): Promise<void> {
    await Promise.all([this.#running, this.#lifting]);
  }

  #receivePointer(bytes: Uint8Array): void {
    const frame = decodePointerFrame(bytes);
    if (frame === null) {
      this.counts.bad += 1;
    } else if (frame.sequence <= this.#pointerSequence) {
      this.counts.stale += 1;
    } else {
      this.#held.heard();
      this.#pointerSequence = frame.sequence;
      if (this.#move === null) this.#moveIsFirst = this.#queue.length === 0;
      this.#move = frame;
      this.#wake();
    }
  }

  #receiveInput(bytes: Uint8Array): void {
    const frame = decodeInputFrame(bytes);
    if (frame === null) {
      this.counts.bad += 1;
      return;
    }
    if (frame.sequence <= this.#sequence) {
      this.counts.stale += 1;
      return;
    }
    this.#held.heard();
    if (frame.sequence !== this.#sequence + 1) {
      // What was lost may have been a release: start from nothing held, which is always safe.
      this.counts.gaps += 1;
      this.releaseAll();
    }
    this.#sequence = frame.sequence;
    if (frame.kind === 'heartbeat') return;
    if (frame.kind === 'releaseAll') {
      this.releaseAll();
      return;
    }
    if (frame.kind === 'button' || frame.kind === 'wheel') {
      // It carries the pointer's position: moves from before it are obsolete, waiting or still on their way.
      if (frame.moves >= this.#pointerSequence) this.#move = null;
      this.#pointerSequence = Math.max(this.#pointerSequence, frame.moves);
    }
    if (this.#queue.length >= maxQueuedActs) {
      this.#logger.warn('input.queueFull', { queued: this.#queue.length });
      this.close();
      this.#options.onClosed?.('queueFull');
      return;
    }
    this.#queue.push(frame);
    this.counts.mostQueued = Math.max(this.counts.mostQueued, this.#queue.length);
    this.#wake();
  }

  #wake(): void {
    this.#running ??= this.#run()
      .catch((error: unknown) => this.#logger.error('input.loopFailed', { error: String(error) }))
      .finally(() => {
        this.#running = null;
        // Something may have come in between the loop's last look and here.
        if (this.#queue.length > 0 || this.#move !== null) this.#wake();
      });
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      const move = this.#move;
      const epoch = this.#epoch;
      if (move !== null && (this.#moveIsFirst || this.#queue.length === 0)) {
        this.#move = null;
        await this.#doMove(move, epoch);
        continue;
      }
      const act = this.#queue.shift();
      if (act === undefined) return;
      this.#moveIsFirst = move !== null;
      await this.#doAct(act, epoch);
    }
  }

  async #doAct(act: Act, epoch: number): Promise<void> {
    switch (act.kind) {
      case 'button':
        return this.#doButton(act, epoch);
      case 'wheel':
        return this.#doWheel(act, epoch);
      case 'key':
        return this.#doKey(act.code, act.down, epoch);
      case 'text':
        return this.#doText(act.text, epoch);
    }
  }

  async #doMove(position: PicturePosition, epoch: number): Promise<void> {
    const at = await this.#toPixels(position);
    if (at === null || !this.#mayAct('move', at, epoch)) return;
    await this.#call(() => this.#driver.moveTo(at.x, at.y));
  }

  async #doButton(act: Extract<Act, { kind: 'button' }>, epoch: number): Promise<void> {
    const at = await this.#toPixels(act);
    const held: Holdable = { kind: 'button', button: act.button };
    if (!act.down) {
      if (epoch !== this.#epoch || !this.#held.has(held)) return; // Its press was refused, or it is up already.
      const inPlace =
        at === null || !this.#options.isAllowed() || this.#options.guard.admits('buttonUp', at, true) === 'inPlace';
      if (!inPlace) await this.#call(() => this.#driver.moveTo(at.x, at.y));
      await this.#held.lift(held);
      return;
    }
    if (at === null || !this.#mayAct('buttonDown', at, epoch)) return;
    await this.#call(() => this.#driver.moveTo(at.x, at.y));
    // Asked again: the permission may have gone, or a prompt come, while the pointer moved.
    if (!this.#mayAct('buttonDown', at, epoch)) return;
    await this.#press(held, epoch);
    this.#pressedMs = this.#clock.monotonicMs();
  }

  async #doWheel(act: Extract<Act, { kind: 'wheel' }>, epoch: number): Promise<void> {
    const at = await this.#toPixels(act);
    if (at === null || !this.#mayAct('wheel', at, epoch)) return;
    const notches = this.#wheel.add(act.deltaX, act.deltaY);
    if (notches.x === 0 && notches.y === 0) return;
    await this.#call(() => this.#driver.moveTo(at.x, at.y));
    if (!this.#mayAct('wheel', at, epoch)) return;
    await this.#call(() => this.#driver.wheel(notches.x, notches.y));
  }

  async #doKey(code: string, down: boolean, epoch: number): Promise<void> {
    const held: Holdable = { kind: 'key', code };
    if (!down) {
      if (this.#held.has(held)) await this.#held.lift(held);
      return;
    }
    if (this.#awaitsFocus()) await this.#focusFollows();
    if (!this.#mayAct('keyDown', null, epoch)) return;
    await this.#press(held, epoch);
  }

  async #doText(text: string, epoch: number): Promise<void> {
    // One character at a time: a revoke in the middle of a long text stops it at the next one (PRM4).
    if (this.#awaitsFocus()) await this.#focusFollows();
    let untyped = '';
    for (const character of text) {
      if (!this.#mayAct('text', null, epoch)) break;
      await this.#call(async () => {
        untyped += await this.#driver.text(character);
      });
    }
    if (untyped !== '') this.#options.onUntyped?.(untyped);
  }

  #awaitsFocus(): boolean {
    return this.#options.guard.isShutByFocus && this.#clock.monotonicMs() < this.#pressedMs + focusFollowsMs;
  }

  /** A press outside our windows takes the keyboard there: what is typed next waits for it instead of being lost. */
  async #focusFollows(): Promise<void> {
    const { guard } = this.#options;
    const waitMs = this.#pressedMs + focusFollowsMs - this.#clock.monotonicMs();
    let stopTimer: Dispose = () => {};
    let stopListening: Dispose = () => {};
    await new Promise<void>((resolve) => {
      stopTimer = this.#clock.after(waitMs, resolve);
      stopListening = guard.onOpen(resolve);
      this.#stopWaiting = resolve;
    });
    stopTimer();
    stopListening();
  }

  async #press(what: Holdable, epoch: number): Promise<void> {
    await this.#held.press(what, () => epoch === this.#epoch);
    if (this.#held.has(what)) this.#options.onActivity?.();
  }

  /** Permission and guard, at the moment of the act. */
  #mayAct(kind: GuardedAct, at: ScreenPoint | null, epoch: number): boolean {
    if (this.#closed || epoch !== this.#epoch) return false;
    if (!this.#options.isAllowed()) {
      this.counts.refused += 1;
      if (this.#held.count > 0) this.releaseAll();
      return false;
    }
    if (this.#options.guard.admits(kind, at, this.#held.hasButton) !== 'admit') {
      this.counts.guarded += 1;
      return false;
    }
    return true;
  }

  async #call(act: () => Promise<void>): Promise<void> {
    try {
      await act();
      this.counts.done += 1;
      this.#options.onActivity?.();
    } catch (error) {
      this.counts.failed += 1;
      this.#logger.warn('input.actFailed', { error: String(error) });
    }
  }

  async #toPixels(position: PicturePosition): Promise<ScreenPoint | null> {
    const nowMs = this.#clock.monotonicMs();
    if (this.#screen === null || nowMs - this.#screen.readMs > screenSizeMaxAgeMs) {
      try {
        const size = await this.#driver.screenSize();
        this.#screen = size === null ? null : { size, readMs: nowMs };
      } catch (error) {
        this.#screen = null;
        this.#logger.warn('input.screenSizeFailed', { error: String(error) });
      }
    }
    if (this.#screen === null) {
      this.counts.failed += 1;
      return null;
    }
    const { width, height } = this.#screen.size;
    return { x: toPixel(position.x, width), y: toPixel(position.y, height) };
  }
}

function toPixel(fraction: number, pixels: number): number {
  return Math.min(pixels - 1, Math.floor((fraction / positionMax) * pixels));
}
