import { Camera, Image, ScanEye } from 'lucide-react';
import { useRef, useState, type ChangeEvent } from 'react';
import { useStore } from 'zustand';
import { Button } from '#shared/ui/controls/button.tsx';
import { useFailureToast } from '#shared/ui/feedback/toasts.tsx';
import { useServices, useText } from '../../window/services.tsx';
import { grabPicture } from './grab-picture.ts';

/**
 * Photos from a phone (L12): a new one, one from its collection, or what the camera shows now. They go as they are; none is
 * opened here, so the largest costs this page no memory. Where the phone's own camera program takes a photo, it takes the
 * camera from this page for that time: sending the camera's picture needs no such change.
 */
export function PhotoButtons(props: { readonly busy: boolean; readonly onFiles: (files: readonly File[]) => void }) {
  const t = useText();
  const showFailure = useFailureToast();
  const { lens, clock } = useServices();
  const preview = useStore(lens.store, (call) => call.preview);
  const camera = useRef<HTMLInputElement>(null);
  const collection = useRef<HTMLInputElement>(null);
  const [grabbing, setGrabbing] = useState(false);
  const picked = (event: ChangeEvent<HTMLInputElement>): void => {
    const files = Array.from(event.target.files ?? []);
    event.target.value = '';
    if (files.length > 0) props.onFiles(files);
  };
  const grab = async (stream: MediaStream): Promise<void> => {
    setGrabbing(true);
    const picture = await grabPicture(stream, clock.wallMs());
    setGrabbing(false);
    if (picture === null) showFailure('cameraLost');
    else props.onFiles([picture]);
  };
  return (
    <>
      <input ref={camera} type="file" accept="image/*" capture="environment" hidden onChange={picked} />
      <input ref={collection} type="file" accept="image/*" multiple hidden onChange={picked} />
      {preview !== null && (
        <Button size="large" icon={ScanEye} busy={grabbing || props.busy} onClick={() => void grab(preview)}>
          {t('photoFrame')}
        </Button>
      )}
      <Button size="large" icon={Camera} busy={props.busy} onClick={() => camera.current?.click()}>
        {t('photoTake')}
      </Button>
      <Button size="large" icon={Image} busy={props.busy} onClick={() => collection.current?.click()}>
        {t('photoChoose')}
      </Button>
    </>
  );
}
