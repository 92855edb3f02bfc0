import { useMemo } from 'react';
import { endObstacle, holdObstacle, newSessionObstacle, startObstacle } from '../session/session-actions.ts';
import { useAct, useServices } from './services.tsx';
import { openSession } from './window-state.ts';

export type SessionCommands = {
  readonly create: () => void;
  readonly start: () => void;
  readonly toggleHold: () => void;
  readonly end: () => void;
};

/** What the toolbar and its shortcuts do to the selected session; nothing where it cannot be done. */
export function useSessionCommands(): SessionCommands {
  const act = useAct();
  const { remote, window } = useServices();
  return useMemo(() => {
    const selected = () => {
      const id = window.getState().selected;
      return remote.store.getState().view?.sessions.find((session) => session.id === id) ?? null;
    };
    return {
      create: () => {
        const relay = remote.store.getState().view?.relay;
        if (relay && newSessionObstacle(relay) === null) window.setState({ dialog: 'create' });
      },
      start: () => {
        const session = selected();
        if (session === null || startObstacle(session) !== null) return;
        window.setState((state) => openSession(state, session.id));
        void act('session/start', { session: session.id });
      },
      toggleHold: () => {
        const session = selected();
        if (session === null || holdObstacle(session) !== null) return;
        void act('session/hold', { session: session.id, onHold: session.status.name !== 'onHold' });
      },
      end: () => {
        const session = selected();
        if (session !== null && endObstacle(session) === null) void act('session/end', { session: session.id });
      },
    };
  }, [act, remote, window]);
}
