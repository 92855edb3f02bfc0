/** What of a call differs from what the product does; null: nothing. */
export type CameraSettings = {
  /** Milliseconds that the receiver keeps frames back for an even pace; `browser`: as it likes. */
  readonly jitterMs: number | 'browser' | null;
  readonly codec: 'H264' | null;
  readonly contentHint: string | null;
};
