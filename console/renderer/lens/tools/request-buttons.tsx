import { Flashlight, FlashlightOff, SwitchCamera, type LucideIcon } from 'lucide-react';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { IconButton } from '#shared/ui/controls/icon-button.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../../messages/catalogue.ts';
import { useAct } from '../../window/services.tsx';
import { switchButton, torchButton, type RequestButton } from './lens-actions.ts';

/** Ask for the other camera and for the light: it is the customer's own hand that does both. */
export function RequestButtons(props: { readonly session: SessionView }) {
  const { session } = props;
  const isLit = session.camera.call.torch === 'on';
  return (
    <>
      <Ask session={session.id} button={switchButton(session)} icon={SwitchCamera} />
      <Ask session={session.id} button={torchButton(session)} icon={isLit ? FlashlightOff : Flashlight} />
    </>
  );
}

function Ask(props: { readonly session: string; readonly button: RequestButton; readonly icon: LucideIcon }) {
  const t = useMessages(consoleMessages);
  const act = useAct();
  const { request, name, obstacle } = props.button;
  return (
    <IconButton
      name={t(name)}
      icon={props.icon}
      size="small"
      variant="secondary"
      unavailable={obstacle === null ? null : t(obstacle)}
      onClick={() => void act('camera/request', { session: props.session, request })}
    />
  );
}
