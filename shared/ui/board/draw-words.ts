import type { BoardPoint } from '#shared/std/lens/board.ts';
import { plainText } from '#shared/std/log/plain-text.ts';
import type { MarkPaint } from './mark-colours.ts';

// What is written on a picture. It stands upright however the picture is turned, because it is to be read.

/** Smaller cannot be read on a phone at arm's length. */
const leastLetters = 14;
const mostLetterShare = 0.2;
const leastDisc = 26;
/** Longer lines are broken: a text must not lie across the whole picture. */
const widestShare = 0.6;
const lineHeight = 1.25;
const family = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
const noteLetters = 12;
const notePadding = 4;
const noteDistance = 8;

/** A number in a disc, whose middle is the place. `height` is the disc's. */
export function drawNumber(
  context: CanvasRenderingContext2D,
  text: string,
  [x, y]: BoardPoint,
  height: number,
  paint: MarkPaint,
): void {
  const radius = Math.max(height, leastDisc) / 2;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = paint.line;
  context.fill();
  context.lineWidth = Math.max(1.5, radius * 0.14);
  context.strokeStyle = paint.outline;
  context.stroke();
  context.font = `700 ${radius * (text.length > 1 ? 1 : 1.25)}px ${family}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = paint.outline;
  context.fillText(text, x, y + radius * 0.06);
}

/**
 * A text whose first line begins at the place, or further to the left where it would leave the picture. A stranger's characters
 * can neither turn nor hide what stands around them.
 */
export function drawWords(
  context: CanvasRenderingContext2D,
  text: string,
  [x, y]: BoardPoint,
  height: number,
  picture: { readonly left: number; readonly width: number },
  paint: MarkPaint,
): void {
  const letters = Math.max(Math.min(height, picture.width * mostLetterShare), leastLetters);
  context.font = `600 ${letters}px ${family}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.lineWidth = Math.max(letters * 0.16, 2);
  context.strokeStyle = paint.outline;
  context.fillStyle = paint.line;
  const width = (words: string): number => context.measureText(words).width;
  const lines = breakLines(plainText(text).trim(), width, picture.width * widestShare);
  const room = picture.left + picture.width - Math.max(...lines.map(width)) - context.lineWidth;
  // What has left the picture with its object is not pulled back into it.
  const left = x < picture.left + picture.width ? Math.min(x, room) : x;
  lines.forEach((line, index) => {
    const top = y + index * letters * lineHeight;
    context.strokeText(line, left, top);
    context.fillText(line, left, top);
  });
}

/** A small word above a mark, in the colours of a label rather than of the drawing. */
export function drawNote(context: CanvasRenderingContext2D, text: string, [x, y]: BoardPoint): void {
  context.save();
  context.font = `600 ${noteLetters}px ${family}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const width = context.measureText(text).width + 2 * notePadding;
  const height = noteLetters + 2 * notePadding;
  const middle = y - noteDistance - height / 2;
  context.fillStyle = '#101418';
  context.globalAlpha = 0.82;
  context.fillRect(x - width / 2, middle - height / 2, width, height);
  context.globalAlpha = 1;
  context.fillStyle = '#ffffff';
  context.fillText(text, x, middle);
  context.restore();
}

/** Between words where it can; a word that is too long by itself is broken. */
export function breakLines(text: string, widthOf: (words: string) => number, widest: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const put = (piece: string, glue: string): void => {
    if (line === '') line = piece;
    else if (widthOf(line + glue + piece) <= widest) line += glue + piece;
    else {
      lines.push(line);
      line = piece;
    }
  };
  for (const word of text.split(/\s+/u).filter((each) => each !== '')) {
    if (widthOf(word) <= widest) put(word, ' ');
    else Array.from(word).forEach((character, at) => put(character, at === 0 ? ' ' : ''));
  }
  return line === '' ? lines : [...lines, line];
}
