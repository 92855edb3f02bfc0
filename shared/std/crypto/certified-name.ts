import { plainText } from '../log/plain-text.ts';
import { maxCertifiedNameCharacters } from '../protocol/limits.ts';

/** What is allowed, in words: the second half of a sentence about a name that is not. */
export const certifiedNameRule = `1 to ${maxCertifiedNameCharacters} visible characters on one line`;

/**
 * Whether a certificate may name somebody so. Customers are asked in sentences that begin with it: a name must not be able
 * to break or turn the line, hide in it, or be long enough to be a sentence of its own.
 */
export function isCertifiableName(name: string): boolean {
  const isSound = name !== '' && name === name.trim() && name === plainText(name);
  return isSound && Array.from(name).length <= maxCertifiedNameCharacters;
}
