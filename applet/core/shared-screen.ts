import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import type { LogEventName, LogEvents } from '#shared/std/log/log-events.ts';
import type { PeerMessageOf } from '#shared/std/protocol/peer-messages.ts';
import { monitorsIntervalMs, mostHeldScreenBytes } from '#shared/std/screen/screen-limits.ts';
import { decodeScreenMessage, type Monitor } from '#shared/std/screen/screen-message.ts';
import type { ScreenWatch } from '#shared/std/screen/screen-watch.ts';
import type { SwitchedChannel } from '#shared/std/session/switched-channel.ts';
import type { AppletSummary } from '#shared/std/view/applet-view.ts';
import type { MediaSignal } from '#shared/std/view/media-signal.ts';
import type { ScreenStreamer, WindowCapture } from './applet-ports.ts';
import { LaneCapture } from './lane-capture.ts';
import { ScreenCapture } from './screen-capture.ts';

export type SharedScreenOptions = WindowCapture & {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly channel: Pick<SwitchedChannel, 'sendMessage' | 'sendScreenMessage' | 'screenBufferedBytes'>;
  readonly screenStreamer: ScreenStreamer | null;
  readonly killWindow: () => void;
  /** Looked at whenever something of the screen is about to leave (PRM2). */
  readonly maySee: () => boolean;
  readonly record: <Name extends LogEventName>(actor: 'handrail', type: Name, body: LogEvents[Name]) => void;
  readonly onChange: (change: Pick<AppletSummary, 'windowCaptures'>) => void;
  /** It is seen now, or is not any more. */
  readonly onSeen: () => void;
  /** Ended without being told to; the technician knows. */
  readonly onEnded: (reason: FailureCode) => void;
  readonly onBroken: (detail: string) => void;
};

/**
 * The customer's screen as the technician sees it: by the lane, where this computer can capture by itself, or else by a
 * track that the window captures. Says to the technician and to the log what becomes of it.
 */
export class SharedScreen {
  readonly #options: SharedScreenOptions;
  readonly #window: ScreenCapture;
  /** Null where there is no lane, or none after all. */
  #lane: LaneCapture | null;
  #onHold = false;
  /** The log says that it began, and not yet that it ended. */
  #logged = false;
  /** Of this data connection: no more can have been drawn than were sent (SL3). */
  #framesSent = 0;
  #framesDrawn = 0;
  /** The newest monitors, if they are not told yet. */
  #untoldMonitors: readonly Monitor[] | null = null;
  #stopMonitorsTimer: Dispose | null = null;

