import type { Clock } from '#shared/std/core/clock.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import type { InputDriver } from '#shared/std/input/input-driver.ts';
import { InputGuard, type InputGuardState, type ScreenRectangle } from '#shared/std/input/input-guard.ts';
import { InputReceiver } from '#shared/std/input/input-receiver.ts';
import { isLensMessage } from '#shared/std/lens/lens-message.ts';
import type { LogEventName, LogEvents } from '#shared/std/log/log-events.ts';
import { permissionKinds, type PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import type { PeerMessage } from '#shared/std/protocol/peer-messages.ts';
import type { SwitchedChannel } from '#shared/std/session/switched-channel.ts';
import type { FileSource } from '#shared/std/transfer/file-source.ts';
import type { FileStore } from '#shared/std/transfer/file-store.ts';
import { FileTransfers } from '#shared/std/transfer/file-transfers.ts';
import type { StreamingHash } from '#shared/std/transfer/streaming-hash.ts';
import type { AppletSummary } from '#shared/std/view/applet-view.ts';
import type { TransferView } from '#shared/std/view/session-parts.ts';
import { logTransferEvent } from '#shared/std/transfer/log-transfer-event.ts';
import type { CallWindow, ScreenStreamer, WindowCapture } from './applet-ports.ts';
import { CustomerLens, type CustomerLensOptions } from './customer-lens.ts';
import { PermissionDesk, type Answer } from './permission-desk.ts';
import type { PreparedConsent } from './prepared-consent.ts';
import { SharedScreen } from './shared-screen.ts';

export type GrantedAccessOptions = WindowCapture &
  CallWindow &
  Pick<CustomerLensOptions, 'onBoard'> & {
    readonly clock: Clock;
    readonly logger: Logger;
    readonly random: RandomBytes;
    readonly channel: SwitchedChannel;
    readonly driver: InputDriver | null;
    readonly screenStreamer: ScreenStreamer | null;
    readonly fileStore: FileStore;
    readonly hash: () => StreamingHash;
    /** What the technician's certificate permits (RL4). */
    readonly certifiedKinds: readonly PermissionKind[];
    readonly isVerified: () => boolean;
    /** What the person agreed to before (PRM1). */
    readonly prepared: PreparedConsent;
    /** A session for the camera: in no other is there any (CALL1). */
    readonly isLens: () => boolean;
    readonly record: <Name extends LogEventName>(
      actor: 'technician' | 'customer' | 'handrail',
      type: Name,
      body: LogEvents[Name],
    ) => void;
    readonly onChange: (change: Partial<AppletSummary>) => void;
    readonly onTransfer: (transfer: TransferView) => void;
    /** The technician's side did what no honest one does. */
    readonly onBroken: (detail: string) => void;
    readonly killWindow: () => void;
    readonly hostWindows: () => readonly ScreenRectangle[];
  };

/**
 * Everything that a technician can reach on the customer's side, each behind its permission (PRM1 to PRM5): the screen,
 * mouse and keyboard, camera and microphone, and files. The check is here, at the moment of each act, whatever any message says.
 */
export class GrantedAccess {
  /** What the technician and the window say of the screen goes straight there. */
  readonly screen: SharedScreen;
  /** What the technician and the window say of camera, voice and whiteboard goes straight there. */
  readonly lens: CustomerLens;
  readonly #options: GrantedAccessOptions;
  readonly #desk: PermissionDesk;
  readonly #guard: InputGuard;
  readonly #input: InputReceiver | null;
  readonly #files: FileTransfers;
  /** Taken back while there was no connection to say it over. */
  #untoldRevoked: PermissionKind[] = [];
  #onHold = false;
  /** The log says that it began, and not yet that it ended. */
  #controlLogged = false;
  #closed = false;

  constructor(options: GrantedAccessOptions) {
    this.#options = options;
    this.#guard = new InputGuard(options.hostWindows);
    this.#desk = new PermissionDesk({
      clock: options.clock,
      mayBeAsked: (kind) => this.#mayBeAsked(kind),
      prepared: options.prepared,
      isPrepared: options.isLens,
      onPrompt: (prompt) => {
        this.#guard.setState({ promptOpen: prompt !== null });
        options.onChange({ prompt });
      },
      onAnswer: (answer) => this.#answered(answer),
    });
    this.screen = new SharedScreen({
      ...options,
      maySee: () => this.#maySee(),
      onSeen: () => this.#showActivity(),
      onEnded: (reason) => this.#screenEnded(reason),
    });
    this.lens = new CustomerLens({
      ...options,
      isAllowed: (kind) => options.isVerified() && this.#desk.isGranted(kind),
    });
    this.#input =
      options.driver &&
      new InputReceiver({
        driver: options.driver,
        clock: options.clock,
        guard: this.#guard,
        isAllowed: () => this.#mayControl(),
        onUntyped: (characters) => options.channel.sendMessage({ t: 'control/untyped', characters }),
        onClosed: () => options.onBroken('more input at once than any person makes'),
      });
    this.#files = new FileTransfers({
      channel: options.channel,
      store: options.fileStore,
      clock: options.clock,
      random: options.random,
      hash: options.hash,
      admit: () => (this.#desk.isGranted('sendFile') ? 'accept' : 'permissionNotGranted'),
      // What the customer sends is their own act; it needs a verified technician, but no permission of theirs.
      isAllowed: (direction) =>
        !this.#closed && options.isVerified() && (direction === 'sending' || this.#desk.isGranted('sendFile')),
      isBesideScreen: () => this.screen.isLane,
    });
    this.#files.on('changed', (transfer) => options.onTransfer(transfer));
    this.#files.on('event', (event) => logTransferEvent(event, 'customer', options.record));
  }

  /** A message of the technician's side. */
  receive(message: PeerMessage): void {
    switch (message.t) {
      case 'permission/ask':
        this.#options.record('technician', 'permission/asked', { kind: message.kind });
        return this.#desk.ask(message.request, message.kind);
      case 'permission/released':
        if (this.#desk.revoke(this.#withDependants([message.kind])).length === 0) return undefined;
        this.#options.record('technician', 'permission/released', { kind: message.kind });
        return this.#applyGrants();
      case 'media/signal':
        return this.screen.receiveSignal(message.signal);
      case 'media/wanted':
        if (this.#maySee()) this.screen.start();
        return undefined;
      case 'screen/watch':
        return this.screen.watch(message);
      case 'session/hold':
        if (message.onHold === this.#onHold) return undefined;
        this.#onHold = message.onHold;
        this.#options.record('technician', message.onHold ? 'session/held' : 'session/resumed', {});
        if (message.onHold) this.#input?.releaseAll();
        this.screen.hold(message.onHold);
        this.lens.call.hold(message.onHold);
        return this.#showActivity();
      case 'permission/answer':
      case 'permission/revoked':
      case 'media/state':
      case 'screen/monitors':
      case 'control/untyped':
        // Only the customer's side says these; from the technician's they mean nothing.
        return undefined;
      default:
        if (isLensMessage(message)) this.lens.receive(message);
        else this.#files.receiveMessage(message);
        return undefined;
    }
  }

  receiveInput(channel: 'input' | 'pointer', bytes: Uint8Array): void {
    this.#input?.receive(channel, bytes);
  }

  receiveFileFrame(bytes: Uint8Array): void {
    this.#files.receiveFrame(bytes);
  }

  answerPrompt(prompt: string, allowed: boolean): boolean {
    return this.#desk.answer(prompt, allowed);
  }

  /** The large X (PRM4). */
  revokeAll(): void {
    const kinds = this.#desk.revokeAll();
    this.#input?.releaseAll();
    this.#files.cancelAll('permissionNotGranted');
    if (kinds.length > 0) this.#revoked(kinds);
    this.#applyGrants();
  }

  sendFile(source: FileSource): FailureCode | null {
    if (!this.#options.isVerified()) {
      source.close();
      return 'notVerifiedYet';
    }
    const offered = this.#files.offer(source);
    return offered.ok ? null : offered.reason;
  }

  cancelTransfer(transfer: string): void {
    this.#files.cancel(transfer);
  }

  setWindows(state: Partial<InputGuardState>): void {
    this.#guard.setState(state);
  }

  /** A window is (back) there: what was shared before is asked for again. */
  windowReady(): void {
    if (this.#maySee()) this.screen.start();
    this.lens.call.startAnew();
  }

  /** A data connection is bound (again): grants have outlived it (PRM3), the picture starts anew. */
  connected(): void {
    const untold = this.#untoldRevoked.splice(0);
    if (untold.length > 0) this.#options.channel.sendMessage({ t: 'permission/revoked', kinds: untold });
    this.#input?.restart();
    this.screen.connected();
    this.lens.connected();
  }

  connectionLost(): void {
    this.#input?.releaseAll();
    this.screen.connectionLost();
    this.lens.connectionLost();
    this.#files.cancelAll('connectionFailed');
  }

  /** The end: nothing held, nothing shared, nothing on its way. */
  close(): void {
    this.#closed = true;
    this.#desk.close();
    this.#input?.close();
    this.#files.cancelAll('fileCancelled');
    void this.#files.close();
    this.#applyGrants();
  }

  /** Resolves when what was held is up again, and nothing is captured any more. */
  async settled(): Promise<void> {
    await Promise.all([this.#input?.settled(), this.screen.settled()]);
  }

  #mayBeAsked(kind: PermissionKind): FailureCode | null {
    if (!this.#options.isVerified()) return 'notVerifiedYet';
    if (!this.#options.certifiedKinds.includes(kind)) return 'permissionNotGranted';
    if (kind === 'control' && this.#options.driver === null) return 'controlUnavailable';
    // Only the window of a camera session says all the time what camera and microphone do, and has Pause and Mute.
    if (isLensKind(kind) && !this.#options.isLens()) return 'permissionNotGranted';
    return null;
  }

  #maySee(): boolean {
    return this.#options.isVerified() && this.#desk.isGranted('viewScreen');
  }

  #mayControl(): boolean {
    return this.#maySee() && this.#desk.isGranted('control') && this.screen.showsWholeScreen && !this.#onHold;
  }

  /** Control needs the picture: without it the technician would act blind. */
  #withDependants(kinds: readonly PermissionKind[]): readonly PermissionKind[] {
    return kinds.includes('viewScreen') && !kinds.includes('control') ? [...kinds, 'control'] : kinds;
  }

  #answered({ repeated, ...answer }: Answer): void {
    if (repeated) {
      this.#options.channel.sendMessage({ t: 'permission/answer', ...answer });
      return;
    }
    if (answer.granted) this.#options.record('customer', 'permission/allowed', { kind: answer.kind });
    else {
      const actor = answer.reason === 'permissionDenied' ? 'customer' : 'handrail';
      const reason = answer.reason ?? 'permissionDenied';
      this.#options.record(actor, 'permission/denied', { kind: answer.kind, reason });
    }
    // The log could not take it, and the session is over: nothing was granted.
    if (this.#closed) return;
    this.#options.channel.sendMessage({ t: 'permission/answer', ...answer });
    if (!answer.granted) return;
    if (answer.kind === 'control') {
      this.#controlLogged = true;
      this.#options.record('technician', 'control/started', {});
    }
    this.#applyGrants();
    if (answer.kind === 'viewScreen' && this.#maySee()) this.screen.start();
  }

  #revoked(kinds: readonly PermissionKind[]): void {
    this.#options.record('customer', 'permission/revoked', { kinds: kinds.join(' ') });
    const told = this.#options.channel.sendMessage({ t: 'permission/revoked', kinds: [...kinds] });
    if (!told) this.#untoldRevoked = [...this.#untoldRevoked, ...kinds];
  }

  #screenEnded(reason: FailureCode): void {
    this.#input?.releaseAll();
    // A window that went away comes back and asks again; anything else was the person's own choice.
    if (reason !== 'windowLost') {
      const kinds = this.#desk.revoke(['viewScreen', 'control']);
      if (kinds.length > 0) this.#revoked(kinds);
    }
    this.#applyGrants();
  }

  /** Brings what is running into line with what is granted. */
  #applyGrants(): void {
    if (!this.#desk.isGranted('control')) {
      this.#input?.releaseAll();
      this.#recordControlStopped();
    }
    if (!this.#desk.isGranted('viewScreen')) this.screen.stop();
    if (!this.#desk.isGranted('sendFile')) this.#files.cancelAll('permissionNotGranted', 'receiving');
    this.lens.applyGrants();
    this.#options.onChange({ granted: this.#desk.granted.toSorted(byKind) });
    this.#showActivity();
  }

  #recordControlStopped(): void {
    if (this.#controlLogged) this.#options.record('handrail', 'control/stopped', {});
    this.#controlLogged = false;
  }

  #showActivity(): void {
    const screenSeen = this.screen.isLive;
    this.#options.onChange({ activity: { screenSeen, controlled: screenSeen && this.#mayControl() } });
  }
}

function isLensKind(kind: PermissionKind): boolean {
  return kind === 'camera' || kind === 'voice' || kind === 'recording';
}

function byKind(a: { readonly kind: PermissionKind }, b: { readonly kind: PermissionKind }): number {
  return permissionKinds.indexOf(a.kind) - permissionKinds.indexOf(b.kind);
}
