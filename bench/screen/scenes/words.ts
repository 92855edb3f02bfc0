import { numbersFrom } from '../random-numbers.ts';
import type { XClient } from '../x-client.ts';

/** X11 takes at most 255 characters at once. */
const pieceCharacters = 255;
const characterWidth = 6;
/** From one baseline of the server's own font to the next. */
export const lineHeight = 15;

/** Words of two to ten letters: the same ones for the same seed. */
export function sentence(seed: number, characters: number): string {
  const random = numbersFrom(seed);
  const word = (): string =>
    Array.from({ length: 2 + Math.floor(9 * random()) }, () =>
      String.fromCharCode(97 + Math.floor(26 * random())),
    ).join('');
  let text = '';
  while (text.length < characters) text += `${word()} `;
  return text.slice(0, characters);
}

/** A line of text of any length. */
export function writeLine(
  display: XClient,
  target: number,
  place: { readonly x: number; readonly baseline: number },
  text: string,
  colours: { readonly ink: number; readonly paper: number },
): void {
  for (let from = 0; from < text.length; from += pieceCharacters) {
    const piece = text.slice(from, from + pieceCharacters);
    display.text(target, place.x + from * characterWidth, place.baseline, piece, colours.ink, colours.paper);
  }
}
