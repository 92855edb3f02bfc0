/** How two peers reach each other. */
export type ConnectionPath = {
  readonly path: 'direct' | 'relayed' | null;
  readonly roundTripMs: number | null;
};

/** What has passed since the connection began, and what the sender believes the way carries. */
export type ConnectionLoad = {
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** In bits a second; null where the browser does not say. */
  readonly availableBitrate: number | null;
};

type Entry = { readonly id: string; readonly type: string };
type Pair = Entry & RTCIceCandidatePairStats & { readonly selected?: boolean };

/** Reads the pair of addresses in use from WebRTC's statistics. */
export function readConnectionPath(report: RTCStatsReport): ConnectionPath {
  const entries = entriesOf(report);
  const pair = pairInUse(entries);
  if (pair === null) return { path: null, roundTripMs: null };

  const ends = [pair.localCandidateId, pair.remoteCandidateId].map((id) =>
    entries.find((entry) => entry.id === id),
  ) as ({ candidateType?: string } | undefined)[];
  const relayed = ends.some((end) => end?.candidateType === 'relay');
  const roundTripMs = pair.currentRoundTripTime === undefined ? null : pair.currentRoundTripTime * 1000;
  return { path: relayed ? 'relayed' : 'direct', roundTripMs };
}

export function readConnectionLoad(report: RTCStatsReport): ConnectionLoad {
  const entries = entriesOf(report);
  const pair = pairInUse(entries);
  // The transport's count goes over all pairs that were ever used.
  const counted = (transportOf(entries) ?? pair) as { bytesSent?: number; bytesReceived?: number } | null;
  return {
    sentBytes: counted?.bytesSent ?? pair?.bytesSent ?? 0,
    receivedBytes: counted?.bytesReceived ?? pair?.bytesReceived ?? 0,
    availableBitrate: pair?.availableOutgoingBitrate ?? null,
  };
}

function pairInUse(entries: readonly Entry[]): Pair | null {
  const pairs = entries.filter((entry): entry is Pair => entry.type === 'candidate-pair');
  const selectedId = transportOf(entries)?.selectedCandidatePairId;
  // Firefox marks the pair itself.
  const isUsed = (pair: Pair): boolean => (selectedId === undefined ? pair.selected === true : pair.id === selectedId);
  return pairs.find(isUsed) ?? null;
}

function transportOf(entries: readonly Entry[]): (Entry & RTCTransportStats) | null {
  return (entries.find(({ type }) => type === 'transport') as (Entry & RTCTransportStats) | undefined) ?? null;
}

function entriesOf(report: RTCStatsReport): readonly Entry[] {
  return Array.from(report.values() as Iterable<Entry>);
}
