import { Camera } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '#shared/ui/controls/icon-button.tsx';
import { useToast } from '#shared/ui/feedback/toasts.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { consoleMessages } from '../../messages/catalogue.ts';
import { pictureName } from '../../saving/picture-name.ts';
import { useSavePicture } from '../../saving/use-save-picture.ts';
import { useServices } from '../../window/services.tsx';
import { focusTargets } from '../../window/use-shortcuts.ts';
import type { LaneViewer } from './lane-viewer.ts';
import { useLaneViewer } from './use-lane-viewer.ts';

/** Keeps the picture as it is, without loss: a file for each screen that is looked at. */
export function ScreenshotButton(props: { readonly session: SessionView }) {
  const viewer = useLaneViewer(props.session.id);
  return viewer === null ? null : <Shot session={props.session} viewer={viewer} />;
}

function Shot(props: { readonly session: SessionView; readonly viewer: LaneViewer }) {
  const t = useMessages(consoleMessages);
  const showToast = useToast();
  const save = useSavePicture();
  const { clock } = useServices();
  const { session, viewer } = props;
  const hasPicture = useStore(viewer.state, ({ pictures }) => pictures.some(({ size }) => size !== null));
  const [busy, setBusy] = useState(false);
  const keep = async (): Promise<void> => {
    setBusy(true);
    const atMs = clock.wallMs();
    const { pictures } = viewer.state.getState();
    const shots = await Promise.all(pictures.map(({ monitor }) => viewer.screenshot(monitor.id)));
    setBusy(false);
    const kept = shots.flatMap((png, at) =>
      png === null ? [] : [{ png, screen: pictures.length > 1 ? at + 1 : null }],
    );
    for (const { png, screen } of kept) {
      const name = pictureName({ session: session.name, atMs, screen, ending: 'png' });
      void save({ session: session.id, of: 'screen' }, { content: png, name });
    }
    if (kept.length === 0) showToast({ tone: 'danger', title: t('screenshotFailed'), text: t('screenshotFailedText') });
  };
  return (
    <IconButton
      id={focusTargets.pictureButton}
      name={t('screenshot')}
      icon={Camera}
      size="small"
      variant="secondary"
      unavailable={hasPicture ? null : t('noPictureYet')}
      onClick={() => void (busy || keep())}
    />
  );
}
