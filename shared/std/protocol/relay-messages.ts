import * as v from 'valibot';
import { maxRelayMessageBytes } from './limits.ts';
import { sessionTypes } from './session-type.ts';

// The messages between a console or applet and the relay (RL1, RL2): JSON texts, `v` and `t` on each.

const base64url = (maxCharacters: number) =>
  v.pipe(v.string(), v.maxLength(maxCharacters), v.regex(/^[A-Za-z0-9_-]*$/));
const bytes32 = v.pipe(v.string(), v.length(43), v.regex(/^[A-Za-z0-9_-]*$/));
const sessionId = v.pipe(v.string(), v.length(22), v.regex(/^[A-Za-z0-9_-]*$/));
/** Of this length or shorter: a longer one may add up to a time that no calendar holds, which windows cannot show. */
const maxDurationMs = 366 * 24 * 60 * 60_000;
const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxDurationMs));
const version = { v: v.literal(1) };

export const sessionIdBytes = 16;

/** `message` is an invitation by e-mail or text message, which carries a PIN and a link to the one session (PIN7). */
const entryMethods = ['pin', 'link', 'message'] as const;
/** Which way a customer came in. */
const entryWays = ['pin', 'link'] as const;

export type EntryWay = (typeof entryWays)[number];
const request = v.pipe(v.string(), v.maxLength(64));

/** Why the relay says no; the sentence for each is in the message files under `relay.<code>`. */
const relayErrorCodes = [
  'malformed',
  'tooLarge',
  'notLoggedIn',
  'loginRefused',
  'deviceRevoked',
  'entryRefused',
  'tooManyTries',
  'notYourSession',
  'sessionGone',
  'permissionMissing',
  'lensAlreadyActive',
  'relayFull',
  'tooManyMessages',
  'stopping',
] as const;

export type RelayErrorCode = (typeof relayErrorCodes)[number];

/** Sent by consoles and applets. */
export const toRelaySchema = v.variant('t', [
  // A console logs in with its device key (KEY3).
  v.strictObject({ ...version, t: v.literal('login/start') }),
  v.strictObject({
    ...version,
    t: v.literal('login/answer'),
    /** The device certificate, encoded as in shared/std/crypto/certificate.ts. */
    certificate: base64url(4096),
    nonce: bytes32,
    signature: base64url(86),
  }),
  v.strictObject({
    ...version,
    t: v.literal('session/create'),
    /** Echoed in the answer, so that two at once are told apart. */
    request,
    type: v.picklist(sessionTypes),
    method: v.picklist(entryMethods),
  }),
  // A customer comes with a PIN, or with the session of a link.
  v.strictObject({ ...version, t: v.literal('session/claim'), pin: v.pipe(v.string(), v.regex(/^(\d{6}|\d{8})$/)) }),
  v.strictObject({ ...version, t: v.literal('session/claimLink'), session: sessionId }),
  /** A customer's applet that lost its connection comes back to its session. */
  v.strictObject({ ...version, t: v.literal('session/reattach'), session: sessionId, token: bytes32 }),
  /** The console: this customer is verified; a second claim no longer ends the session (PIN2). */
  v.strictObject({ ...version, t: v.literal('session/confirm'), session: sessionId }),
  /** The console wants to start helping, and waits for the answer: the relay enforces what only it can, one active Lens session (LNS1). */
  v.strictObject({ ...version, t: v.literal('session/pickup'), session: sessionId, request }),
  /** The console did not start after all, because the answer came too late or never: the place is free again. */
  v.strictObject({ ...version, t: v.literal('session/handBack'), session: sessionId }),
  v.strictObject({ ...version, t: v.literal('session/end'), session: sessionId }),
  v.strictObject({
    ...version,
    t: v.literal('signal/send'),
    session: sessionId,
    /** Opaque to the relay: handshake, then sealed. */
    data: base64url(Math.floor(maxRelayMessageBytes * 0.9)),
  }),
]);

/** Sent by the relay. */
export const fromRelaySchema = v.variant('t', [
  v.strictObject({
    ...version,
    t: v.literal('login/challenge'),
    nonce: bytes32,
    host: v.pipe(v.string(), v.maxLength(255)),
    expiresInMs: milliseconds,
  }),
  v.strictObject({
    ...version,
    t: v.literal('login/accepted'),
    /** Where customers go, as the relay is configured: an origin, which links are built on and people are shown. */
    joinUrl: v.pipe(v.string(), v.maxLength(2048), v.regex(/^https?:\/\/[A-Za-z0-9.[\]:-]+\/?$/)),
    /** This device's sessions that are still alive here, after a reconnect. */
    sessions: v.pipe(v.array(sessionId), v.maxLength(1000)),
  }),
  v.strictObject({
    ...version,
    t: v.literal('session/created'),
    request,
    session: sessionId,
    /** Null for a link: its secret is made by the console and never comes here. */
    pin: v.nullable(v.pipe(v.string(), v.regex(/^(\d{6}|\d{8})$/))),
    expiresInMs: milliseconds,
  }),
  /** To the applet: the PIN or link was good; `token` brings it back after a lost connection. */
  v.strictObject({ ...version, t: v.literal('session/claimed'), session: sessionId, token: bytes32 }),
  /** To the console, about each `session/pickup` that is granted: start now. */
  v.strictObject({ ...version, t: v.literal('session/pickedUp'), session: sessionId, request }),
  /** To the console about its session, and to the applet about its own. */
  v.strictObject({
    ...version,
    t: v.literal('session/state'),
    session: sessionId,
    state: v.picklist(['claimed', 'peerLost', 'peerBack', 'expired', 'ended', 'joinedTwice', 'pickedUp']),
    /** With `claimed`: which way the customer came. Not to be believed: it says only which handshake to try (PIN7). */
    entry: v.optional(v.picklist(entryWays)),
  }),
  v.strictObject({
    ...version,
    t: v.literal('signal/deliver'),
    session: sessionId,
    data: base64url(maxRelayMessageBytes),
  }),
  v.strictObject({
    ...version,
    t: v.literal('error'),
    code: v.picklist(relayErrorCodes),
    /** For people who read the wire; windows show their own language's sentence. */
    sentence: v.pipe(v.string(), v.maxLength(512)),
    session: v.optional(sessionId),
    request: v.optional(request),
  }),
]);

export type ToRelay = v.InferOutput<typeof toRelaySchema>;
export type FromRelay = v.InferOutput<typeof fromRelaySchema>;
