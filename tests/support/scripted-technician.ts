import { nodeSignerFromSeed } from '#shared/node/node-signer.ts';
import type { Clock } from '#shared/std/core/clock.ts';
import { issueCertificate } from '#shared/std/crypto/certificate.ts';
import { toBase64Url } from '#shared/std/crypto/bytes.ts';
import { decodeJson } from '#shared/std/protocol/decode-json.ts';
import type { SignalFrame } from '#shared/std/protocol/handshake-messages.ts';
import { maxRelayMessageBytes } from '#shared/std/protocol/limits.ts';
import { permissionKinds, type PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import { toRelaySchema, type FromRelay, type ToRelay } from '#shared/std/protocol/relay-messages.ts';
import type { OpenRelaySocket } from '#shared/std/session/relay-connection.ts';
import { deviceFingerprint } from '#shared/std/session/handshake-transcript.ts';
import { TechnicianHandshake } from '#shared/std/session/technician-handshake.ts';
import { FakeNetwork } from './fake-data-connection.ts';
import { ScriptedPeer, decodeSignal, encodeSignal } from './scripted-peer.ts';
import { seededBytes } from './seeded-bytes.ts';

/** Relay and technician in one, both at the test's command: what an applet has to withstand. */
export class ScriptedTechnician {
  readonly session = toBase64Url(new Uint8Array(16).fill(7));
  readonly peer: ScriptedPeer;
  readonly network: FakeNetwork;
  readonly toRelay: ToRelay[] = [];
  readonly openSocket: OpenRelaySocket;
  readonly deviceFingerprint: Uint8Array;
  readonly linkSecret: Uint8Array | null;
  /** Answers handshake frames by itself. */
  shakesHands = true;
  readonly #handshake: TechnicianHandshake;
  #say: (text: string) => void = () => {};
  #hangUp: () => void = () => {};

  constructor(options: {
    readonly clock: Clock;
    readonly certified?: readonly PermissionKind[];
    readonly linkSecret?: Uint8Array;
    readonly seed?: string;
  }) {
    const random = seededBytes(`technician ${options.seed ?? ''}`);
    const device = nodeSignerFromSeed(random(32));
    this.deviceFingerprint = deviceFingerprint(device.publicKey);
    this.linkSecret = options.linkSecret ?? null;
    this.network = new FakeNetwork(options.clock);
    this.#handshake = new TechnicianHandshake({
      session: this.session,
      device,
      certificate: issueCertificate(nodeSignerFromSeed(random(32)), {
        organisation: 'Acme IT',
        technician: 'Anna Weber',
        devicePublicKey: device.publicKey,
        permissions: options.certified ?? permissionKinds,
        notBeforeMs: options.clock.wallMs() - 1_000,
        notAfterMs: options.clock.wallMs() + 3_600_000,
        serial: 1,
      }),
      linkSecret: this.linkSecret,
      random,
    });
    this.peer = new ScriptedPeer({
      role: 'technician',
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

  /** The relay says. */
  relaySays(message: FromRelay): void {
    this.#say(JSON.stringify(message));
  }

  sayRaw(text: string): void {
    this.#say(text);
  }

  sendFrame(frame: SignalFrame): void {
    this.relaySays({ v: 1, t: 'signal/deliver', session: this.session, data: encodeSignal(frame) });
  }

  sendSignalData(data: string): void {
    this.relaySays({ v: 1, t: 'signal/deliver', session: this.session, data });
  }

  /** The relay's connection breaks. */
  hangUp(): void {
    this.#hangUp();
  }

  get code(): string {
    return this.peer.keys?.verificationCode ?? '';
  }

  #receive(text: string): void {
    const decoded = decodeJson(toRelaySchema, text, maxRelayMessageBytes);
    if (!decoded.ok) throw new Error(`the applet sent what the contract does not know: ${text}`);
    const message = decoded.value;
    this.toRelay.push(message);
    switch (message.t) {
      case 'session/claim':
      case 'session/claimLink':
        this.relaySays({ v: 1, t: 'session/claimed', session: this.session, token: toBase64Url(new Uint8Array(32)) });
        return this.sendFrame(this.#handshake.commit());
      case 'session/reattach':
        return this.relaySays({ v: 1, t: 'session/claimed', session: this.session, token: message.token });
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
    if (step.value.done !== null) this.peer.secure(step.value.done.keys);
    for (const answer of step.value.send) this.sendFrame(answer);
    return undefined;
  }
}
