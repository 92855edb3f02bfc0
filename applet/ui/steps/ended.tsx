import { useState } from 'react';
import { downloadBlob } from '#shared/dom/download-blob.ts';
import { assertNever } from '#shared/std/core/assert-never.ts';
import type { AppletStep } from '#shared/std/view/applet-view.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { FailureNotice, Notice } from '#shared/ui/feedback/notice.tsx';
import { useI18n, useLogSentences, type Translate } from '#shared/ui/i18n.tsx';
import type { en } from '../messages/en.ts';
import { useAct, useHelper, useServices, useText, useView } from '../window/services.tsx';
import { StepTitle } from './step-title.tsx';
import styles from './step.module.css';
import { transcriptText } from './transcript.ts';

type EndedStep = Extract<AppletStep, { name: 'ended' }>;

/** By whom and why it ended, how long it took and what it cost (L11), and what can still be done. */
export function Ended(props: { readonly step: EndedStep }) {
  const t = useText();
  const act = useAct();
  const { name, who } = useHelper();
  const isKnown = useView((view) => view.technician !== null) ?? false;
  const isCameraSession = useView((view) => view.sessionType === 'lens') ?? false;
  const dataUsed = useView((view) => view.dataUsed);
  const log = useView((view) => view.log) ?? [];
  const { clock } = useServices();
  const sentences = useLogSentences();
  const { formats } = useI18n();
  const [kept, setKept] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { step } = props;
  const keep = async (): Promise<void> => {
    setBusy(true);
    const answer = await act('log/keep', {});
    setBusy(false);
    if (answer !== undefined) setKept(answer.path === null ? t('keptLog') : t('keptLogAt', { path: answer.path }));
  };
  const saveText = (): void => {
    const beganAtMs = log[0]?.atMs ?? clock.wallMs();
    const heading = [
      `${t('keepTextName')}, ${formats.dateTime(beganAtMs)}`,
      `${t('summaryHelper')}: ${who}`,
      `${t('summaryDuration')}: ${formats.duration(step.durationMs)}`,
    ];
    const text = transcriptText({ heading, lines: log, sentences, timeOf: formats.timeWithSeconds });
    const day = new Date(beganAtMs).toISOString().slice(0, 10);
    downloadBlob(new Blob([text], { type: 'text/plain;charset=utf-8' }), `${t('keepTextName')} ${day}.txt`);
  };
  return (
    <section className={styles['step']} aria-label={t('sessionSummary')}>
      <StepTitle>{t('endedTitle')}</StepTitle>
      {step.failure === null && <p className={styles['lead']}>{whyEnded(step, name, t)}</p>}
      {step.failure !== null && <FailureNotice code={step.failure} />}
      <Notice tone="success">{isCameraSession ? t('endedSafeCamera') : t('endedSafe')}</Notice>
      <dl className={styles['summary']}>
        {isKnown && <Fact name={t('summaryHelper')}>{who}</Fact>}
        {step.durationMs > 0 && <Fact name={t('summaryDuration')}>{formats.duration(step.durationMs)}</Fact>}
        {dataUsed !== null && (
          <>
            <Fact name={t('summarySent')}>{formats.bytes(dataUsed.sentBytes)}</Fact>
            <Fact name={t('summaryReceived')}>{formats.bytes(dataUsed.receivedBytes)}</Fact>
          </>
        )}
      </dl>
      <div className={styles['buttons']}>
        {isKnown && (
          <Button size="large" onClick={saveText}>
            {t('keepText')}
          </Button>
        )}
        <Button size="large" busy={busy} onClick={() => void keep()}>
          {t('keepLog')}
        </Button>
        <p className={styles['muted']}>{t('keepLogText')}</p>
        {kept !== null && <output className={styles['path']}>{kept}</output>}
        <Button variant="primary" size="large" onClick={() => void act('session/reset', {})}>
          {t('startAgain')}
        </Button>
      </div>
    </section>
  );
}

function Fact(props: { readonly name: string; readonly children: string }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function whyEnded(step: EndedStep, name: string, t: Translate<typeof en>): string {
  switch (step.reason) {
    case 'ended':
      if (step.by === 'customer') return t('endedByCustomer');
      return step.by === 'technician' ? t('endedByTechnician', { name }) : t('endedOther');
    case 'windowClosed':
      return t('endedByWindow');
    case 'termsDeclined':
      return t('endedTerms');
    case 'wrongCodes':
      return t('endedWrongCodes');
    case 'handshakeFailed':
      return t('endedHandshake');
    case 'joinedTwice':
      return t('endedTwice');
    case 'connectionFailed':
      return t('endedConnection');
    case 'protocolBroken':
      return t('endedProtocol');
    case 'logUnwritable':
      return t('endedLog');
    default:
      return assertNever(step.reason);
  }
}
