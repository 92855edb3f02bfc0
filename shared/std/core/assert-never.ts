/**
 * Ends every switch over a union: a case that was forgotten no longer compiles.
 * Throws if a value from outside slipped past its schema.
 */
export function assertNever(value: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(value)}`);
}
