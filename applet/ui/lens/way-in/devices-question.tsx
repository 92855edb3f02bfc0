import { Camera, Check, Mic, type LucideIcon } from 'lucide-react';
import type { Access } from '#shared/dom/media/device-track.ts';
import { useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '#shared/ui/controls/button.tsx';
import { FailureNotice, Notice } from '#shared/ui/feedback/notice.tsx';
import { StepTitle } from '../../steps/step-title.tsx';
import { useServices, useText } from '../../window/services.tsx';
import { accessFailure } from '../access-failure.ts';
import styles from './way-in.module.css';

/**
 * Camera and microphone, each with a word why, before the browser asks by itself (L2). Whatever comes of it, the way goes on:
 * without one of them, or without both.
 */
export function DevicesQuestion() {
  const t = useText();
  const { wayIn, lens } = useServices();
  const { camera, microphone } = useStore(lens.store, ({ access }) => access);
  const [isAsking, setIsAsking] = useState(false);
  const allow = (): void => {
    if (isAsking) return;
    setIsAsking(true);
    void wayIn.allow().finally(() => setIsAsking(false));
  };
  const failures = [accessFailure('camera', camera), accessFailure('microphone', microphone)].filter(
    (failure, index, all) => failure !== null && all.indexOf(failure) === index,
  );
  const wasAnswered = !isAsking && failures.length > 0;
  return (
    <section className={styles['wayIn']}>
      <StepTitle>{t('devicesTitle')}</StepTitle>
      <ul className={styles['devices']}>
        <Device icon={Camera} name={t('devicesCamera')} why={t('devicesCameraWhy')} access={camera} />
        <Device icon={Mic} name={t('devicesMicrophone')} why={t('devicesMicrophoneWhy')} access={microphone} />
      </ul>
      {isAsking && (
        <Notice tone="info" announce="at once">
          {t('devicesAsking')}
        </Notice>
      )}
      {wasAnswered && failures.map((code) => code !== null && <FailureNotice key={code} code={code} />)}
      {!wasAnswered && !isAsking && <p className={styles['muted']}>{t('devicesSafe')}</p>}
      <div className={styles['answers']}>
        {wasAnswered ? (
          <>
            <Button size="large" onClick={allow}>
              {t('tryAgain')}
            </Button>
            <Button size="large" variant="primary" onClick={() => wayIn.goOn()}>
              {t('goOn')}
            </Button>
          </>
        ) : (
          <>
            <Button size="large" onClick={() => wayIn.chatOnly()}>
              {t('devicesChatOnly')}
            </Button>
            <Button size="large" variant="primary" busy={isAsking} onClick={allow}>
              {t('devicesAllow')}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}

function Device(props: {
  readonly icon: LucideIcon;
  readonly name: string;
  readonly why: string;
  readonly access: Access;
}) {
  const t = useText();
  const Icon = props.icon;
  return (
    <li className={styles['device']}>
      <Icon className={styles['deviceIcon']} aria-hidden />
      <div>
        <p className={styles['deviceName']}>
          {props.name}
          {props.access === 'granted' && (
            <span className={styles['allowed']}>
              <Check aria-hidden /> {t('devicesAllowed')}
            </span>
          )}
        </p>
        <p>{props.why}</p>
      </div>
    </li>
  );
}
