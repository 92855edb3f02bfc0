import type { MarkTool } from '#shared/std/lens/board.ts';
import type { ShortcutKeys } from '../../window/shortcuts.ts';

export type BoardCommand =
  | { readonly name: 'tool'; readonly tool: MarkTool }
  | { readonly name: 'undo' | 'redo' | 'freeze' | 'away' };

/** Letters by their place on the keyboard. */
export const toolKeys: Readonly<Record<MarkTool, string>> = {
  pen: 'P',
  arrow: 'A',
  circle: 'O',
  highlighter: 'G',
  text: 'T',
  number: 'M',
};

const byCode: Readonly<Record<string, BoardCommand>> = {
  ...Object.fromEntries(
    Object.entries(toolKeys).map(([tool, key]) => [`Key${key}`, { name: 'tool', tool } as BoardCommand]),
  ),
  KeyZ: { name: 'undo' },
  KeyY: { name: 'redo' },
  KeyF: { name: 'freeze' },
};

/** Alt and Shift with a letter: the window's own shortcuts have Alt alone. Escape, outside of texts, puts the pen away. */
export function boardCommandFor(event: ShortcutKeys): BoardCommand | null {
  if (event.ctrlKey || event.metaKey) return null;
  if (event.key === 'Escape' && !event.altKey && !event.shiftKey && !event.inText) return { name: 'away' };
  if (!event.altKey || !event.shiftKey) return null;
  return (Object.hasOwn(byCode, event.code) ? byCode[event.code] : undefined) ?? null;
}
