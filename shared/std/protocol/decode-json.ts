import * as v from 'valibot';
import { fail, succeed, type Result } from '../core/result.ts';

/** Why a text was not a message. */
export type DecodeFailure = 'tooLarge' | 'notJson' | 'wrongShape';

/** The one door for JSON from outside: unknown before it, typed after it. */
export function decodeJson<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
  maxCharacters: number,
): Result<v.InferOutput<Schema>, DecodeFailure> {
  if (text.length > maxCharacters) return fail('tooLarge');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('notJson'); // The parser's own message repeats the hostile text; the reason code does not.
  }
  const parsed = v.safeParse(schema, value);
  return parsed.success ? succeed(parsed.output) : fail('wrongShape');
}
