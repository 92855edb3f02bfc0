import { maxMessageLinkCharacters } from '#shared/std/session/message-link.ts';

/**
 * Fields that a link to a new message may fill in. Mail programs know more, some of them without asking: `attach` takes a
 * file of this computer along.
 */
const allowedFields: Readonly<Record<string, readonly string[]>> = {
  'mailto:': ['subject', 'body'],
  'sms:': ['body'],
};

/**
 * Whether an address is a new e-mail or text message to at most one recipient, and nothing else: the only kind of address
 * that the console may hand to the system.
 */
export function isMessageLink(address: string): boolean {
  if (address.length >= maxMessageLinkCharacters || !URL.canParse(address)) return false;
  const { protocol, host, pathname, searchParams, hash } = new URL(address);
  const allowed = allowedFields[protocol];
  if (allowed === undefined || host !== '' || hash !== '') return false;
  const names = [...searchParams.keys()];
  return isRecipient(pathname) && names.length === new Set(names).size && names.every((name) => allowed.includes(name));
}

/** One recipient or none, with nothing in it that a mail program would read as a second one or as a header. */
function isRecipient(encoded: string): boolean {
  try {
    return !/[\s,;?&<>/\\\p{Cc}]/u.test(decodeURIComponent(encoded));
  } catch {
    return false; // Percent signs that stand for no text.
  }
}
