import type { KeyboardPlatform } from '#shared/std/input/keyboard-policy.ts';

/** Which keyboard habits the customer's computer has, from what their applet calls it: `win32`, `macOS 15`, `Linux`. */
export function keyboardPlatform(platform: string | null): KeyboardPlatform {
  if (platform === null) return 'other';
  // "darwin" contains "win".
  if (/mac|darwin/i.test(platform)) return 'mac';
  if (/win/i.test(platform)) return 'windows';
  return /linux|x11/i.test(platform) ? 'linux' : 'other';
}
