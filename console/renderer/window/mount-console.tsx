import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '#shared/ui/tokens.css';
import '#shared/ui/base.css';
import { ToastStack } from '#shared/ui/feedback/toast-stack.tsx';
import { UiRoot } from '#shared/ui/ui-root.tsx';
import { uiTexts } from '../messages/texts.ts';
import { ConsoleWindow } from './console-window.tsx';
import './root.css';
import { ServicesContext, type ConsoleServices } from './services.tsx';
import { followView } from './window-state.ts';

/** Puts the window into the page. */
export function mountConsole(root: HTMLElement, services: ConsoleServices, preferred: readonly string[]): void {
  services.remote.store.subscribe(({ view }) => {
    if (view !== null) services.window.setState((state) => followView(state, view));
  });
  createRoot(root).render(
    <StrictMode>
      <ServicesContext value={services}>
        <UiRoot preferred={preferred} texts={uiTexts} toastStack={ToastStack}>
          <ConsoleWindow />
        </UiRoot>
      </ServicesContext>
    </StrictMode>,
  );
}
