import { Mic, MicOff, PhoneCall, type LucideIcon } from 'lucide-react';
import { useStore } from 'zustand';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages, type PlainMessage } from '../messages/catalogue.ts';
import styles from '../screen/connection-strip.module.css';
import { useServices } from '../window/services.tsx';
import { noMedia } from './call/call-media.ts';

type Look = { readonly text: PlainMessage; readonly icon: LucideIcon };

const theirs = {
  none: { text: 'theirsNone', icon: MicOff },
  live: { text: 'theirsLive', icon: Mic },
  muted: { text: 'theirsMuted', icon: MicOff },
  taken: { text: 'theirsTaken', icon: PhoneCall },
} as const satisfies Record<SessionView['camera']['call']['microphone'], Look>;

const own = {
  none: { text: 'ownOff', icon: MicOff },
  live: { text: 'ownLive', icon: Mic },
  muted: { text: 'ownMuted', icon: MicOff },
} as const;

/** Who can be heard, among the facts of the connection, while the two may talk. */
export function Microphones(props: { readonly session: SessionView }) {
  const { calls } = useServices();
  const { id, camera, permissions } = props.session;
  const voice = useStore(calls.media, (media) => (media[id] ?? noMedia).microphone);
  if (permissions.voice.state !== 'granted') return null;
  return (
    <>
      <Fact {...theirs[camera.call.microphone]} />
      <Fact {...own[voice]} />
    </>
  );
}

function Fact(props: Look) {
  const t = useMessages(consoleMessages);
  const { icon: Icon, text } = props;
  return (
    <li className={styles['fact']}>
      <Icon className={styles['icon']} aria-hidden />
      {t(text)}
    </li>
  );
}
