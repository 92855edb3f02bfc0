import { Camera } from 'lucide-react';
import { useState } from 'react';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { IconButton } from '#shared/ui/controls/icon-button.tsx';
import { useToast } from '#shared/ui/feedback/toasts.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../../messages/catalogue.ts';
import { whiteboardMessages } from '../../messages/whiteboard.ts';
import { pictureName } from '../../saving/picture-name.ts';
import { useSavePicture } from '../../saving/use-save-picture.ts';
import { useServices } from '../../window/services.tsx';
import { focusTargets } from '../../window/use-shortcuts.ts';
import { pictureObstacle } from './lens-actions.ts';
import { takeSnapshot, type SnapshotSource } from './take-snapshot.ts';

/** Keeps what is seen now, drawings and all: the frozen picture while there is one, otherwise the camera's. */
export function SnapshotButton(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const words = useMessages(whiteboardMessages);
  const toast = useToast();
  const save = useSavePicture();
  const { cameras, clock, whiteboards } = useServices();
  const [busy, setBusy] = useState(false);
  const { session } = props;
  const obstacle = pictureObstacle(session);
  const keep = async (): Promise<void> => {
    const atMs = clock.wallMs();
    const board = whiteboards.of(session.id);
    const source = board?.state.getState().frozen ?? sourceOf(cameras.image(session.id));
    setBusy(true);
    const png =
      source === null ? null : await takeSnapshot(source, board?.shown() ?? [], { cannotHold: words('cannotHold') });
    setBusy(false);
    if (png === null) return toast({ tone: 'danger', title: t('screenshotFailed'), text: t('snapshotFailedText') });
    const name = pictureName({ session: session.name, atMs, ending: 'png' });
    await save({ session: session.id, of: 'camera' }, { content: png, name });
  };
  return (
    <IconButton
      id={focusTargets.pictureButton}
      name={t('snapshot')}
      icon={Camera}
      size="small"
      variant="secondary"
      unavailable={obstacle === null ? null : t(obstacle)}
      onClick={() => void (busy || keep())}
    />
  );
}

function sourceOf(image: HTMLCanvasElement | null): SnapshotSource | null {
  return image && { image, width: image.width, height: image.height };
}
