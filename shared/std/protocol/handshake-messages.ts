import * as v from 'valibot';
import { cipherSuite, protocolVersion } from './limits.ts';
import { sessionTypes } from './session-type.ts';
import { endReasons } from '../session/session-status.ts';

// What travels as `signal/send` data through the relay: the handshake in the clear, then sealed frames only.

const bytes = (count: number) => v.pipe(v.string(), v.length(Math.ceil((count * 4) / 3)), v.regex(/^[A-Za-z0-9_-]*$/));
const base64url = (maxCharacters: number) =>
  v.pipe(v.string(), v.maxLength(maxCharacters), v.regex(/^[A-Za-z0-9_-]*$/));

/** Steps 1 to 4 of the handshake, and the sealed frames that follow. */
export const signalFrameSchema = v.variant('t', [
  v.strictObject({
    t: v.literal('handshake/commit'),
    version: v.literal(protocolVersion),
    suite: v.literal(cipherSuite),
    commitment: bytes(32),
  }),
  v.strictObject({
    t: v.literal('handshake/join'),
    suite: v.literal(cipherSuite),
    publicKey: bytes(32),
    nonce: bytes(32),
    logPublicKey: bytes(32),
  }),
  v.strictObject({
    t: v.literal('handshake/reveal'),
    publicKey: bytes(32),
    nonce: bytes(32),
    devicePublicKey: bytes(32),
    certificate: base64url(4096),
    signature: bytes(64),
  }),
  v.strictObject({ t: v.literal('handshake/confirm'), mac: bytes(32) }),
  v.strictObject({ t: v.literal('sealed'), box: base64url(60_000) }),
]);

export type SignalFrame = v.InferOutput<typeof signalFrameSchema>;

/** What is inside a sealed frame (HS1). */
export const sealedMessageSchema = v.variant('t', [
  /** The console says what the session is for. */
  v.strictObject({ t: v.literal('technician/hello'), sessionType: v.picklist(sessionTypes) }),
  /** The applet introduces itself. */
  v.strictObject({
    t: v.literal('customer/hello'),
    platform: v.pipe(v.string(), v.maxLength(64)),
    canBeControlled: v.boolean(),
  }),
  /** The text that was shown, by its hash: proof of what was accepted. */
  v.strictObject({
    t: v.literal('terms/answer'),
    accepted: v.boolean(),
    termsVersion: v.pipe(v.string(), v.maxLength(32)),
    termsHash: bytes(32),
    locale: v.pipe(v.string(), v.maxLength(16)),
  }),
  /** The customer typed the right code (HS3). */
  v.strictObject({ t: v.literal('verification/done') }),
  v.strictObject({ t: v.literal('verification/wrong'), triesLeft: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  /** The technician pressed Start: the data connection may be made (HS2). */
  v.strictObject({ t: v.literal('session/start') }),
  v.strictObject({
    t: v.literal('data/description'),
    type: v.picklist(['offer', 'answer']),
    /** Counts data connections: signals of an older one are dropped. */
    generation: v.pipe(v.number(), v.integer(), v.minValue(0)),
    sdp: v.pipe(v.string(), v.maxLength(16_384)),
  }),
  v.strictObject({
    t: v.literal('data/candidate'),
    generation: v.pipe(v.number(), v.integer(), v.minValue(0)),
    candidate: v.pipe(v.string(), v.maxLength(1024)),
    mid: v.pipe(v.string(), v.maxLength(16)),
  }),
  v.strictObject({ t: v.literal('session/end'), reason: v.picklist(endReasons) }),
]);

export type SealedMessage = v.InferOutput<typeof sealedMessageSchema>;
