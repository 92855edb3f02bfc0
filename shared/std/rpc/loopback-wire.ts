import * as v from 'valibot';

/**
 * What a page and its main say to each other on the loopback WebSocket of the browser host, beside the texts of their
 * `MessageLink`. A text frame's first character tells the two apart. A binary frame from the page answers a `read`; one from
 * main is the link's own, as it is.
 *
 * A socket begins with `hello` (page), `welcome` (main), `stored` (page); only then is it a link.
 */
const messagePrefix = 'm';
const hostPrefix = 'h';

/** Where the socket is opened. */
export const loopbackPath = '/link';

/** Close code: the token was wrong, used or stale. The page must not try again. */
export const refusedCloseCode = 4401;
/** Close code: the same window came back on another socket. */
export const replacedCloseCode = 4409;

const token = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const ticket = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const request = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1));
const sizeBytes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 48));

const toMainSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('hello'), token }),
  /** The token of `welcome` is kept: the one before it may be forgotten. */
  v.strictObject({ kind: v.literal('stored') }),
  v.strictObject({
    kind: v.literal('offer'),
    ticket,
    name: v.pipe(v.string(), v.maxLength(1_024)),
    sizeBytes,
  }),
  v.strictObject({ kind: v.literal('unreadable'), request }),
]);

const toPageSchema = v.variant('kind', [
  /** `token` opens the next socket, once. */
  v.strictObject({ kind: v.literal('welcome'), token }),
  /** Answered by a binary frame (`request` as u32 big endian, then exactly these bytes), or by `unreadable`. */
  v.strictObject({ kind: v.literal('read'), request, ticket, offset: sizeBytes, length: request }),
  v.strictObject({ kind: v.literal('release'), ticket }),
]);

export type ToMain = v.InferOutput<typeof toMainSchema>;
export type ToPage = v.InferOutput<typeof toPageSchema>;

export type LoopbackFrame<Host> =
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'host'; readonly message: Host };

/** A text frame that a page sent; null for anything else. */
export function decodeFrameToMain(frame: string): LoopbackFrame<ToMain> | null {
  return decodeFrame(frame, (value) => {
    const parsed = v.safeParse(toMainSchema, value);
    return parsed.success ? parsed.output : null;
  });
}

/** A text frame that main sent; null for anything else. */
export function decodeFrameToPage(frame: string): LoopbackFrame<ToPage> | null {
  return decodeFrame(frame, (value) => {
    const parsed = v.safeParse(toPageSchema, value);
    return parsed.success ? parsed.output : null;
  });
}

export function encodeHostFrame(message: ToMain | ToPage): string {
  return hostPrefix + JSON.stringify(message);
}

export function encodeMessageFrame(text: string): string {
  return messagePrefix + text;
}

function decodeFrame<Host>(frame: string, parse: (value: unknown) => Host | null): LoopbackFrame<Host> | null {
  if (frame.startsWith(messagePrefix)) return { kind: 'message', text: frame.slice(1) };
  if (!frame.startsWith(hostPrefix)) return null;
  let value: unknown;
  try {
    value = JSON.parse(frame.slice(1));
  } catch {
    return null; // Not JSON is one of the ways of not being a frame.
  }
  const message = parse(value);
  return message === null ? null : { kind: 'host', message };
}
