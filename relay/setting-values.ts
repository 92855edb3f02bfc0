import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { isAdmissiblePublicKey } from '#shared/std/crypto/admissible-key.ts';
import { fromBase64Url } from '#shared/std/crypto/bytes.ts';

// How one setting's value is read. What is wrong is answered by a phrase that says what is allowed.

/** From a file a value may be of its JSON type; from environment and flags it is always text. */
export type ReadValue<Value> = (raw: unknown) => Result<Value, string>;

export function text(allowed: string): ReadValue<string> {
  return (raw) => (typeof raw === 'string' && raw.trim() !== '' ? succeed(raw.trim()) : fail(allowed));
}

export function integer(minimum: number, maximum: number): ReadValue<number> {
  return (raw) => {
    const number = typeof raw === 'string' && /^\d{1,9}$/.test(raw.trim()) ? Number(raw) : raw;
    return typeof number === 'number' && Number.isInteger(number) && number >= minimum && number <= maximum
      ? succeed(number)
      : fail(`a whole number from ${minimum} to ${maximum}`);
  };
}

export const yesOrNo: ReadValue<boolean> = (raw) => {
  if (raw === true || raw === 'true' || raw === 'yes' || raw === '1') return succeed(true);
  if (raw === false || raw === 'false' || raw === 'no' || raw === '0') return succeed(false);
  return fail('true or false');
};

export function oneOf<Value extends string>(values: readonly Value[]): ReadValue<Value> {
  return (raw) => {
    const found = values.find((value) => value === raw);
    return found === undefined ? fail(`one of ${values.join(', ')}`) : succeed(found);
  };
}

/** An origin: scheme, host and port, nothing behind. */
export const origin: ReadValue<string> = (raw) => {
  const allowed = 'an address such as https://help.example.org, without a path';
  if (typeof raw !== 'string' || !URL.canParse(raw)) return fail(allowed);
  const url = new URL(raw);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  const isBare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  return isWeb && isBare && url.password === '' ? succeed(url.origin) : fail(allowed);
};

/** The number in an app's address in Apple's store, without the `id` before it. */
export const appId: ReadValue<string> = (raw) => {
  const digits = typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim() : '';
  return /^[1-9]\d{4,11}$/.test(digits)
    ? succeed(digits)
    : fail('the digits of an app’s number in the App Store, such as 1234567890');
};

/** The public half of an organisation's root, as `init` prints it. */
export const publicKey: ReadValue<Uint8Array> = (raw) => {
  const bytes = typeof raw === 'string' ? fromBase64Url(raw.trim()) : null;
  return bytes !== null && isAdmissiblePublicKey(bytes)
    ? succeed(bytes)
    : fail('public keys of 43 letters, digits, - and _, as "init" prints them');
};

/** A list in a file; in environment and flags the items stand between commas. */
export function list<Value>(readItem: ReadValue<Value>): ReadValue<readonly Value[]> {
  return (raw) => {
    const items: readonly unknown[] = Array.isArray(raw) ? raw : typeof raw === 'string' ? splitList(raw) : [raw];
    const values: Value[] = [];
    for (const item of items) {
      const value = readItem(item);
      if (!value.ok) return value;
      values.push(value.value);
    }
    return succeed(values);
  };
}

function splitList(raw: string): readonly string[] {
  return raw
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
