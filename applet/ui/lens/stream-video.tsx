import { useCallback } from 'react';

/** A camera's picture, without sound. Not mirrored, whichever camera: this is what the technician sees. */
export function StreamVideo(props: {
  readonly stream: MediaStream;
  /** For screen readers. */
  readonly name: string;
  readonly className?: string | undefined;
  /** Told where it plays, and null when it is gone. Must stay the same function. */
  readonly onElement?: (video: HTMLVideoElement | null) => void;
}) {
  const { stream, onElement } = props;
  const attach = useCallback(
    (video: HTMLVideoElement) => {
      // Phones refuse to play by themselves what could make a sound, and the attribute comes too late for them.
      video.muted = true;
      video.srcObject = stream;
      onElement?.(video);
      return () => {
        onElement?.(null);
        video.srcObject = null;
      };
    },
    [stream, onElement],
  );
  return (
    <video
      ref={attach}
      className={props.className}
      aria-label={props.name}
      autoPlay
      playsInline
      muted
      disablePictureInPicture
    />
  );
}
