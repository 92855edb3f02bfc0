/** The videos in which cameras are shown now, for whoever keeps a picture of one. */
export class ShownCameras {
  readonly #videos = new Map<string, HTMLVideoElement>();

  set(session: string, video: HTMLVideoElement | null): void {
    if (video === null) this.#videos.delete(session);
    else this.#videos.set(session, video);
  }

  /** Null while this session's picture is not in sight, or there has been none yet. */
  get(session: string): HTMLVideoElement | null {
    const video = this.#videos.get(session);
    return video === undefined || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA ? null : video;
  }
}
