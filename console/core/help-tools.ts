import type { Clock } from '#shared/std/core/clock.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { InputSender } from '#shared/std/input/input-sender.ts';
import { isLensMessage } from '#shared/std/lens/lens-message.ts';
import type { LogEventName, LogEvents } from '#shared/std/log/log-events.ts';
import { maxBytesTakenUnasked, maxFilesTakenUnasked, maxUntypedShown } from '#shared/std/protocol/limits.ts';
import { plainText } from '#shared/std/log/plain-text.ts';
import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import type { PeerMessage, PeerMessageOf } from '#shared/std/protocol/peer-messages.ts';
import type { SessionType } from '#shared/std/protocol/session-type.ts';
import type { SwitchedChannel } from '#shared/std/session/switched-channel.ts';
import type { FileSource } from '#shared/std/transfer/file-source.ts';
import type { FileStore } from '#shared/std/transfer/file-store.ts';
import { FileTransfers } from '#shared/std/transfer/file-transfers.ts';
import { logTransferEvent } from '#shared/std/transfer/log-transfer-event.ts';
import type { StreamingHash } from '#shared/std/transfer/streaming-hash.ts';
import type { SessionSummary } from '#shared/std/view/console-view.ts';
import type { MediaSignal } from '#shared/std/view/media-signal.ts';
import type { TransferView } from '#shared/std/view/session-parts.ts';
import { AskedPermissions } from './asked-permissions.ts';
import { TechnicianLens, type TechnicianLensOptions } from './technician-lens.ts';
import { ViewedScreen } from './viewed-screen.ts';

export type HelpToolsOptions = Pick<TechnicianLensOptions, 'onBoard' | 'onTracked' | 'onCallSignal' | 'onCallEnd'> & {
  readonly type: SessionType;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly channel: SwitchedChannel;
  readonly fileStore: FileStore;
  readonly hash: () => StreamingHash;
  /** The customer is verified and the session was started. */
  readonly isReady: () => boolean;
  /** False if it could not be logged: then it must not be done. */
  readonly record: <Name extends LogEventName>(
    actor: 'technician' | 'customer' | 'handrail',
    type: Name,
    body: LogEvents[Name],
  ) => boolean;
  readonly onChange: (change: Partial<SessionSummary>) => void;
  readonly onTransfer: (transfer: TransferView) => void;
  readonly onMediaSignal: (signal: MediaSignal) => void;
  readonly onMediaEnd: () => void;
  /** An encoded message of the screen lane, for the window. */
  readonly onScreenMessage: (bytes: Uint8Array) => void;
  /** The customer's side did what no honest one does. */
  readonly onBroken: (detail: string) => void;
  /** Characters of the technician's that the customer's computer could not type. */
  readonly onUntyped: (characters: string) => void;
};

/** In a camera session these are asked for without a word of the technician's: without them there is none. */
const askedAtOnce = ['camera', 'voice'] as const;

/**
 * What a technician does in a started session: asks for permissions, sees the screen, controls, sends and takes files, sees
 * the camera and draws on it.
 */
export class HelpTools {
  /** What the window and the customer's side say of the screen goes straight there. */
  readonly screen: ViewedScreen;
  /** What the window says of camera, voice and whiteboard goes straight there. */
  readonly lens: TechnicianLens;
  readonly #options: HelpToolsOptions;
  readonly #asked: AskedPermissions;
  readonly #files: FileTransfers;
  /** Given back while there was no connection to say it over. */
  readonly #untoldReleased: PermissionKind[] = [];
  /** Files that wait for the permission to send them. */
  #waitingFiles: FileSource[] = [];
  #input: InputSender | null = null;
  /** The log says that control began, and not yet that it ended. */
  #controlLogged = false;
  /** Of what the technician asked for last. */
  #taken = { files: 0, bytes: 0 };

