import { useEffect } from 'react';
import { assertNever } from '#shared/std/core/assert-never.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { useLensCommands } from '../lens/tools/use-lens-commands.ts';
import { useServices } from './services.tsx';
import { shortcutFor, type Shortcut } from './shortcuts.ts';
import { useSessionCommands } from './use-session-commands.ts';
import { openSession } from './window-state.ts';

/** Where shortcuts put the focus: elements with these ids exist at most once. */
export const focusTargets = {
  list: 'session-list',
  session: 'open-session',
  chat: 'session-chat',
  screen: 'remote-screen',
  pictureButton: 'save-picture',
} as const;

/** The window's own shortcuts. While a picture is controlled, its listener takes the keys before they get here. */
export function useShortcuts(): void {
  const { remote, window: windowStore } = useServices();
  const commands = useSessionCommands();
  const lens = useLensCommands();
  useEffect(() => {
    const inFront = (): SessionView | undefined => {
      const { selected } = windowStore.getState();
      return remote.store.getState().view?.sessions.find(({ id, type }) => id === selected && type === 'lens');
    };
    const run = (shortcut: Shortcut): void => {
      switch (shortcut.name) {
        case 'whiteboard':
        case 'talk':
        case 'record': {
          const session = inFront();
          return session === undefined ? undefined : void lens[shortcut.name](session);
        }
        case 'picture':
          // Its button knows what there is to keep.
          return document.getElementById(focusTargets.pictureButton)?.click();
        case 'create':
          return commands.create();
        case 'start':
          return commands.start();
        case 'hold':
          return commands.toggleHold();
        case 'help':
          return windowStore.setState({ dialog: 'help' });
        case 'tab': {
          const id = windowStore.getState().opened[shortcut.index];
          return id === undefined ? undefined : windowStore.setState((state) => openSession(state, id));
        }
        case 'list':
        case 'chat':
        case 'screen':
          return focusOn(focusTargets[shortcut.name]);
        default:
          return assertNever(shortcut);
      }
    };
    const keyDown = (event: KeyboardEvent): void => {
      // An open dialog has the keyboard to itself.
      if (event.defaultPrevented || windowStore.getState().dialog !== 'none') return;
      const inText = event.target instanceof Element && event.target.closest('input, textarea') !== null;
      const shortcut = shortcutFor({
        key: event.key,
        code: event.code,
        altKey: event.altKey,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        shiftKey: event.shiftKey,
        inText,
      });
      if (shortcut === null) return;
      event.preventDefault();
      run(shortcut);
    };
    document.addEventListener('keydown', keyDown);
    return () => document.removeEventListener('keydown', keyDown);
  }, [commands, lens, remote, windowStore]);
}

/** Focuses the element, or the first thing in it that takes the focus; in the chat the message field, while there is one. */
export function focusOn(id: string): void {
  const target = document.getElementById(id);
  const field = id === focusTargets.chat ? target?.querySelector('textarea') : null;
  const first = target?.matches('[tabindex="0"]') ? target : target?.querySelector('[tabindex="0"], textarea, input');
  const inside = field ?? first;
  if (inside instanceof HTMLElement) inside.focus();
}
