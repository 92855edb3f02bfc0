import { Monitor as MonitorIcon } from 'lucide-react';
import { useStore } from 'zustand';
import { useMessages } from '#shared/ui/i18n.tsx';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { consoleMessages } from '../../messages/catalogue.ts';
import { ChoiceMenu } from '../choice-menu.tsx';
import { laneChoices, readChoice } from './monitor-choices.ts';
import { useLaneViewer } from './use-lane-viewer.ts';

/** Which of the customer's screens are looked at; nothing where there is one only. */
export function MonitorMenu(props: { readonly session: SessionView }) {
  const viewer = useLaneViewer(props.session.id);
  return viewer === null ? null : <Menu session={props.session} viewer={viewer} />;
}

function Menu(props: {
  readonly session: SessionView;
  readonly viewer: NonNullable<ReturnType<typeof useLaneViewer>>;
}) {
  const t = useMessages(consoleMessages);
  const { session, viewer } = props;
  const choice = useStore(viewer.state, (state) => state.choice);
  const monitors = session.screen.state === 'live' ? session.screen.monitors : [];
  if (monitors.length < 2) return null;
  const { choices, value } = laneChoices(choice, monitors, {
    screen: (number, name) => t('screenNumbered', { number: String(number), name }),
    size: (width, height) => t('pictureOf', { width: String(width), height: String(height) }),
    primary: t('primaryScreen'),
    all: t('allScreens'),
  });
  return (
    <ChoiceMenu
      label={t('screens')}
      hint={t('screensHint')}
      icon={MonitorIcon}
      choices={choices}
      value={value}
      onChoose={(chosen) => viewer.choose(readChoice(chosen))}
    />
  );
}
