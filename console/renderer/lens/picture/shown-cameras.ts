import type { PaintedTrack } from '#shared/dom/media/painted-track.ts';

/** Where cameras are shown now, for whoever keeps a picture of one. */
export class ShownCameras {
  readonly #cameras = new Map<string, PaintedTrack>();

  set(session: string, camera: PaintedTrack | null): void {
    if (camera === null) this.#cameras.delete(session);
    else this.#cameras.set(session, camera);
  }

  /** Null while this session's picture is not in sight, or there has been none yet. */
  image(session: string): HTMLCanvasElement | null {
    return this.#cameras.get(session)?.image ?? null;
  }
}
