import { useEffect, useState, type RefObject } from 'react';
import { useMessages } from '#shared/ui/i18n.tsx';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { attachRemoteInput, type RemoteInputOptions } from '../input/attach-remote-input.ts';
import { consoleMessages } from '../messages/catalogue.ts';
import { useServices } from '../window/services.tsx';
import { keyboardPlatform } from './keyboard-platform.ts';

/** What input needs to know of a picture. */
export type ControlledPicture = {
  readonly size: RemoteInputOptions['pictureSize'];
  readonly locate?: RemoteInputOptions['locate'];
};

/** Sends mouse and keyboard to the customer's computer while `controlling`. Says whether the keyboard goes there now. */
export function useRemoteControl(
  picture: RefObject<HTMLDivElement | null>,
  { size, locate }: ControlledPicture,
  session: SessionView,
  controlling: boolean,
): boolean {
  const t = useMessages(consoleMessages);
  const { bridge, clock, remote, window } = useServices();
  const [keyboardHere, setKeyboardHere] = useState(false);
  const { id, name, customerPlatform } = session;
  const keyboardLabel = t('keyboardOf', { name });
  useEffect(() => {
    const element = picture.current;
    if (element === null || !controlling) return;
    const detach = attachRemoteInput(element, {
      session: id,
      clock,
      fit: () => window.getState().fit,
      pictureSize: size,
      locate,
      send: (notice, argument) => remote.notify(notice, argument),
      from: bridge.platform,
      to: keyboardPlatform(customerPlatform),
      keyboardLabel,
      onKeyboard: setKeyboardHere,
    });
    return () => {
      detach();
      setKeyboardHere(false);
    };
  }, [bridge, clock, remote, window, picture, size, locate, id, customerPlatform, keyboardLabel, controlling]);
  return keyboardHere;
}
