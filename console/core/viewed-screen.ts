import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { plainText } from '#shared/std/log/plain-text.ts';
import type { LogEventName, LogEvents } from '#shared/std/log/log-events.ts';
import type { PeerMessageOf } from '#shared/std/protocol/peer-messages.ts';
import { watchIntervalMs } from '#shared/std/screen/screen-limits.ts';
import { encodeScreenMessage, type Monitor } from '#shared/std/screen/screen-message.ts';
import type { ScreenWatch } from '#shared/std/screen/screen-watch.ts';
import type { ReceivedScreenMessage } from '#shared/std/session/bound-connection.ts';
import type { SwitchedChannel } from '#shared/std/session/switched-channel.ts';
import type { ScreenView } from '#shared/std/view/console-view.ts';
import type { MediaSignal } from '#shared/std/view/media-signal.ts';
import { UndrawnFrames } from './undrawn-frames.ts';

export type ViewedScreenOptions = {
  readonly clock: Clock;
  readonly channel: Pick<SwitchedChannel, 'sendMessage' | 'sendScreenMessage'>;
  /** The customer allowed it, as far as is known here. */
  readonly isGranted: () => boolean;
  /** False if it could not be logged: then it must not be shown. */
  readonly record: <Name extends LogEventName>(actor: 'handrail', type: Name, body: LogEvents[Name]) => boolean;
  readonly onChange: (screen: ScreenView) => void;
  /** An encoded `ScreenMessage`, for the window. */
  readonly onScreenMessage: (bytes: Uint8Array) => void;
  readonly onMediaSignal: (signal: MediaSignal) => void;
  readonly onMediaEnd: () => void;
  /** The customer's side did what no honest one does. */
  readonly onBroken: (detail: string) => void;
};

/** The customer's screen as this console sees it: by the lane or by a track, and whether positions on it are worth sending. */
export class ViewedScreen {
  readonly #options: ViewedScreenOptions;
  readonly #undrawn: UndrawnFrames;
  #view: ScreenView = { state: 'none' };
  #monitors: readonly Monitor[] = [];
  /** What the window wanted to see last: a lane that begins anew is watched in the same way without being told. */
  #watch: ScreenWatch | null = null;
  /** Not told yet: the last was told a moment ago. */
  #isWatchUntold = false;
  #stopWatchTimer: Dispose | null = null;

  constructor(options: ViewedScreenOptions) {
    this.#options = options;
    this.#undrawn = new UndrawnFrames(options.clock);
  }

  get isControllable(): boolean {
    return this.#view.state === 'live' && this.#view.controllable;
  }

  /** It comes over the data connection. */
  get isLane(): boolean {
    return this.#view.state === 'live' && this.#view.by === 'lane';
  }

  /** The window shows other lanes, shows them differently, or has nothing of them. */
  watch(watch: ScreenWatch): void {
    if (watch.restart) this.#undrawn.clear();
    // Of those that were never told, none may leave out that the window has nothing of a lane: it closed it in between.
    const isOther = this.#isWatchUntold && String(this.#watch?.lanes) !== String(watch.lanes);
    const restart = watch.restart || isOther || (this.#isWatchUntold && this.#watch?.restart === true);
    this.#watch = { ...watch, restart };
    this.#isWatchUntold = true;
    if (this.#stopWatchTimer === null) this.#tellWatch();
  }

  /** The window has drawn a frame. */
  drawn(lane: number, sequence: number): void {
    // What was on the way through a connection that is gone must not be counted by the next.
    if (!this.#undrawn.drawn(lane, sequence)) return;
    this.#options.channel.sendScreenMessage(encodeScreenMessage({ kind: 'drawn', lane, sequence }));
  }

  /** The window has no picture though it may: the customer's side offers a new media connection. */
  wantMedia(): void {
    if (this.#options.isGranted() && !this.isLane) this.#options.channel.sendMessage({ t: 'media/wanted' });
  }

  sendSignal(signal: MediaSignal): void {
    if (this.#options.isGranted()) this.#options.channel.sendMessage({ t: 'media/signal', signal });
  }

  receiveSignal(signal: MediaSignal): void {
    if (this.#options.isGranted()) this.#options.onMediaSignal(signal);
  }

  receiveState(message: PeerMessageOf<'media/state'>): void {
    // What was never asked for is not shown, and not logged.
    if (!this.#options.isGranted() && this.#view.state === 'none') return undefined;
    switch (message.state) {
      case 'starting':
        return this.#show({ state: 'starting' });
      case 'live':
        return this.#live(message);
      case 'stopped':
      case 'failed':
        return this.stop(message.state === 'failed' ? message.reason : null);
    }
  }

  receiveMonitors(monitors: readonly Monitor[]): void {
    if (!this.#options.isGranted()) return;
    this.#monitors = monitors.map((monitor) => ({ ...monitor, name: plainText(monitor.name).trim() }));
    if (this.#view.state === 'live' && this.#view.by === 'lane')
      this.#show({ ...this.#view, monitors: this.#monitors });
  }

  /** A message of the `screen` channel. */
  receive({ message, bytes }: ReceivedScreenMessage): void {
    // Still on its way when the permission ended: nobody's fault, and nobody's to see.
    if (!this.#options.isGranted() || !this.isLane) return undefined;
    switch (this.#undrawn.admit(message, bytes.length)) {
      case 'pass':
        return this.#options.onScreenMessage(bytes);
      case 'drop':
        return undefined;
      case 'broken':
        return this.#options.onBroken('more of a screen than was drawn');
    }
  }

  connectionLost(): void {
    this.#forget();
    this.#show({ state: this.#options.isGranted() ? 'starting' : 'none' });
    this.#options.onMediaEnd();
  }

  stop(reason: FailureCode | null): void {
    if (this.#view.state === 'live') this.#options.record('handrail', 'screen/stopped', {});
    this.#forget();
    // The reason of a failure stays to be read.
    if ((this.#view.state === 'none' || this.#view.state === 'failed') && reason === null) return;
    this.#show(reason === null ? { state: 'none' } : { state: 'failed', reason });
    this.#options.onMediaEnd();
  }

  /** At once, and then the newest after a while: a window that goes wrong must not make this side one that floods. */
  #tellWatch(): void {
    this.#stopWatchTimer = null;
    if (!this.#isWatchUntold || this.#watch === null || !this.#options.isGranted() || !this.isLane) return;
    this.#isWatchUntold = false;
    this.#options.channel.sendMessage({
      t: 'screen/watch',
      ...this.#watch,
      lanes: [...this.#watch.lanes],
      codecs: [...this.#watch.codecs],
    });
    this.#stopWatchTimer = this.#options.clock.after(watchIntervalMs, () => this.#tellWatch());
  }

  #live({ wholeScreen, by }: PeerMessageOf<'media/state'>): void {
    if (by === 'lane' && this.#monitors.length === 0) return this.#options.onBroken('a lane without monitors');
    if (!this.#options.record('handrail', 'screen/started', { wholeScreen })) return undefined;
    const monitors = by === 'lane' ? this.#monitors : [];
    this.#show({ state: 'live', controllable: wholeScreen, by, monitors });
    if (by === 'lane' && this.#watch !== null) this.watch({ ...this.#watch, restart: true });
    return undefined;
  }

  #forget(): void {
    this.#undrawn.clear();
    this.#monitors = [];
    this.#stopWatchTimer?.();
    this.#stopWatchTimer = null;
  }

  #show(view: ScreenView): void {
    this.#view = view;
    this.#options.onChange(view);
  }
}
