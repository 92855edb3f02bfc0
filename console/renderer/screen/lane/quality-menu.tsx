import { SlidersHorizontal } from 'lucide-react';
import { useStore } from 'zustand';
import { screenPreferences, type ScreenPreference } from '#shared/std/screen/screen-preference.ts';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../../messages/catalogue.ts';
import { ChoiceMenu } from '../choice-menu.tsx';
import type { LaneViewer } from './lane-viewer.ts';

const texts = {
  automatic: { name: 'qualityAutomatic', detail: 'qualityAutomaticText' },
  sharper: { name: 'qualitySharper', detail: 'qualitySharperText' },
  smoother: { name: 'qualitySmoother', detail: 'qualitySmootherText' },
} as const satisfies Record<ScreenPreference, unknown>;

/** What to keep where the line is too slow for both: detail or movement. Nobody has to choose. */
export function QualityMenu(props: { readonly viewer: LaneViewer }) {
  const t = useMessages(consoleMessages);
  const { viewer } = props;
  const preference = useStore(viewer.state, (state) => state.preference);
  return (
    <ChoiceMenu
      label={t('quality')}
      hint={t('qualityHint')}
      icon={SlidersHorizontal}
      choices={screenPreferences.map((value) => ({
        value,
        name: t(texts[value].name),
        detail: t(texts[value].detail),
      }))}
      value={preference}
      onChoose={(value) => {
        const chosen = screenPreferences.find((each) => each === value);
        if (chosen !== undefined) viewer.prefer(chosen);
      }}
    />
  );
}
