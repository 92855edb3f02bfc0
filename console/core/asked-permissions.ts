import type { Clock } from '#shared/std/core/clock.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import { toBase64Url } from '#shared/std/crypto/bytes.ts';
import { permissionKinds, type PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import type { PeerMessageOf } from '#shared/std/protocol/peer-messages.ts';
import type { PermissionView } from '#shared/std/view/console-view.ts';

type Permissions = Readonly<Record<PermissionKind, PermissionView>>;

const nothingGranted: Permissions = {
  viewScreen: { state: 'off' },
  control: { state: 'off' },
  sendFile: { state: 'off' },
  takeFile: { state: 'off' },
  camera: { state: 'off' },
  voice: { state: 'off' },
  recording: { state: 'off' },
};

/**
 * What the technician asked for and what the customer answered: a mirror for display and for holding back what would be
 * refused. The decision itself stays on the customer's side.
 */
export class AskedPermissions {
  readonly #options: {
    readonly clock: Clock;
    readonly random: RandomBytes;
    readonly send: (message: PeerMessageOf<'permission/ask'>) => boolean;
    readonly onChange: (permissions: Permissions) => void;
  };
  readonly #requests = new Map<PermissionKind, string>();
  readonly #answered = new Set<PermissionKind>();
  #permissions = nothingGranted;

  constructor(options: {
    readonly clock: Clock;
    readonly random: RandomBytes;
    readonly send: (message: PeerMessageOf<'permission/ask'>) => boolean;
    readonly onChange: (permissions: Permissions) => void;
  }) {
    this.#options = options;
  }

  get permissions(): Permissions {
    return this.#permissions;
  }

  isGranted(kind: PermissionKind): boolean {
    return this.#permissions[kind].state === 'granted';
  }

  /** The customer has said yes or no to it in this session. */
  wasAnswered(kind: PermissionKind): boolean {
    return this.#answered.has(kind);
  }

  /** Neither asked for nor granted now. */
  mayAsk(kind: PermissionKind): boolean {
    const { state } = this.#permissions[kind];
    return state !== 'asked' && state !== 'granted';
  }

  /** False if it could not be sent, or is asked for or granted already. */
  ask(kind: PermissionKind): boolean {
    if (!this.mayAsk(kind)) return false;
    const request = toBase64Url(this.#options.random(12));
    if (!this.#options.send({ t: 'permission/ask', request, kind })) return false;
    this.#requests.set(kind, request);
    this.#set(kind, { state: 'asked' });
    return true;
  }

  /** The customer's answer; false for one that was not asked for. */
  answered(message: PeerMessageOf<'permission/answer'>): boolean {
    if (this.#requests.get(message.kind) !== message.request) return false;
    this.#requests.delete(message.kind);
    this.#answered.add(message.kind);
    this.#set(
      message.kind,
      message.granted
        ? { state: 'granted', sinceMs: this.#options.clock.wallMs() }
        : { state: 'denied', reason: message.reason ?? 'permissionDenied' },
    );
    return true;
  }

  /** Taken back by the customer. Says which had been granted. */
  revoked(kinds: readonly PermissionKind[]): readonly PermissionKind[] {
    const granted = kinds.filter((kind) => this.isGranted(kind));
    for (const kind of granted) this.#set(kind, { state: 'revoked' });
    return granted;
  }

  /** Given back by the technician; false if it was not granted. */
  release(kind: PermissionKind): boolean {
    if (!this.isGranted(kind)) return false;
    this.#set(kind, { state: 'off' });
    return true;
  }

  /** Questions that the lost connection may have swallowed are open again to be asked. */
  connectionLost(): void {
    for (const kind of this.#requests.keys()) this.#set(kind, { state: 'off' });
    this.#requests.clear();
  }

  /** The session is over. */
  close(): void {
    for (const kind of permissionKinds) {
      if (this.#permissions[kind].state === 'asked' || this.isGranted(kind)) this.#set(kind, { state: 'off' });
    }
  }

  #set(kind: PermissionKind, permission: PermissionView): void {
    this.#permissions = { ...this.#permissions, [kind]: permission };
    this.#options.onChange(this.#permissions);
  }
}