  constructor(options: SharedScreenOptions) {
    this.#options = options;
    const { clock, logger, screenStreamer } = options;
    this.#window = new ScreenCapture({
      clock,
      startWindow: options.startCapture,
      stopWindow: options.stopCapture,
      killWindow: options.killWindow,
      onLive: (wholeScreen) => this.#live(wholeScreen),
      onEnded: (reason) => this.#ended(reason),
    });
    this.#lane =
      screenStreamer &&
      new LaneCapture({
        clock,
        logger,
        streamer: screenStreamer,
        onLive: (monitors) => {
          this.#forgetMonitors();
          this.#tellMonitors(monitors);
          this.#live(true);
        },
        onMonitors: (monitors) => this.#tellMonitors(monitors),
        onMessage: (bytes) => this.#send(bytes),
        onEnded: (reason, wasLive) => this.#laneEnded(reason, wasLive),
      });
  }

  /** What the window says of the capture that it does. */
  get window(): Pick<ScreenCapture, 'started' | 'failed' | 'stopped' | 'windowGone'> {
    return this.#window;
  }

  get isLive(): boolean {
    return this.isLane || this.#window.isLive;
  }

  /** It goes over the data connection. */
  get isLane(): boolean {
    return this.#lane?.isLive === true;
  }

  /** Positions on the picture are positions on the screen. */
  get showsWholeScreen(): boolean {
    return this.isLane || this.#window.showsWholeScreen;
  }

  /** Starts. A lane that runs goes on as it is; a window that captures makes a new media connection. */
  start(): void {
    if (this.#lane === null) {
      this.#say('starting');
      this.#window.start();
    } else if (!this.#onHold && !this.#lane.isRunning) {
      this.#say('starting');
      this.#lane.start();
    }
  }

  stop(): void {
    if (this.#lane?.isRunning !== true && !this.#window.isRunning) return;
    this.#lane?.stop();
    this.#window.stop();
    this.#say('stopped');
    this.#recordStopped();
  }

  /** A session on hold needs no picture: the lane stops. A window's capture goes on, or the person would have to choose anew. */
  hold(onHold: boolean): void {
    this.#onHold = onHold;
    if (this.#lane === null) return;
    if (onHold) this.stop();
    else if (this.#options.maySee()) this.start();
  }

  /** A data connection is bound (again). */
  connected(): void {
    this.#framesSent = 0;
    this.#framesDrawn = 0;
    if (this.#options.maySee()) this.start();
  }

  connectionLost(): void {
    if (this.#lane?.isRunning !== true) return;
    this.#lane.stop();
    this.#recordStopped();
    this.#options.onSeen();
  }

  watch(watch: ScreenWatch): void {
    if (this.#maySend()) this.#lane?.watch(watch);
  }

  /** Word of the technician's side that a frame was drawn. */
  receive(bytes: Uint8Array): void {
    // Each costs a look through what is on the way: there are never more of them than frames.
    if (this.#framesDrawn >= this.#framesSent) return this.#options.onBroken('more frames drawn than were sent');
    this.#framesDrawn += 1;
    return this.#lane?.receive(bytes);
  }

  /** Passes the window's media signal on while the screen may be seen. */
  sendSignal(signal: MediaSignal): void {
    if (this.#options.maySee() && signal.generation === this.#window.generation) {
      this.#options.channel.sendMessage({ t: 'media/signal', signal });
    }
  }

  receiveSignal(signal: MediaSignal): void {
    if (this.#options.maySee()) this.#options.onMediaSignal(signal);
  }

  /** Resolves when this process captures nothing any more. */
  async settled(): Promise<void> {
    this.#forgetMonitors();
    await this.#lane?.settled();
  }

  #maySend(): boolean {
    return this.#options.maySee() && !this.#onHold;
  }

  #send(bytes: Uint8Array): void {
    if (!this.#maySend()) return;
    if (this.#options.channel.screenBufferedBytes() > mostHeldScreenBytes) {
      this.#options.onBroken('a screen that is not taken');
      return;
    }
    if (!this.#options.channel.sendScreenMessage(bytes)) return;
    const message = decodeScreenMessage(bytes);
    if (message?.kind === 'piece' && message.last) this.#framesSent += 1;
  }

  /** At once, and then the newest of those that follow quickly. */
  #tellMonitors(monitors: readonly Monitor[]): void {
    this.#untoldMonitors = monitors;
    if (this.#stopMonitorsTimer !== null) return;
    this.#options.channel.sendMessage({ t: 'screen/monitors', monitors: [...monitors] });
    this.#untoldMonitors = null;
    this.#stopMonitorsTimer = this.#options.clock.after(monitorsIntervalMs, () => {
      this.#stopMonitorsTimer = null;
      if (this.#untoldMonitors !== null && this.isLane) this.#tellMonitors(this.#untoldMonitors);
    });
  }

  /** What begins anew says its monitors at once. */
  #forgetMonitors(): void {
    this.#stopMonitorsTimer?.();
    this.#stopMonitorsTimer = null;
    this.#untoldMonitors = null;
  }

  #live(wholeScreen: boolean): void {
    this.#logged = true;
    this.#options.record('handrail', 'screen/started', { wholeScreen });
    this.#say('live', { wholeScreen });
    this.#options.onSeen();
  }

  #laneEnded(reason: FailureCode, wasLive: boolean): void {
    if (wasLive || reason !== 'screenSourceUnavailable') return this.#ended(reason);
    this.#lane = null;
    this.#options.onChange({ windowCaptures: true });
    return this.start();
  }

  #ended(reason: FailureCode): void {
    this.#recordStopped();
    this.#say('failed', { reason });
    this.#options.onEnded(reason);
  }

  /** Only what was live has stopped. */
  #recordStopped(): void {
    if (this.#logged) this.#options.record('handrail', 'screen/stopped', {});
    this.#logged = false;
  }

  #say(
    state: PeerMessageOf<'media/state'>['state'],
    more: { readonly wholeScreen?: boolean; readonly reason?: FailureCode } = {},
  ): void {
    const { wholeScreen = false, reason = null } = more;
    const by = this.#lane === null ? 'track' : 'lane';
    this.#options.channel.sendMessage({ t: 'media/state', state, wholeScreen, by, reason });
  }
}
