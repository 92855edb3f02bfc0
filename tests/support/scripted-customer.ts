import { nodeSignerFromSeed, nodeVerifySignature } from '#shared/node/node-signer.ts';
import type { Clock } from '#shared/std/core/clock.ts';
import { toBase64Url } from '#shared/std/crypto/bytes.ts';
import type { Signer } from '#shared/std/crypto/signature.ts';
import { decodeJson } from '#shared/std/protocol/decode-json.ts';
import type { SignalFrame } from '#shared/std/protocol/handshake-messages.ts';
import { maxRelayMessageBytes } from '#shared/std/protocol/limits.ts';
import { toRelaySchema, type EntryWay, type FromRelay, type ToRelay } from '#shared/std/protocol/relay-messages.ts';
import { CustomerHandshake } from '#shared/std/session/customer-handshake.ts';
import type { OpenRelaySocket } from '#shared/std/session/relay-connection.ts';
import { FakeNetwork } from './fake-data-connection.ts';
import { ScriptedPeer, decodeSignal, encodeSignal } from './scripted-peer.ts';
import { seededBytes } from './seeded-bytes.ts';

/** Relay and customer in one, both at the test's command: what a console has to withstand. */
export class ScriptedCustomer {
  readonly session = toBase64Url(new Uint8Array(16).fill(7));
  readonly peer: ScriptedPeer;
  readonly network: FakeNetwork;
  readonly logSigner: Signer;
  readonly toRelay: ToRelay[] = [];
  readonly openSocket: OpenRelaySocket;
  /** Of the console's sessions, those that the relay still knows at the next log-in. */
  alive: readonly string[] = [];
  /** The relay answers log-ins. */
  letsIn = true;
  /** The relay says yes to every pick-up at once. */
  picksUp = true;
  /** Answers handshake frames by itself. */
  shakesHands = true;
  /** What the relay says of new sessions instead of what is right. */
  created: Partial<Extract<FromRelay, { t: 'session/created' }>> = {};
  readonly #handshake: CustomerHandshake;
  #say: (text: string) => void = () => {};
  #hangUp: () => void = () => {};

  constructor(options: { readonly clock: Clock; readonly seed?: string }) {
    const random = seededBytes(`customer ${options.seed ?? ''}`);
    this.logSigner = nodeSignerFromSeed(random(32));
    this.network = new FakeNetwork(options.clock);
    this.#handshake = new CustomerHandshake({
      session: this.session,
      link: null,
      logPublicKey: this.logSigner.publicKey,
      verify: nodeVerifySignature,
      wallMs: () => options.clock.wallMs(),
      random,
    });
    this.peer = new ScriptedPeer({
      role: 'customer',
      random,
      network: this.network,
      sendFrame: (frame) => this.sendFrame(frame),
    });
    this.openSocket = (_url, listeners) => {
      let open = true;
      this.#say = (text) => queueMicrotask(() => open && listeners.onText(text));
      this.#hangUp = () => {
        if (open) listeners.onClosed();
        open = false;
      };
      queueMicrotask(() => open && listeners.onOpen());
      return {
        send: (text) => queueMicrotask(() => open && this.#receive(text)),
        close: () => {
          open = false;
        },
      };
    };
  }

  /** The customer comes, by what the relay says was this way: the console begins the handshake. */
  claim(entry: EntryWay = 'pin'): void {
    this.relaySays({ v: 1, t: 'session/state', session: this.session, state: 'claimed', entry });
  }

  /** The relay answers this pick-up. */
  pickedUp(request: string): void {
    this.relaySays({ v: 1, t: 'session/pickedUp', session: this.session, request });
  }

  /** The requests of all pick-ups so far, the oldest first. */
  get pickUps(): readonly string[] {
    return this.toRelay.flatMap((message) => (message.t === 'session/pickup' ? [message.request] : []));
  }

  state(state: Extract<FromRelay, { t: 'session/state' }>['state']): void {
    this.relaySays({ v: 1, t: 'session/state', session: this.session, state });
  }

  relaySays(message: FromRelay): void {
    this.#say(JSON.stringify(message));
  }

  sayRaw(text: string): void {
    this.#say(text);
  }

  sendFrame(frame: SignalFrame): void {
    this.sendSignalData(encodeSignal(frame));
  }

  sendSignalData(data: string): void {
    this.relaySays({ v: 1, t: 'signal/deliver', session: this.session, data });
  }

  /** The relay's connection breaks. */
  hangUp(): void {
    this.#hangUp();
  }

  #receive(text: string): void {
    const decoded = decodeJson(toRelaySchema, text, maxRelayMessageBytes);
    if (!decoded.ok) throw new Error(`the console sent what the contract does not know: ${text}`);
    const message = decoded.value;
    this.toRelay.push(message);
    const nonce = toBase64Url(new Uint8Array(32));
    switch (message.t) {
      case 'login/start':
        if (!this.letsIn) return undefined;
        return this.relaySays({ v: 1, t: 'login/challenge', nonce, host: 'relay.example', expiresInMs: 30_000 });
      case 'login/answer':
        return this.relaySays({
          v: 1,
          t: 'login/accepted',
          joinUrl: 'https://relay.example',
          sessions: [...this.alive],
        });
      case 'session/create': {
        const { request } = message;
        const { session, created } = this;
        const honest = { v: 1, t: 'session/created', request, session, pin: '123456', expiresInMs: 900_000 } as const;
        return this.relaySays({ ...honest, ...created });
      }
      case 'session/pickup':
        return this.picksUp ? this.pickedUp(message.request) : undefined;
      case 'signal/send':
        return this.#receiveFrame(decodeSignal(message.data));
      default:
        return undefined;
    }
  }

  #receiveFrame(frame: SignalFrame): void {
    if (frame.t === 'sealed') return this.peer.receiveSealed(frame.box);
    if (!this.shakesHands) return undefined;
    const step = this.#handshake.receive(frame);
    if (!step.ok) return undefined;
    for (const answer of step.value.send) this.sendFrame(answer);
    if (step.value.done !== null) this.peer.secure(step.value.done.keys);
    return undefined;
  }
}
