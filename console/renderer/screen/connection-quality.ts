/** Below this a click feels immediate. */
const goodRoundTripMs = 100;
/** Above this people click again because nothing seems to happen. */
const poorRoundTripMs = 250;

export type ConnectionQuality = 'good' | 'fair' | 'poor' | 'unknown';

/** A word for the round trip. Frames are left out: a screen on which nothing moves sends none. */
export function connectionQuality(roundTripMs: number | null): ConnectionQuality {
  if (roundTripMs === null) return 'unknown';
  if (roundTripMs <= goodRoundTripMs) return 'good';
  return roundTripMs <= poorRoundTripMs ? 'fair' : 'poor';
}
