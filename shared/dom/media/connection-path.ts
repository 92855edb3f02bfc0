/** How two peers reach each other. */
export type ConnectionPath = {
  readonly path: 'direct' | 'relayed' | null;
  readonly roundTripMs: number | null;
};

/** Reads the pair of addresses in use from WebRTC's statistics. */
export function readConnectionPath(report: RTCStatsReport): ConnectionPath {
  const reports = Array.from(report.values() as Iterable<{ readonly id: string; readonly type: string }>);
  const byId = (id: string | undefined): object | undefined => reports.find((entry) => entry.id === id);

  const transport = reports.find((entry) => entry.type === 'transport') as RTCTransportStats | undefined;
  const pair = byId(transport?.selectedCandidatePairId) as RTCIceCandidatePairStats | undefined;
  if (pair === undefined) return { path: null, roundTripMs: null };

  const ends = [byId(pair.localCandidateId), byId(pair.remoteCandidateId)] as (
    | { candidateType?: string }
    | undefined
  )[];
  const relayed = ends.some((end) => end?.candidateType === 'relay');
  const roundTripMs = pair.currentRoundTripTime === undefined ? null : pair.currentRoundTripTime * 1000;
  return { path: relayed ? 'relayed' : 'direct', roundTripMs };
}
