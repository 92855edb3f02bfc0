export type Shortcut =
  | { readonly name: 'create' | 'start' | 'hold' | 'list' | 'chat' | 'screen' | 'help' }
  /** Of the session in front. */
  | { readonly name: 'whiteboard' | 'talk' | 'picture' | 'record' }
  | { readonly name: 'tab'; readonly index: number };

export type ShortcutKeys = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'> & {
  /** The keys go into a text: only combinations are shortcuts there. */
  readonly inText: boolean;
};

const byCode: Readonly<Record<string, Exclude<Shortcut['name'], 'tab'>>> = {
  KeyN: 'create',
  KeyS: 'start',
  KeyH: 'hold',
  KeyL: 'list',
  KeyC: 'chat',
  KeyR: 'screen',
  KeyW: 'whiteboard',
  KeyV: 'talk',
  KeyP: 'picture',
  KeyK: 'record',
};

/** Alt with a letter's place on the keyboard: free in browsers and window managers, and the same on a Mac, where Alt types signs. */
export function shortcutFor(event: ShortcutKeys): Shortcut | null {
  if (event.ctrlKey || event.metaKey) return null;
  if (event.key === 'F1' || (event.key === '?' && !event.inText)) return { name: 'help' };
  if (!event.altKey || event.shiftKey) return null;
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (digit !== undefined) return { name: 'tab', index: Number(digit) - 1 };
  const name = Object.hasOwn(byCode, event.code) ? byCode[event.code] : undefined;
  return name === undefined ? null : { name };
}
