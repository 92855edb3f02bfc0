import { describe, expect, it } from 'vitest';
import { languages } from '../language.ts';
import { findTerms, termsHash, termsText, termsVersion } from './terms-of-use.ts';

/** What was accepted must be found again years later: a text never changes under its version. */
const published: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '1': {
    en: 'd652f3f42ebcc46aeb0452a451b8985fc1508da937a1a8829a7cbbd61c17c186',
    de: '6043d798474fb77f44dd50e6140db94d6768a9c44994f64985dcd33b3bb10caa',
    es: '7596e53b8c924b5f08da181faf57b31c192bcb8da5c37ebfc29e807f1d59dbd7',
    fr: '508ae8caac89ed4820d0135a6d83959597e01334695c9dddaf0c70f09a105d23',
    pt: '9e554850b050d1759a2c1677fa75e4485cbd5ace108060b077bbb4c56c58efec',
  },
};

describe('terms of use', () => {
  it.each(languages)('LOG1 the text of %s is the one that was published under its version', (language) => {
    expect(termsHash(findTerms(language))).toBe(published[termsVersion]?.[language]);
  });

  it.each(languages)('the %s terms have the same sections as the English ones, each with text', (language) => {
    const { sections } = findTerms(language);
    expect(sections).toHaveLength(findTerms('en').sections.length);
    for (const { heading, text } of sections) {
      expect(heading.trim()).not.toBe('');
      expect(text.length).toBeGreaterThan(40);
    }
  });

  it('hashes what is shown: any change of a heading or text changes the hash', () => {
    const terms = findTerms('en');
    const [first, ...rest] = terms.sections;
    if (first === undefined) throw new Error('no sections');
    const changed = { ...terms, sections: [{ ...first, text: `${first.text} ` }, ...rest] };
    expect(termsHash(changed)).not.toBe(termsHash(terms));
    expect(termsText(terms)).toContain(first.text);
  });

  it('finds the language of a regional locale, and English for one that is not translated', () => {
    expect(findTerms('de-AT')).toBe(findTerms('de'));
    expect(findTerms('nl')).toBe(findTerms('en'));
    expect(findTerms('__proto__')).toBe(findTerms('en'));
  });
});
