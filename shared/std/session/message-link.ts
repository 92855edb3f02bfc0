/**
 * Longer addresses are cut off or refused by some systems on their way to the mail program. `mailto:` and `sms:` links of
 * ours stay below it, and the shell lets none pass that is longer.
 */
export const maxMessageLinkCharacters = 2_000;

/** An address that a mail program opens a new message from (RFC 6068); null if it would be too long. Lines end with `\n`. */
export function mailtoLink(mail: {
  /** Empty for a message without a recipient yet. */
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}): string | null {
  // A recipient is one address: its own `?` or `,` must not become a header or a second recipient.
  const to = encode(mail.to).replaceAll('%40', '@');
  const body = encode(mail.body.replaceAll(/\r?\n/g, '\r\n'));
  return withinLimit(`mailto:${to}?subject=${encode(oneLine(mail.subject))}&body=${body}`);
}

/** An address that a phone opens a new text message from (RFC 5724); null if it would be too long. */
export function smsLink(message: {
  /** As people write it; empty for a message without a recipient yet. */
  readonly to: string;
  readonly body: string;
}): string | null {
  return withinLimit(`sms:${message.to.replaceAll(/[^+\d]/g, '')}?body=${encode(oneLine(message.body))}`);
}

/** One address, as far as it can be told without asking its server. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@,;:<>()"\\]+@[^\s@,;:<>()"\\]+$/.test(text);
}

/** Digits as people write them: with a plus in front, and spaces, dashes, dots, slashes or brackets between. */
export function isPhoneNumber(text: string): boolean {
  return /^\+?[\d\s().\-/]+$/.test(text) && text.replaceAll(/\D/g, '').length >= 3;
}

/** As `encodeURIComponent`, for any text, and the apostrophe too, which ends a text in the command lines of some systems. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll("'", '%27');
}

/** A name with a line break in it must not begin another header. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
}

function withinLimit(link: string): string | null {
  return link.length < maxMessageLinkCharacters ? link : null;
}
