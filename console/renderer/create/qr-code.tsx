import { useMemo } from 'react';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { drawQrCode } from './qr-drawing.ts';
import styles from './qr-code.module.css';

/** A QR code. `name` says where it leads, for people who do not see it: never the text itself, which may hold a secret. */
export function QrCode(props: {
  readonly text: string;
  readonly name: string;
  /** `large` for long texts: scanners need modules of some size. */
  readonly size: 'small' | 'medium' | 'large';
}) {
  const t = useMessages(consoleMessages);
  const drawing = useMemo(() => drawQrCode(props.text), [props.text]);
  if (drawing === null) return <p className={styles['tooLong']}>{t('qrTooLong')}</p>;
  return (
    <svg
      role="img"
      aria-label={props.name}
      className={styles[props.size]}
      viewBox={`0 0 ${drawing.size} ${drawing.size}`}
      shapeRendering="crispEdges"
    >
      <rect className={styles['light']} width={drawing.size} height={drawing.size} />
      <path className={styles['dark']} d={drawing.path} />
    </svg>
  );
}
