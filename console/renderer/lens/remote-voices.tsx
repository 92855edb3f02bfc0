import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../window/services.tsx';

/** Lets the technician hear every customer whom they talk with, whatever tab is in front. */
export function RemoteVoices() {
  const { calls } = useServices();
  const media = useStore(calls.media);
  return Object.entries(media).map(([session, { voice }]) =>
    voice === null ? null : <RemoteVoice key={session} voice={voice} />,
  );
}

function RemoteVoice(props: { readonly voice: MediaStream }) {
  const { voice } = props;
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = audio.current;
    if (element === null) return;
    element.srcObject = voice;
    return () => {
      element.srcObject = null;
    };
  }, [voice]);
  // What people say to each other has no captions.
  // oxlint-disable-next-line jsx-a11y/media-has-caption
  return <audio ref={audio} autoPlay />;
}
