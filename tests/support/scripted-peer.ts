import { fromBase64Url, toBase64Url, utf8 } from '#shared/std/crypto/bytes.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import { decodeJson } from '#shared/std/protocol/decode-json.ts';
import { signalFrameSchema, type SealedMessage, type SignalFrame } from '#shared/std/protocol/handshake-messages.ts';
import { maxRelayMessageBytes } from '#shared/std/protocol/limits.ts';
import { peerMessageSchema, type PeerMessage } from '#shared/std/protocol/peer-messages.ts';
import type { ChannelName } from '#shared/std/session/data-connection.ts';
import { SealedChannel } from '#shared/std/session/sealed-channel.ts';
import { bindingProof, type Role, type SessionKeys } from '#shared/std/session/session-keys.ts';
import type { FakeDataConnection, FakeNetwork } from './fake-data-connection.ts';

/**
 * One side of a session that a test speaks for, message by message: it keeps the protocol only as far as it is told to.
 * Handshake frames come from outside, because the two roles differ there.
 */
export class ScriptedPeer {
  readonly heardSealed: SealedMessage[] = [];
  readonly heardPeer: PeerMessage[] = [];
  readonly network: FakeNetwork;
  keys: SessionKeys | null = null;
  connection: FakeDataConnection | null = null;
  /** The other side's proof came and was right. */
  bound = false;
  /** Proves its end by itself as soon as the connection is open. */
  provesItself = true;
  answersPings = true;
  readonly #role: Role;
  readonly #random: RandomBytes;
  readonly #sendFrame: (frame: SignalFrame) => void;
  #sealed: SealedChannel | null = null;
  #generation = -1;

  constructor(options: {
    readonly role: Role;
    readonly random: RandomBytes;
    readonly network: FakeNetwork;
    readonly sendFrame: (frame: SignalFrame) => void;
  }) {
    this.#role = options.role;
    this.#random = options.random;
    this.network = options.network;
    this.#sendFrame = options.sendFrame;
  }

  /** The handshake is done. */
  secure(keys: SessionKeys): void {
    this.keys = keys;
    this.#sealed = new SealedChannel(keys, this.#role, this.#random);
  }

  sendSealed(message: SealedMessage): void {
    if (this.#sealed !== null) this.#sendFrame({ t: 'sealed', box: this.#sealed.seal(message) });
  }

  receiveSealed(box: string): void {
    const opened = this.#sealed?.open(box);
    if (!opened?.ok || opened.value.message === null) return;
    const { message } = opened.value;
    this.heardSealed.push(message);
    if (message.t !== 'data/description') return;
    if (message.type === 'offer') {
      this.#generation = message.generation;
      this.#follow(this.network.make('answerer'));
    }
    this.connection?.acceptRemoteSignal({ kind: 'description', type: message.type, sdp: message.sdp });
  }

  /** Offers a data connection, whether it may or not. */
  offer(generation = this.#generation + 1): void {
    this.#generation = generation;
    this.#follow(this.network.make('offerer'));
  }

  send(message: PeerMessage): void {
    this.sendRaw('control', utf8(JSON.stringify(message)));
  }

  sendRaw(channel: ChannelName, bytes: Uint8Array): void {
    this.connection?.send(channel, bytes);
  }

  prove(): void {
    const fingerprints = this.connection?.fingerprints() ?? null;
    if (fingerprints === null || this.keys === null) return;
    const ends = { own: fingerprints.local, other: fingerprints.remote };
    this.send({ t: 'bind/proof', mac: toBase64Url(bindingProof(this.keys, this.#role, ends)) });
  }

  #follow(connection: FakeDataConnection): void {
    this.connection?.close();
    this.connection = connection;
    this.bound = false;
    connection.onLocalSignal((signal) => {
      if (signal.kind !== 'description') return;
      this.sendSealed({ t: 'data/description', type: signal.type, generation: this.#generation, sdp: signal.sdp });
    });
    connection.onOpen(() => {
      if (this.provesItself) this.prove();
    });
    connection.onMessage((channel, bytes) => {
      if (channel !== 'control') return;
      const message = decodeJson(peerMessageSchema, new TextDecoder().decode(bytes), maxRelayMessageBytes);
      if (!message.ok) throw new Error(`the other side sent what the contract does not know: ${message.reason}`);
      if (message.value.t === 'bind/proof') this.bound = true;
      if (message.value.t === 'link/ping' && this.answersPings)
        this.send({ t: 'link/pong', count: message.value.count });
      if (!message.value.t.startsWith('link/')) this.heardPeer.push(message.value);
    });
  }
}

/** A frame as `signal/send` carries it. */
export function encodeSignal(frame: SignalFrame): string {
  return toBase64Url(utf8(JSON.stringify(frame)));
}

/** Throws on what is no frame: nothing of ours may send such. */
export function decodeSignal(data: string): SignalFrame {
  const text = new TextDecoder().decode(fromBase64Url(data) ?? new Uint8Array());
  const frame = decodeJson(signalFrameSchema, text, maxRelayMessageBytes);
  if (!frame.ok) throw new Error(`no frame: ${text}`);
  return frame.value;
}
