import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useUiMessages } from '../i18n.tsx';
import { IconButton } from './icon-button.tsx';

/** How long the tick stays. */
const confirmationMs = 2_000;

/** Puts `text` on the clipboard and says so. `what` completes its name: "Copy PIN code". */
export function CopyButton(props: {
  readonly text: string;
  readonly what: string;
  readonly size?: 'small' | 'medium' | 'large';
}) {
  const t = useUiMessages();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), confirmationMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => {
    navigator.clipboard.writeText(props.text).then(
      () => setCopied(true),
      // The browser refused (no permission, window in the background): the text stays selectable on the screen.
      () => setCopied(false),
    );
  };
  return (
    <>
      <IconButton
        name={t('copyNamed', { what: props.what })}
        icon={copied ? Check : Copy}
        size={props.size ?? 'medium'}
        onClick={copy}
      />
      <output className="visually-hidden">{copied ? t('copied') : ''}</output>
    </>
  );
}
