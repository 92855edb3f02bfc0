import { Ban, Check, CircleX, Hand } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useRef, useState, type ReactNode, type SyntheticEvent } from 'react';
import { useStore } from 'zustand';
import type { PromptView } from '#shared/std/view/applet-view.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { useTimed } from '#shared/ui/use-now.ts';
import { letTabLeave } from '../frame/let-tab-leave.ts';
import { useAct, useHelper, useServices, useText, useView } from '../window/services.tsx';
import { promptText } from './prompt-text.ts';
import styles from './prompt.module.css';
import { usePromptGuard } from './use-prompt-guard.ts';

/**
 * The question for one permission (PRM1). Deny has the focus and is what Escape does. It covers the content but neither
 * X; give it the prompt's id as `key`, so that each question starts anew.
 */
export function PermissionPrompt(props: { readonly prompt: PromptView }) {
  const t = useText();
  const act = useAct();
  const { who } = useHelper();
  const { bridge, bar, clock, lens } = useServices();
  const access = useStore(lens.store, (call) => call.access);
  const downloadFolder = useView((view) => view.downloadFolder);
  const windowCaptures = useView((view) => view.windowCaptures) ?? true;
  const isSeen = useView((view) => view.activity.screenSeen) ?? false;
  const guard = usePromptGuard(clock);
  const deny = useRef<HTMLButtonElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const [answered, setAnswered] = useState(false);
  const { prompt } = props;
  // Electron shows its own list, without a button to press.
  const picksScreen = windowCaptures && bridge.host !== 'electron';
  const browserAsks = (prompt.kind === 'camera' ? access.camera : access.microphone) !== 'granted';
  const text = promptText(prompt.kind, t, { who, downloadFolder, picksScreen, browserAsks });

  const answer = (event: SyntheticEvent | Event, allowed: boolean): void => {
    if (answered || !guard.counts(event)) return;
    setAnswered(true);
    const answering = act('permission/answer', { prompt: prompt.id, allowed });
    // A press opens the bar. Where the window captures, the press belongs to the host's own question, and the bar comes after it.
    const opensBar = prompt.kind === 'control' ? isSeen : prompt.kind === 'viewScreen' && !windowCaptures;
    if (allowed && opensBar) void answering.then(() => bar.open());
  };

  return (
    <Dialog.Root open modal={false}>
      <div className={styles['cover']}>
        <Dialog.Content
          role="alertdialog"
          className={styles['prompt']}
          onKeyDownCapture={letTabLeave}
          onEscapeKeyDown={(event) => {
            event.preventDefault();
            answer(event, false);
          }}
          onInteractOutside={(event) => event.preventDefault()}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            cameFrom.current = document.activeElement;
            deny.current?.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
          }}
        >
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
          <div className={styles['words']} tabIndex={0}>
            <Dialog.Title className={styles['name']}>{t('permissionRequest')}</Dialog.Title>
            <Dialog.Description className={styles['question']}>{text.question}</Dialog.Description>
            <dl className={styles['facts']}>
              <Fact icon={<Check aria-hidden />} name={t('askCan')}>
                {text.can}
              </Fact>
              <Fact icon={<Ban aria-hidden />} name={t('askCannot')}>
                {text.cannot}
              </Fact>
              <Fact icon={<CircleX aria-hidden />} name={t('askStop')}>
                {t('askStopText')}
              </Fact>
            </dl>
            {text.next !== null && (
              <p className={styles['next']}>
                <Hand aria-hidden />
                <span>{text.next}</span>
              </p>
            )}
            <Countdown answerByMs={prompt.answerByMs} />
          </div>
          <div className={styles['answers']}>
            <fieldset className={styles['buttons']} aria-disabled={!guard.isReady || answered}>
              <Button ref={deny} size="large" onClick={(event) => answer(event, false)}>
                {t('deny')}
              </Button>
              <Button size="large" variant="primary" onClick={(event) => answer(event, true)}>
                {t('allow')}
              </Button>
            </fieldset>
          </div>
        </Dialog.Content>
      </div>
    </Dialog.Root>
  );
}

function Fact(props: { readonly icon: ReactNode; readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles['fact']}>
      <dt>
        {props.icon}
        {props.name}
      </dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** Seconds until silence counts as Deny. For the eye only: read out every second it would drown the question. */
function Countdown(props: { readonly answerByMs: number }) {
  const t = useText();
  const { clock } = useServices();
  const count = useTimed(clock, (nowMs) => Math.max(0, Math.ceil((props.answerByMs - nowMs) / 1000)));
  return (
    <p className={styles['countdown']} aria-hidden>
      {t('askCountdown', { count })}
    </p>
  );
}
