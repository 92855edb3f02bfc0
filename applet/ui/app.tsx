import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { assertNever } from '#shared/std/core/assert-never.ts';
import { languages } from '#shared/std/messages/language.ts';
import type { AppletStep } from '#shared/std/view/applet-view.ts';
import { Notice } from '#shared/ui/feedback/notice.tsx';
import { Spinner } from '#shared/ui/feedback/spinner.tsx';
import { UiRoot } from '#shared/ui/ui-root.tsx';
import styles from './app.module.css';
import { BarContent } from './bar/bar-content.tsx';
import { Frame } from './frame/frame.tsx';
import { PermissionPrompt } from './prompt/permission-prompt.tsx';
import { useActivity } from './session/activity-card.tsx';
import { SessionStep } from './session/session-step.tsx';
import { Ended } from './steps/ended.tsx';
import { EnterPin } from './steps/enter-pin.tsx';
import { Joining } from './steps/joining.tsx';
import { Terms } from './steps/terms.tsx';
import { Waiting } from './steps/waiting.tsx';
import { ServicesContext, useHelper, useServices, useText, useView, type AppletServices } from './window/services.tsx';

/** The applet's window: one step at a time, and at most one question over it. */
export function App(props: { readonly services: AppletServices; readonly preferred: readonly string[] }) {
  const { preferences } = props.services;
  const language = useStore(preferences, (chosen) => chosen.language);
  const percent = useStore(preferences, ({ textPercent }) => textPercent);
  useEffect(() => {
    document.documentElement.style.fontSize = `${percent}%`;
  }, [percent]);
  return (
    <ServicesContext value={props.services}>
      <UiRoot preferred={language === null ? props.preferred : [language, ...props.preferred]} available={languages}>
        <Content />
        <BarContent />
        <Title />
      </UiRoot>
    </ServicesContext>
  );
}

function Content() {
  const step = useView((view) => view.step);
  const prompt = useView((view) => view.prompt);
  const question =
    step?.name === 'session' && prompt !== null ? (
      <PermissionPrompt key={prompt.id} prompt={prompt} />
    ) : step?.name === 'terms' ? (
      <Terms />
    ) : null;
  return (
    <Frame question={question}>
      <LostNotice />
      {step === null ? <Opening /> : stepContent(step)}
    </Frame>
  );
}

function stepContent(step: AppletStep): ReactNode {
  switch (step.name) {
    case 'enterPin':
      return <EnterPin step={step} />;
    case 'joining':
      return <Joining />;
    case 'terms':
      return null; // The terms lie over everything that could stand here.
    case 'waiting':
      return <Waiting />;
    case 'session':
      return <SessionStep />;
    case 'ended':
      return <Ended step={step} />;
    default:
      return assertNever(step);
  }
}

function Opening() {
  const t = useText();
  return (
    <output className={styles['opening']}>
      <Spinner className={styles['spinner']} />
      {t('opening')}
    </output>
  );
}

/** Main is gone or not answering; capture has stopped by itself. */
function LostNotice() {
  const t = useText();
  const isLost = useStore(useServices().remote.store, ({ link }) => link === 'lost');
  if (!isLost) return null;
  return (
    <Notice className={styles['lost']} tone="warning" title={t('windowLostTitle')} announce="at once">
      {t('windowLostText')}
    </Notice>
  );
}

/** The window's title says what happens too: it is what a task bar shows when the window is not in front. */
function Title() {
  const t = useText();
  const { name } = useHelper();
  const activity = useActivity();
  const words =
    activity === 'controlled' ? t('barControlled', { name }) : activity === 'seen' ? t('barSeen', { name }) : null;
  useEffect(() => {
    document.title = words === null ? t('product') : `${words} – ${t('product')}`;
  }, [words, t]);
  return null;
}
