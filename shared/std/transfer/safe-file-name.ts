import { utf8 } from '../crypto/bytes.ts';
import { maxFileNameBytes } from '../protocol/limits.ts';

/** Nothing a person can see, but enough to hide an extension, reverse a name, or make two names look alike. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
/** Not allowed in Windows names. The colon also opens an alternate stream: `a.txt:evil`. */
const forbiddenOnWindows = /[<>:"|?*]/g;
/** Windows takes these for devices in every folder, with any extension, in any case, and with ¹²³ for 123. */
const windowsDevice = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)$/iu;
/** Explorer obeys these two when they lie in a folder. */
const obeyedByExplorer = /^(?:desktop\.ini|thumbs\.db)$/i;
/** An extension longer than this is part of the name: it need not survive the cut. */
const maxExtensionBytes = 32;
const fallbackName = 'file';

/**
 * Turns whatever the other side calls a file into a plain name for the chosen folder (FT2): a base name by both the
 * Windows and the POSIX rules, without anything invisible, reserved or over `maxFileNameBytes`. Never empty.
 */
export function safeFileName(offered: string): string {
  const seen = offered.replace(unseen, '').normalize('NFC');
  const allowed = baseName(seen).replace(forbiddenOnWindows, '_');
  // A run of spaces pushes the real extension out of a window's sight.
  const spaced = allowed.replace(/\p{Zs}+/gu, ' ');
  const named = trimEnds(spaced);
  const short = trimEnds(shorten(named, maxFileNameBytes));
  if (short === '') return fallbackName;
  // Asked last: the cut may have made a reserved name of a long one.
  return isReserved(short) ? `_${trimEnds(shorten(named, maxFileNameBytes - 1))}` : short;
}

/** The last part that is not empty, whichever separator the sender's system has, without a drive. */
function baseName(path: string): string {
  const last = path.split(/[/\\]/).findLast((part) => part !== '') ?? '';
  return last.replace(/^[A-Za-z]:/, '');
}

/** Windows drops trailing dots and spaces, so that `a.txt.` would name `a.txt`; a dot in front hides a file elsewhere. */
function trimEnds(name: string): string {
  return name.replace(/^ +|[. ]+$/g, '').replace(/^[. ]+/, '_');
}

/** Cuts between characters as people see them, before the extension. */
function shorten(name: string, maxBytes: number): string {
  if (utf8(name).length <= maxBytes) return name;
  const dot = name.lastIndexOf('.');
  const ownExtension = dot > 0 ? name.slice(dot) : '';
  const extension = utf8(ownExtension).length <= maxExtensionBytes ? ownExtension : '';
  const stem = name.slice(0, name.length - extension.length);
  let kept = '';
  let leftBytes = maxBytes - utf8(extension).length;
  for (const { segment } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(stem)) {
    leftBytes -= utf8(segment).length;
    if (leftBytes < 0) break;
    kept += segment;
  }
  return (kept === '' ? fallbackName : kept) + extension;
}

function isReserved(name: string): boolean {
  const stem = name.replace(/ *\..*$/s, '');
  return windowsDevice.test(stem) || obeyedByExplorer.test(name);
}
