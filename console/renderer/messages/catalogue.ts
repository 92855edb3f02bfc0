import type { MessageArguments } from '#shared/std/messages/message.ts';
import type { Catalogue } from '#shared/ui/i18n.tsx';
import { en } from './en.ts';

/** Texts of the console's window, per language. */
export const consoleMessages: Catalogue<typeof en> = { en };

/** Messages with nothing to fill in: those that code may name before it is known where they are shown. */
export type PlainMessage = {
  [Key in keyof typeof en]: MessageArguments<(typeof en)[Key]> extends [] ? Key : never;
}[keyof typeof en];
