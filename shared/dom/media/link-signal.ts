import * as v from 'valibot';
import { decodeJson } from '#shared/std/protocol/decode-json.ts';
import { maxCandidateCharacters, maxDescriptionCharacters } from '#shared/std/protocol/limits.ts';
import { isUsableCandidate } from '#shared/std/session/check-candidate.ts';
import { maxMediaSignalCharacters } from './media-limits.ts';

const sdp = v.pipe(v.string(), v.maxLength(maxDescriptionCharacters), v.startsWith('v=0'));
const index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15));

/**
 * What simple-peer makes and takes. Its two other kinds, `renegotiate` and `transceiverRequest`, let the receiving end
 * change what the sending end does; a link that carries one stream one way never needs them, so they do not get in.
 */
const linkSignalSchema = v.variant('type', [
  v.strictObject({ type: v.literal('offer'), sdp }),
  v.strictObject({ type: v.literal('answer'), sdp }),
  v.strictObject({
    type: v.literal('candidate'),
    candidate: v.strictObject({
      candidate: v.pipe(v.string(), v.maxLength(maxCandidateCharacters), v.check(isUsableCandidate)),
      // Both null would throw inside simple-peer; Chromium, Firefox and Safari give both.
      sdpMLineIndex: index,
      sdpMid: v.nullable(v.pipe(v.string(), v.maxLength(16))),
    }),
  }),
]);

/** One piece of signalling of a media link. */
export type LinkSignal = v.InferOutput<typeof linkSignalSchema>;

/** Null for anything that no honest link sends. */
export function decodeLinkSignal(data: string): LinkSignal | null {
  const decoded = decodeJson(linkSignalSchema, data, maxMediaSignalCharacters);
  return decoded.ok ? decoded.value : null;
}
