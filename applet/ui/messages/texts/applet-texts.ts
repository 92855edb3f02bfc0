import type { Translation } from '#shared/std/messages/message.ts';
import type { UiTexts } from '#shared/ui/messages/ui-texts.ts';
import type { en } from '../en.ts';

/** Everything that the applet's window says, in one language: what is fetched as one file. */
export type AppletTexts = UiTexts & { readonly applet: Translation<typeof en> };
