import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import type { Language } from '#shared/std/messages/language.ts';
import { Toasts } from './feedback/toasts.tsx';
import { I18nProvider } from './i18n.tsx';

/** Before a tooltip opens under the pointer; on keyboard focus it opens at once. */
const tooltipDelayMs = 350;

/** What the shared components need above them: language, tooltips, passing messages. */
export function UiRoot(props: {
  /** `navigator.languages`. */
  readonly preferred: readonly string[];
  /** The languages that this program has messages in. */
  readonly available: readonly Language[];
  readonly children: ReactNode;
}) {
  return (
    <I18nProvider preferred={props.preferred} available={props.available}>
      <Tooltip.Provider delayDuration={tooltipDelayMs}>
        <Toasts>{props.children}</Toasts>
      </Tooltip.Provider>
    </I18nProvider>
  );
}
