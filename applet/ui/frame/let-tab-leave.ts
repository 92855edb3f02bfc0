import type { KeyboardEvent } from 'react';

/**
 * For a dialog's `onKeyDownCapture`. The library sends Tab round and round inside a dialog, even one that is not modal; a
 * question of ours must let it out, to both ways out (D6, D7).
 */
export function letTabLeave(event: KeyboardEvent): void {
  if (event.key === 'Tab') event.stopPropagation();
}
