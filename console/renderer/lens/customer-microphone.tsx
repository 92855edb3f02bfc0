import { Mic, MicOff, PhoneCall } from 'lucide-react';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import styles from '../screen/connection-strip.module.css';

const looks = {
  none: { text: 'microphoneNone', icon: MicOff },
  live: { text: 'microphoneLive', icon: Mic },
  muted: { text: 'microphoneMuted', icon: MicOff },
  taken: { text: 'microphoneTaken', icon: PhoneCall },
} as const;

/** Whether the customer can be heard, among the facts of the connection. */
export function CustomerMicrophone(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const { text, icon: Icon } = looks[props.session.camera.call.microphone];
  return (
    <li className={styles['fact']}>
      <Icon className={styles['icon']} aria-hidden />
      {t('customerMicrophone')}: {t(text)}
    </li>
  );
}
