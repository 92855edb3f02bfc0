import { Connection, type Socket } from '#relay/connection.ts';
import { EntryThrottle } from '#relay/entry-throttle.ts';
import type { HandlerContext } from '#relay/handlers/handler-context.ts';
import { receiveFrame } from '#relay/handlers/receive.ts';
import { LoginCheck } from '#relay/login.ts';
import { Metrics } from '#relay/metrics.ts';
import { PinStore } from '#relay/pin-store.ts';
import { SessionRegistry } from '#relay/session-registry.ts';
import { nodeVerifySignature } from '#shared/node/node-signer.ts';
import type { Clock } from '#shared/std/core/clock.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import { pinTtlMs } from '#shared/std/protocol/limits.ts';
import type { OpenRelaySocket } from '#shared/std/session/relay-connection.ts';

/** What passed a socket, as the relay saw it. */
export type RelayFrame = {
  readonly direction: 'toRelay' | 'fromRelay';
  readonly socket: number;
  readonly text: string;
};

/** One socket in memory. */
class MemorySocket implements Socket {
  readonly OPEN = 1;
  readonly bufferedAmount = 0;
  readyState: Socket['readyState'] = 1;
  /** The client gave it up; the relay has not noticed. */
  forsaken = false;
  readonly #toClient: (text: string) => void;
  readonly #onClose: () => void;

  constructor(toClient: (text: string) => void, onClose: () => void) {
    this.#toClient = toClient;
    this.#onClose = onClose;
  }

  send(text: unknown): void {
    if (typeof text === 'string' && this.readyState === this.OPEN) this.#toClient(text);
  }

  ping(): void {}

  close(): void {
    if (this.readyState !== this.OPEN) return;
    this.readyState = 2;
    queueMicrotask(() => {
      this.readyState = 3;
      this.#onClose();
    });
  }

  terminate(): void {
    this.close();
  }
}

/** The relay's own rules and handlers, over sockets in memory and on any clock. */
export class MemoryRelay {
  readonly frames: RelayFrame[] = [];
  /** Called for each text that a client sends, before the relay has it. */
  onToRelay: (text: string) => void = () => {};
  /** What a client gets instead of what the relay said: itself, from an honest one. */
  alter: (text: string) => string = (text) => text;
  readonly host = 'relay.example';
  readonly url = 'wss://relay.example/ws';
  readonly #options: {
    readonly clock: Clock;
    readonly random: RandomBytes;
    readonly organisationKeys: readonly Uint8Array[];
  };
  readonly #sockets: { readonly socket: MemorySocket; readonly tellClient: () => void }[] = [];
  #context: HandlerContext;
  #running = true;
  /** New sockets fail: the clients' network is gone, and the relay knows nothing of it. */
  outOfReach = false;

  constructor(options: {
    readonly clock: Clock;
    readonly random: RandomBytes;
    readonly organisationKeys: readonly Uint8Array[];
  }) {
    this.#options = options;
    this.#context = this.#makeContext();
  }

  readonly openSocket: OpenRelaySocket = (_url, listeners) => {
    let clientOpen = this.#running && !this.outOfReach;
    const tellClient = (): void => {
      if (!clientOpen) return;
      clientOpen = false;
      listeners.onClosed();
    };
    if (!clientOpen) {
      queueMicrotask(() => listeners.onClosed());
      return { send: () => {}, close: () => {} };
    }
    const context = this.#context;
    const number = this.#sockets.length;
    const socket: MemorySocket = new MemorySocket(
      (text) => {
        this.frames.push({ direction: 'fromRelay', socket: number, text });
        queueMicrotask(() => clientOpen && listeners.onText(this.alter(text)));
      },
      () => {
        connection.dispose();
        const { role } = connection;
        if (role.name === 'console') context.registry.detachConsole(role.device, connection);
        if (role.name === 'customer') context.registry.detachCustomer(role.session, connection);
        tellClient();
      },
    );
    const { metrics } = context;
    const connection = new Connection(socket, 'place', { clock: this.#options.clock, metrics, onKnown: () => {} });
    this.#sockets.push({ socket, tellClient });
    queueMicrotask(() => clientOpen && listeners.onOpen());
    return {
      send: (text) => {
        this.frames.push({ direction: 'toRelay', socket: number, text });
        this.onToRelay(text);
        queueMicrotask(() => {
          if (socket.readyState === socket.OPEN && !socket.forsaken) {
            receiveFrame(context, connection, Buffer.from(text), false);
          }
        });
      },
      close: () => {
        clientOpen = false;
        if (!socket.forsaken) socket.close();
      },
    };
  };

  /** Socket `number`, in the order of opening, breaks at both ends. */
  breakSocket(number: number): void {
    this.#sockets[number]?.socket.close();
  }

  /** The client notices that its network is gone; the relay goes on believing in the old socket. */
  forsakeSocket(number: number): void {
    const forsaken = this.#sockets[number];
    if (forsaken === undefined) return;
    forsaken.socket.forsaken = true;
    forsaken.tellClient();
  }

  get socketCount(): number {
    return this.#sockets.length;
  }

  stop(): void {
    this.#running = false;
    for (const { socket } of this.#sockets) socket.close();
    this.#context.registry.dispose();
  }

  /** As after a crash: nothing is remembered. */
  start(): void {
    this.#context = this.#makeContext();
    this.#running = true;
  }

  #makeContext(): HandlerContext {
    const { clock, random, organisationKeys } = this.#options;
    const metrics = new Metrics();
    return {
      clock,
      logger: silentLogger,
      metrics,
      joinUrl: 'https://relay.example',
      throttle: new EntryThrottle(clock, silentLogger, metrics),
      registry: new SessionRegistry({
        clock,
        random,
        metrics,
        pins: new PinStore(clock, random, pinTtlMs),
        ttlMs: pinTtlMs,
      }),
      login: new LoginCheck({ clock, random, verify: nodeVerifySignature, host: this.host, organisationKeys }),
    };
  }
}