  constructor(options: HelpToolsOptions) {
    this.#options = options;
    this.#asked = new AskedPermissions({
      clock: options.clock,
      random: options.random,
      send: (message) => options.channel.sendMessage(message),
      onChange: (permissions) => options.onChange({ permissions }),
    });
    this.screen = new ViewedScreen({
      ...options,
      isGranted: () => this.#asked.isGranted('viewScreen'),
      onChange: (screen) => options.onChange({ screen }),
    });
    this.lens = new TechnicianLens({
      ...options,
      isGranted: (kind) => this.#asked.isGranted(kind),
      onCamera: (camera) => options.onChange({ camera }),
    });
    this.#files = new FileTransfers({
      channel: options.channel,
      store: options.fileStore,
      clock: options.clock,
      random: options.random,
      hash: options.hash,
      admit: (offer) => (this.#takesUnasked(offer.sizeBytes) ? 'accept' : 'ask'),
      isAllowed: (direction) => options.isReady() && (direction === 'receiving' || this.#asked.isGranted('sendFile')),
      isBesideScreen: () => this.screen.isLane,
    });
    this.#files.on('changed', (transfer) => options.onTransfer(transfer));
    this.#files.on('event', (event) => logTransferEvent(event, 'technician', options.record));
  }

  ask(kind: PermissionKind): Result<null, FailureCode> {
    if (!this.#options.isReady()) return fail('notVerifiedYet');
    if (!this.#options.channel.isOpen) return fail('connectionFailed');
    // Control without the picture would be blind, so the picture is asked for first.
    if (kind === 'control') this.#askOne('viewScreen');
    this.#askOne(kind);
    return succeed(null);
  }

  /** Once a camera session can be used, it is asked for what it needs, each kind until there was an answer (CALL1). */
  askForCall(): void {
    if (this.#options.type !== 'lens' || !this.#options.isReady() || !this.#options.channel.isOpen) return;
    for (const kind of askedAtOnce) if (!this.#asked.wasAnswered(kind)) this.#askOne(kind);
  }

  release(kind: PermissionKind): Result<null, FailureCode> {
    const kinds: readonly PermissionKind[] = kind === 'viewScreen' ? ['control', 'viewScreen'] : [kind];
    for (const each of kinds) {
      if (!this.#asked.release(each)) continue;
      this.#options.record('technician', 'permission/released', { kind: each });
      if (!this.#options.channel.sendMessage({ t: 'permission/released', kind: each })) this.#untoldReleased.push(each);
    }
    this.#applyGrants();
    return succeed(null);
  }

  sendFiles(sources: readonly FileSource[]): Result<null, FailureCode> {
    if (!this.#options.isReady() || !this.#options.channel.isOpen) {
      for (const source of sources) source.close();
      return fail(this.#options.isReady() ? 'connectionFailed' : 'notVerifiedYet');
    }
    if (!this.#asked.isGranted('sendFile')) {
      this.#waitingFiles.push(...sources);
      this.#askOne('sendFile');
      return succeed(null);
    }
    return this.#offer(sources);
  }

  acceptTransfer(transfer: string): Result<null, FailureCode> {
    return this.#files.accept(transfer);
  }

  cancelTransfer(transfer: string): Result<null, FailureCode> {
    return this.#files.cancel(transfer);
  }

  /** Where input goes while it may; null drops it. */
  get input(): InputSender | null {
    return this.#asked.isGranted('control') && this.screen.isControllable ? this.#input : null;
  }

  receive(message: PeerMessage): void {
    switch (message.t) {
      case 'permission/answer':
        return this.#answered(message);
      case 'permission/revoked': {
        const kinds = this.#asked.revoked(message.kinds);
        if (kinds.length > 0) this.#options.record('customer', 'permission/revoked', { kinds: kinds.join(' ') });
        return this.#applyGrants();
      }
      case 'media/signal':
        return this.screen.receiveSignal(message.signal);
      case 'media/state':
        return this.screen.receiveState(message);
      case 'screen/monitors':
        return this.screen.receiveMonitors(message.monitors);
      case 'control/untyped':
        return this.#asked.isGranted('control') ? this.#showUntyped(message.characters) : undefined;
      default:
        if (isLensMessage(message)) this.lens.receive(message);
        else this.#files.receiveMessage(message);
        return undefined;
    }
  }

  receiveFileFrame(bytes: Uint8Array): void {
    this.#files.receiveFrame(bytes);
  }

  connected(): void {
    this.#input?.close();
    this.#input = new InputSender({
      clock: this.#options.clock,
      send: (channel, bytes) => this.#options.channel.sendInputFrame(channel, bytes),
      bufferedBytes: (channel) => this.#options.channel.inputBufferedBytes(channel),
    });
    for (const kind of this.#untoldReleased.splice(0)) {
      this.#options.channel.sendMessage({ t: 'permission/released', kind });
    }
    this.lens.connected();
    this.askForCall();
  }

  connectionLost(): void {
    this.#input?.close();
    this.#input = null;
    this.#asked.connectionLost();
    this.#dropWaitingFiles();
    this.#files.cancelAll('connectionFailed');
    this.screen.connectionLost();
    this.lens.connectionLost();
  }

  close(): void {
    this.#asked.close();
    this.#dropWaitingFiles();
    this.#files.cancelAll('fileCancelled');
    void this.#files.close();
    this.#applyGrants();
    this.#input?.close();
    this.#input = null;
  }

  #askOne(kind: PermissionKind): void {
    if (this.#asked.mayAsk(kind) && this.#options.record('technician', 'permission/asked', { kind }))
      this.#asked.ask(kind);
  }

  #answered(message: PeerMessageOf<'permission/answer'>): void {
    if (!this.#asked.answered(message)) return;
    if (message.granted) this.#options.record('customer', 'permission/allowed', { kind: message.kind });
    else {
      const reason = message.reason ?? 'permissionDenied';
      this.#options.record('customer', 'permission/denied', { kind: message.kind, reason });
    }
    if (message.granted && message.kind === 'control') {
      this.#controlLogged = this.#options.record('technician', 'control/started', {});
    }
    if (message.granted && message.kind === 'takeFile') this.#taken = { files: 0, bytes: 0 };
    if (message.kind === 'sendFile') {
      if (message.granted) this.#offer(this.#waitingFiles.splice(0));
      else this.#dropWaitingFiles();
    }
    this.#applyGrants();
  }

  /** It is shown in the console's own voice, so it is no more than a few characters: the customer's side can say anything. */
  #showUntyped(characters: string): void {
    const shown = Array.from(new Set(plainText(characters).trim()))
      .slice(0, maxUntypedShown)
      .join('');
    if (shown !== '') this.#options.onUntyped(shown);
  }

  /** A file that the technician asked for is taken at once; any other, and one that would fill the disk, waits for their word. */
  #takesUnasked(sizeBytes: number): boolean {
    if (!this.#asked.isGranted('takeFile')) return false;
    const taken = { files: this.#taken.files + 1, bytes: this.#taken.bytes + sizeBytes };
    if (taken.files > maxFilesTakenUnasked || taken.bytes > maxBytesTakenUnasked) return false;
    this.#taken = taken;
    return true;
  }

  #offer(sources: readonly FileSource[]): Result<null, FailureCode> {
    let failure: FailureCode | null = null;
    for (const source of sources) {
      const offered = this.#files.offer(source);
      if (!offered.ok) failure = offered.reason;
    }
    return failure === null ? succeed(null) : fail(failure);
  }

  /** Brings what is shown into line with what is granted. */
  #applyGrants(): void {
    if (!this.#asked.isGranted('control')) {
      this.#input?.releaseAll();
      if (this.#controlLogged) this.#options.record('handrail', 'control/stopped', {});
      this.#controlLogged = false;
    }
    if (!this.#asked.isGranted('viewScreen')) this.screen.stop(null);
    if (!this.#asked.isGranted('sendFile')) this.#files.cancelAll('permissionNotGranted', 'sending');
    this.lens.applyGrants();
  }

  #dropWaitingFiles(): void {
    for (const source of this.#waitingFiles.splice(0)) source.close();
  }
}
