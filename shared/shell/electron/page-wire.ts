import * as v from 'valibot';
import { maxPageFrameBytes } from '../shell-limits.ts';

/** The one IPC channel between a page's preload and main. */
export const pageChannel = 'handrail';

const link = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What the preload says. It comes from a process that may have been taken over: main decodes every message. */
const fromPreloadSchema = v.variant('kind', [
  /** Opens link number `link` and ends the one before. */
  v.strictObject({ kind: v.literal('connect'), link }),
  v.strictObject({ kind: v.literal('text'), link, text: v.pipe(v.string(), v.maxLength(maxPageFrameBytes)) }),
  v.strictObject({ kind: v.literal('disconnect'), link }),
  /** A file that the person picked; the preload read its path from the `File`, a page cannot name one. */
  v.strictObject({
    kind: v.literal('offer'),
    ticket: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
    path: v.pipe(v.string(), v.minLength(1), v.maxLength(32_768)),
  }),
]);

export type FromPreload = v.InferOutput<typeof fromPreloadSchema>;

/** What main says to the preload. */
export type ToPreload =
  | { readonly kind: 'text'; readonly link: number; readonly text: string }
  | { readonly kind: 'binary'; readonly link: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'closed'; readonly link: number };

/** A message of the preload; null for anything else. */
export function decodeFromPreload(value: unknown): FromPreload | null {
  const parsed = v.safeParse(fromPreloadSchema, value);
  return parsed.success ? parsed.output : null;
}
