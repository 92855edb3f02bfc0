/** One direction of a connection's pictures; zero or null where nothing is known yet. */
export type VideoFlow = {
  readonly framesPerSecond: number;
  readonly width: number;
  readonly height: number;
  /** As in SDP: `video/AV1`. */
  readonly codec: string | null;
  /** Why the encoder gives less than it was given; null for what is received. */
  readonly limitedBy: 'none' | 'cpu' | 'bandwidth' | 'other' | null;
  /** Packets that never came, as the other end says of what is sent: 0 to 1. */
  readonly lossShare: number | null;
};

/** What WebRTC's statistics say, with the properties of every kind of entry that is read here. */
type Entry = {
  readonly id: string;
  readonly type: string;
  readonly kind?: string;
  readonly codecId?: string;
  readonly mimeType?: string;
  readonly framesPerSecond?: number;
  readonly frameWidth?: number;
  readonly frameHeight?: number;
  readonly qualityLimitationReason?: VideoFlow['limitedBy'];
  readonly fractionLost?: number;
};

export function readVideoFlow(report: RTCStatsReport, direction: 'sent' | 'received'): VideoFlow {
  const entries = Array.from(report.values() as Iterable<Entry>);
  const find = (type: string): Entry | undefined =>
    entries.find((entry) => entry.type === type && entry.kind === 'video');
  const video = find(direction === 'sent' ? 'outbound-rtp' : 'inbound-rtp');
  const codec = video?.codecId === undefined ? undefined : entries.find((entry) => entry.id === video.codecId);
  return {
    framesPerSecond: video?.framesPerSecond ?? 0,
    width: video?.frameWidth ?? 0,
    height: video?.frameHeight ?? 0,
    codec: codec?.mimeType ?? null,
    limitedBy: video?.qualityLimitationReason ?? null,
    lossShare: direction === 'sent' ? (find('remote-inbound-rtp')?.fractionLost ?? null) : null,
  };
}
