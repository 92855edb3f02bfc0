/* oxlint-disable no-control-regex -- terminal sequences are made of control characters */
const terminalSequence =
  /\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-~]?/g;
/* oxlint-enable no-control-regex */
const lineBreaks = /[\r\n\t\v\f\u0085\u2028\u2029]+/g;
/** Controls, and what turns or hides text. Joiners stay: emoji and Persian need them. */
const invisible = /[\p{Cc}\p{Bidi_Control}\u200b\u2060\ufeff]/gu;

/** A stranger's text as one line that can neither break out of its row, colour a terminal, nor turn what stands around it. */
export function plainText(text: string): string {
  return text.toWellFormed().replace(terminalSequence, '').replace(lineBreaks, ' ').replace(invisible, '');
}
