import { plainText } from '../plain-text.ts';

/** What a spreadsheet takes for a formula at the start of a cell, full-width forms included (CWE-1236). */
const formulaStart = /^[=+\-@\t\r\0\uff1d\uff0b\uff0d\uff20]/;
/** Where a spreadsheet that splits at semicolons, as in half of Europe, would start a cell inside ours. */
const formulaInside = /(;["\s]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/** One field of a CSV record as RFC 4180 has it: always quoted, one line, and never a formula. */
export function csvField(text: string): string {
  // Looked at before and after cleaning: a leading TAB or CR is gone afterwards, and what it hid may begin with "=".
  const plain = plainText(text);
  const isFormula = formulaStart.test(text) || formulaStart.test(plain.trimStart());
  const guarded = (isFormula ? `'${plain}` : plain).replace(formulaInside, "$1'");
  return `"${guarded.replaceAll('"', '""')}"`;
}
