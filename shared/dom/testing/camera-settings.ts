/** What of a call differs from what the product does; null: nothing. */
export type CameraSettings = {
  /** Milliseconds that the receiver keeps frames back for an even pace; null: as the browser likes. Left out: as ours does. */
  readonly jitterMs?: number | null;
  readonly codec: 'H264' | null;
  readonly contentHint: string | null;
};
