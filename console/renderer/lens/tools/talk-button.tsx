import { Mic, MicOff } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { TechnicianVoice } from '#shared/std/lens/call-state.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages, type PlainMessage } from '../../messages/catalogue.ts';
import { PermissionPair } from '../../session/permission-pair.tsx';
import { permissionButton } from '../../session/session-actions.ts';
import { useServices } from '../../window/services.tsx';
import { noMedia } from '../call/call-media.ts';
import { useLensCommands } from './use-lens-commands.ts';

const hints: Readonly<Record<TechnicianVoice, PlainMessage>> = {
  none: 'hintTalking',
  live: 'hintTalkingLive',
  muted: 'hintTalkingMuted',
};

/** Asks whether the two may talk; then turns the technician's own microphone on and off. It never goes on by itself. */
export function TalkButton(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const { calls } = useServices();
  const commands = useLensCommands();
  const { session } = props;
  const voice = useStore(calls.media, (media) => (media[session.id] ?? noMedia).microphone);
  const [opening, setOpening] = useState(false);
  const { state, obstacle } = permissionButton(session, 'voice');
  const granted = state === 'granted';
  const press = async (): Promise<void> => {
    // The browser may ask for the microphone first.
    setOpening(true);
    await commands.talk(session);
    setOpening(false);
  };
  return (
    <PermissionPair session={session} kind="voice">
      {(className) => (
        <Button
          size="small"
          className={className}
          icon={granted && voice === 'live' ? Mic : MicOff}
          busy={state === 'asked' || opening}
          aria-pressed={granted && voice === 'live'}
          hint={t(granted ? hints[voice] : state === 'asked' ? 'requestAsked' : 'hintTalk')}
          unavailable={obstacle === null ? null : t(obstacle)}
          onClick={() => void press()}
        >
          {t('talk')}
        </Button>
      )}
    </PermissionPair>
  );
}
