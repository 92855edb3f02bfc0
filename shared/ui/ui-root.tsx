import { Tooltip } from 'radix-ui';
import type { ComponentType, ReactNode } from 'react';
import { Toasts, type ToastStackProps } from './feedback/toasts.tsx';
import { I18nProvider } from './i18n.tsx';
import type { UiTexts } from './messages/ui-texts.ts';

/** Before a tooltip opens under the pointer; on keyboard focus it opens at once. */
const tooltipDelayMs = 350;

/** What the shared components need above them: language, tooltips, passing messages. */
export function UiRoot(props: {
  /** `navigator.languages`. */
  readonly preferred: readonly string[];
  /** In the language that is shown. */
  readonly texts: UiTexts;
  /** `ToastStack`; null while it is fetched. */
  readonly toastStack: ComponentType<ToastStackProps> | null;
  readonly children: ReactNode;
}) {
  return (
    <I18nProvider preferred={props.preferred} texts={props.texts}>
      <Tooltip.Provider delayDuration={tooltipDelayMs}>
        <Toasts stack={props.toastStack}>{props.children}</Toasts>
      </Tooltip.Provider>
    </I18nProvider>
  );
}
