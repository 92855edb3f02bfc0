import { describe, expect, it } from 'vitest';
import { languages } from '../language.ts';
import { findTerms, termsHash, termsText, termsVersion } from './terms-of-use.ts';

/** What was accepted must be found again years later: a text never changes under its version. */
const published: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '1': {
    en: '94429bc7c2beaed45e46ae1d06b5c9a7fe7247e52c28880da2e7c2864952f281',
    de: 'c768f391edcf1b1c52f0122d56a852903e424e3b02784eb2e7b5094efdfb26f3',
    es: '3cde1aa2e4672182f4d7d5457dcee930d0762923a7e77bbcda0f4ebb49d59157',
    fr: 'd445be7889cfd03e0fc4bd8a0393a2f6d1260c0fb81645f2c9a2a0b4448d94b4',
    pt: '4a9d9c3243fa2dc02a0f0c36027acaa79a91f7039fd26d53bbf804b116a633f3',
  },
  '2': {
    en: 'eba5d7c15e9e2b02e3398ae5695d124c1d0a449d6ff7eb1ad57d502818e1856f',
    de: 'e3f10d0e81ecc212eb3e355c33c793bff1b15d347e7937b41365b673ee6eb948',
    es: 'f7ed296f485b04a39a363ae42bcac09d6cbfee25da0dda0fd39e6c0d898294b3',
    fr: 'f288f815309e17c0fcda4937831b6ee643c8f590c24b31531e7e41f057035299',
    pt: '14d36d8539e6e1120bbd3c8f1900c8a92b9e23235c83c270d7693a1cbde9cf1c',
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
