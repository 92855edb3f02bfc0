import { AArrowDown, AArrowUp, Globe } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { languages, type Language } from '#shared/std/messages/language.ts';
import { IconButton } from '#shared/ui/controls/icon-button.tsx';
import { useI18n } from '#shared/ui/i18n.tsx';
import { stepTextPercent } from '../window/preferences.ts';
import { useServices, useText } from '../window/services.tsx';
import styles from './frame.module.css';

/** Each language by its own name, for somebody who cannot read the one on the screen. */
const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  pt: 'Português',
};

/** Text size (D5) and language. */
export function ReadingTools() {
  const t = useText();
  const { preferences } = useServices();
  const { language } = useI18n();
  const percent = useStore(preferences, ({ textPercent }) => textPercent);
  const step = (by: 1 | -1): void => preferences.setState({ textPercent: stepTextPercent(percent, by) });
  useEffect(() => {
    // The browser's own zoom would move our windows' edges away from where main believes them; its keys do the same here.
    const keyDown = (event: KeyboardEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      const by = event.key === '+' || event.key === '=' ? 1 : event.key === '-' ? -1 : null;
      if (by === null && event.key !== '0') return;
      event.preventDefault();
      const { textPercent } = preferences.getState();
      preferences.setState({ textPercent: by === null ? 100 : stepTextPercent(textPercent, by) });
    };
    window.addEventListener('keydown', keyDown);
    return () => window.removeEventListener('keydown', keyDown);
  }, [preferences]);
  return (
    <fieldset className={styles['tools']} aria-label={t('display')}>
      <IconButton name={t('smallerText')} icon={AArrowDown} size="medium" onClick={() => step(-1)} />
      <IconButton name={t('largerText')} icon={AArrowUp} size="medium" onClick={() => step(1)} />
      <output className="visually-hidden">{t('textSize', { percent })}</output>
      <label className={styles['language']}>
        <Globe className={styles['globe']} aria-hidden />
        <span className="visually-hidden">{t('language')}</span>
        <select
          value={language}
          onChange={(event) =>
            preferences.setState({ language: languages.find((name) => name === event.target.value) ?? null })
          }
        >
          {languages.map((name) => (
            <option key={name} value={name} lang={name}>
              {languageNames[name]}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
