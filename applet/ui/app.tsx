import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { assertNever } from '#shared/std/core/assert-never.ts';
import type { AppletStep } from '#shared/std/view/applet-view.ts';
import { Notice } from '#shared/ui/feedback/notice.tsx';
import { Spinner } from '#shared/ui/feedback/spinner.tsx';
import { UiRoot } from '#shared/ui/ui-root.tsx';
import styles from './app.module.css';
import { BarContent } from './bar/bar-content.tsx';
import { Frame } from './frame/frame.tsx';
import { PageNotices, Refusal } from './frame/page-notices.tsx';
import { WayInSteps } from './lens/way-in/way-in-steps.tsx';
import { useActivity } from './session/activity-card.tsx';
import { EnterPin } from './steps/enter-pin.tsx';
import { Joining } from './steps/joining.tsx';
import {
  ServicesContext,
  TextsContext,
  useHelper,
  useServices,
  useText,
  useView,
  type AppletServices,
  type LaterSteps,
} from './window/services.tsx';

/** The applet's window: one step at a time, and at most one question over it. */
export function App(props: { readonly services: AppletServices; readonly preferred: readonly string[] }) {
  const { preferences } = props.services;
  const texts = useStore(props.services.texts.store);
  const toastStack = useStore(props.services.laterSteps)?.ToastStack ?? null;
  const language = useStore(preferences, (chosen) => chosen.language);
  const percent = useStore(preferences, ({ textPercent }) => textPercent);
  useEffect(() => {
    document.documentElement.style.fontSize = `${percent}%`;
  }, [percent]);
  if (texts === null) return null;
  return (
    <ServicesContext value={props.services}>
      <TextsContext value={texts.applet}>
        <UiRoot
          preferred={language === null ? props.preferred : [language, ...props.preferred]}
          texts={texts}
          toastStack={toastStack}
        >
          <Content />
          <BarContent />
          <Title />
        </UiRoot>
      </TextsContext>
    </ServicesContext>
  );
}

function Content() {
  const step = useView((view) => view.step);
  const prompt = useView((view) => view.prompt);
  const sessionType = useView((view) => view.sessionType);
  const { laterSteps, refusal, wayIn } = useServices();
  const later = useStore(laterSteps);
  const way = useStore(wayIn.store);
  if (refusal === null && way.step !== 'done' && isBeforeTerms(step)) {
    return (
      <Frame question={null}>
        <LostNotice />
        <PageNotices />
        <WayInSteps way={way} />
      </Frame>
    );
  }
  const question =
    later === null ? null : step?.name === 'session' && prompt !== null ? (
      <later.PermissionPrompt key={prompt.id} prompt={prompt} />
    ) : step?.name === 'terms' ? (
      <later.Terms />
    ) : null;
  if (later !== null && step?.name === 'session' && sessionType === 'lens') {
    return (
      <later.LensSession question={question}>
        <LostNotice />
        <PageNotices />
      </later.LensSession>
    );
  }
  return (
    <Frame question={question}>
      <LostNotice />
      <PageNotices />
      {refusal !== null ? <Refusal code={refusal} /> : step === null ? <Opening /> : stepContent(step, later)}
    </Frame>
  );
}

/** Until the terms are answered what a phone says and asks first comes before everything, whatever a link has led to meanwhile. */
function isBeforeTerms(step: AppletStep | null): boolean {
  return step === null || step.name === 'enterPin' || step.name === 'joining' || step.name === 'terms';
}

/** The first steps are there with the page; the others come while the person types. */
function stepContent(step: AppletStep, later: LaterSteps | null): ReactNode {
  if (step.name === 'enterPin') return <EnterPin step={step} />;
  if (step.name === 'joining') return <Joining />;
  if (later === null) return <Opening />;
  switch (step.name) {
    case 'terms':
      return null; // The terms lie over everything that could stand here.
    case 'waiting':
      return <later.Waiting />;
    case 'session':
      return <later.SessionStep />;
    case 'ended':
      return <later.Ended step={step} />;
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
