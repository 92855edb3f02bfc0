import { fail, succeed, type Result } from '../core/result.ts';
import { maxDescriptionCandidates, maxDescriptionCharacters } from '../protocol/limits.ts';
import { isUsableCandidate } from './check-candidate.ts';

/** Why a description from the other side is not given to the WebRTC stack. */
export type DescriptionFailure =
  | 'tooLarge'
  | 'malformed'
  | 'noFingerprint'
  | 'manyFingerprints'
  | 'weakFingerprint'
  | 'unexpectedMedia'
  | 'tooManyCandidates'
  | 'unusableCandidate';

/** Printable ASCII only: stacks differ in what they make of the rest, and differences are what attacks live on. */
const line = /^[a-z]=[\x20-\x7e]*$/;
const dataMediaLine = /^m=application \d{1,5} UDP\/DTLS\/SCTP webrtc-datachannel$/;
const fingerprintLine = /^a=fingerprint:(\S+) ((?:[0-9a-f]{2}:)*[0-9a-f]{2})$/i;
const sha256HexDigits = 64;

/**
 * Looks through an offer or answer of the data connection before any parser of native code does: size, form, nothing but
 * data channels, and exactly one DTLS fingerprint, which is what HS4 binds. Lines at session and at media level count
 * alike, because which of the two a stack believes is its own affair.
 */
export function checkDescription(sdp: string): Result<{ readonly fingerprint: string }, DescriptionFailure> {
  if (sdp.length > maxDescriptionCharacters) return fail('tooLarge');
  const lines = sdp.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  if (lines[0] !== 'v=0' || !lines.every((text) => line.test(text))) return fail('malformed');

  const media = lines.filter((text) => text.startsWith('m='));
  if (media.length !== 1 || !media.every((text) => dataMediaLine.test(text))) return fail('unexpectedMedia');

  const candidates = lines.filter((text) => /^a=candidate\b/i.test(text));
  if (candidates.length > maxDescriptionCandidates) return fail('tooManyCandidates');
  if (!candidates.every(isUsableCandidate)) return fail('unusableCandidate');

  return readFingerprint(lines);
}

function readFingerprint(lines: readonly string[]): Result<{ readonly fingerprint: string }, DescriptionFailure> {
  const seen = new Set<string>();
  for (const text of lines) {
    // Wider than the form that is accepted: a line that only some parser takes for a fingerprint must not slip by.
    if (!/^a=\s*fingerprint/i.test(text)) continue;
    const [, algorithm, digest] = fingerprintLine.exec(text) ?? [];
    if (algorithm === undefined || digest === undefined) return fail('malformed');
    if (algorithm.toLowerCase() !== 'sha-256') return fail('weakFingerprint');
    const hex = digest.replaceAll(':', '').toLowerCase();
    if (hex.length !== sha256HexDigits) return fail('malformed');
    seen.add(hex);
  }
  const [fingerprint] = seen;
  if (fingerprint === undefined) return fail('noFingerprint');
  return seen.size === 1 ? succeed({ fingerprint }) : fail('manyFingerprints');
}
