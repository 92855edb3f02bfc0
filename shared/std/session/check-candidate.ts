import { maxCandidateCharacters } from '../protocol/limits.ts';

/** The two ways of naming a place: an address, or the random name that a browser puts in its stead on the local network. */
const address = String.raw`(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*|[0-9a-f-]{36}\.local)`;
const candidate = new RegExp(
  String.raw`^(?:a=)?candidate:[a-z0-9+/]{1,32} \d{1,5} udp \d{1,10} ${address} \d{1,5} typ (?:host|srflx|prflx|relay)(?: [\x20-\x7e]*)?$`,
  'i',
);

/**
 * Whether an address of the other side is given to the WebRTC stack. Not one by a name: stacks look names up, and so the
 * other side would have us ask name servers of its choosing. Nor one by TCP, which none of ours can use.
 */
export function isUsableCandidate(text: string): boolean {
  return text.length <= maxCandidateCharacters && candidate.test(text);
}
