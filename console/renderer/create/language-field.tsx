import { useId } from 'react';
import { languages, type Language } from '#shared/std/messages/language.ts';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { languageNames } from '../messages/invitation/catalogue.ts';
import styles from './language-field.module.css';

/** The language that a customer is written to in. Each has its own name, so that speakers find theirs. */
export function LanguageField(props: { readonly value: Language; readonly onChange: (language: Language) => void }) {
  const t = useMessages(consoleMessages);
  const id = useId();
  const choose = (value: string): void => {
    const language = languages.find((name) => name === value);
    if (language !== undefined) props.onChange(language);
  };
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {t('messageLanguage')}
      </label>
      <select id={id} className={styles['select']} value={props.value} onChange={(event) => choose(event.target.value)}>
        {languages.map((language) => (
          <option key={language} value={language} lang={language}>
            {languageNames[language]}
          </option>
        ))}
      </select>
    </div>
  );
}
