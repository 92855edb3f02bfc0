import type { LineConditions } from '#tests/support/slow-line.ts';

const mbit = 1_000_000;

/** The lines that a shared screen must stay usable on. */
export const lines: Readonly<Record<string, LineConditions>> = {
  loopback: { bitsPerSecond: 10_000 * mbit, roundTripMs: 0, lossShare: 0 },
  '20 Mbit/s, 50 ms': { bitsPerSecond: 20 * mbit, roundTripMs: 50, lossShare: 0 },
  '20 Mbit/s, 150 ms': { bitsPerSecond: 20 * mbit, roundTripMs: 150, lossShare: 0 },
  '5 Mbit/s, 50 ms': { bitsPerSecond: 5 * mbit, roundTripMs: 50, lossShare: 0 },
  '5 Mbit/s, 150 ms': { bitsPerSecond: 5 * mbit, roundTripMs: 150, lossShare: 0 },
  '1 Mbit/s, 50 ms': { bitsPerSecond: mbit, roundTripMs: 50, lossShare: 0 },
  '1 Mbit/s, 150 ms': { bitsPerSecond: mbit, roundTripMs: 150, lossShare: 0 },
  '5 Mbit/s, 50 ms, 2 % lost': { bitsPerSecond: 5 * mbit, roundTripMs: 50, lossShare: 0.02 },
};
