import nacl from 'tweetnacl';
import { fromBase64Url, toBase64Url } from '../crypto/bytes.ts';
import { decodeFields, encodeFields, u64 } from '../crypto/encode-fields.ts';
import type { RandomBytes } from '../core/random.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import { decodeJson } from '../protocol/decode-json.ts';
import { sealedMessageSchema, type SealedMessage } from '../protocol/handshake-messages.ts';
import { maxRelayMessageBytes, sealedPaddingBytes } from '../protocol/limits.ts';
import type { Role, SessionKeys } from './session-keys.ts';

/** Frames that were sent and not acknowledged, kept for a reconnect. A session needs some tens in all. */
const maxOutboxFrames = 512;

type Opened = { readonly message: SealedMessage | null };

/** Why a frame was not opened: `broken` ends the session, since only an attacker or a fault of ours makes such frames. */
export type SealedFailure = 'broken' | 'gap';

/**
 * Sealed signalling through the relay (HS1): secretbox per direction, numbered without gaps, padded.
 * The relay can drop, delay and repeat frames. Repeats are ignored; a gap ends the session rather than letting the relay
 * choose which messages arrive. What a broken relay connection lost is sent again from the outbox.
 */
export class SealedChannel {
  readonly #sealKey: Uint8Array;
  readonly #openKey: Uint8Array;
  readonly #random: RandomBytes;
  #sent = 0;
  #received = 0;
  #outbox: { readonly sequence: number; readonly box: string }[] = [];

  constructor(keys: SessionKeys, role: Role, random: RandomBytes) {
    this.#sealKey = keys.signal[role];
    this.#openKey = keys.signal[role === 'technician' ? 'customer' : 'technician'];
    this.#random = random;
  }

  seal(message: SealedMessage): string {
    this.#sent += 1;
    const header = encodeFields(u64(this.#sent), u64(this.#received), JSON.stringify(message)).length + 4;
    const padding = new Uint8Array((sealedPaddingBytes - (header % sealedPaddingBytes)) % sealedPaddingBytes);
    const plain = encodeFields(u64(this.#sent), u64(this.#received), JSON.stringify(message), padding);
    const nonce = this.#random(nacl.secretbox.nonceLength);
    const sealed = nacl.secretbox(plain, nonce, this.#sealKey);
    const box = toBase64Url(joinBytes(nonce, sealed));
    this.#outbox.push({ sequence: this.#sent, box });
    if (this.#outbox.length > maxOutboxFrames) this.#outbox.shift();
    return box;
  }

  /** `message` is null for a repeat of what was received already. */
  open(box: string): Result<Opened, SealedFailure> {
    const bytes = fromBase64Url(box);
    if (bytes === null || bytes.length < nacl.secretbox.nonceLength) return fail('broken');
    const nonce = bytes.subarray(0, nacl.secretbox.nonceLength);
    const plain = nacl.secretbox.open(bytes.subarray(nacl.secretbox.nonceLength), nonce, this.#openKey);
    const fields = plain && decodeFields(plain, 4);
    if (!fields) return fail('broken');
    const [sequenceBytes, acknowledgedBytes, body] = fields as [Uint8Array, Uint8Array, Uint8Array];
    const sequence = readCounter(sequenceBytes);
    const acknowledged = readCounter(acknowledgedBytes);
    if (sequence === null || acknowledged === null) return fail('broken');
    this.#outbox = this.#outbox.filter((frame) => frame.sequence > acknowledged);
    if (sequence <= this.#received) return succeed({ message: null });
    if (sequence !== this.#received + 1) return fail('gap');
    const message = decodeJson(sealedMessageSchema, new TextDecoder().decode(body), maxRelayMessageBytes);
    if (!message.ok) return fail('broken');
    this.#received = sequence;
    return succeed({ message: message.value });
  }

  /** What the other side has not acknowledged, in order: to be sent again after the relay connection came back. */
  unacknowledged(): readonly string[] {
    return this.#outbox.map((frame) => frame.box);
  }
}

function readCounter(bytes: Uint8Array): number | null {
  if (bytes.length !== 8) return null;
  const value = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : null;
}

function joinBytes(first: Uint8Array, second: Uint8Array): Uint8Array {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
