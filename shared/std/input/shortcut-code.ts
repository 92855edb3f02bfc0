// The codes that keys travel by. A code names the key that bears the letter or sign on a US keyboard; the customer's
// computer presses the key that bears it in the layout there, so Ctrl+Z is Ctrl+Z wherever Z is on either keyboard.

const signCodes: Readonly<Record<string, string>> = {
  '-': 'Minus',
  '=': 'Equal',
  // As on the number pad: zoom takes it everywhere, and no layout needs Shift for it.
  '+': 'NumpadAdd',
  '*': 'NumpadMultiply',
  '[': 'BracketLeft',
  ']': 'BracketRight',
  '\\': 'Backslash',
  ';': 'Semicolon',
  "'": 'Quote',
  '`': 'Backquote',
  ',': 'Comma',
  '.': 'Period',
  '/': 'Slash',
  ' ': 'Space',
};

/** The code of a printable key that is part of a shortcut. Scripts other than Latin have it by the key's place. */
export function shortcutCode(code: string, key: string): string {
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`;
  // Signs above the digits differ everywhere, the digits do not: Ctrl+1 is the same key on a French keyboard.
  if (/^(?:Digit|Numpad)/.test(code)) return code;
  return /^[0-9]$/.test(key) ? `Digit${key}` : (signCodes[key] ?? code);
}

const codesByName: ReadonlySet<string> = new Set([
  'Enter',
  'Tab',
  'Escape',
  'Backspace',
  'Delete',
  'Insert',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'ContextMenu',
]);

/** The code of a key that prints nothing. */
export function namedKeyCode(code: string, key: string): string {
  // The number pad without Num Lock: what it does there depends on the customer's own Num Lock, so send what it does here.
  // And keyboards on screens have names, but no places.
  const byName = code === '' || (code.startsWith('Numpad') && code !== 'NumpadEnter');
  if (byName) return codesByName.has(key) ? key : '';
  return code;
}
