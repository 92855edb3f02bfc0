import { useMemo } from 'react';
import type { Clock } from '#shared/std/core/clock.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { useFailureToast, useToast } from '#shared/ui/feedback/toasts.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import {
  activeLens,
  endObstacle,
  holdObstacle,
  newSessionObstacle,
  startObstacle,
} from '../session/session-actions.ts';
import { useAct, useServices } from './services.tsx';
import { openSession } from './window-state.ts';

const mostSavingMs = 2_000;

export type SessionCommands = {
  readonly create: () => void;
  readonly start: () => void;
  readonly toggleHold: () => void;
  readonly end: () => void;
};

/** What the toolbar and its shortcuts do to the selected session; nothing where it cannot be done. */
export function useSessionCommands(): SessionCommands {
  const t = useMessages(consoleMessages);
  const act = useAct();
  const showFailure = useFailureToast();
  const showToast = useToast();
  const { clock, recordings, remote, window } = useServices();
  return useMemo(() => {
    const selected = () => {
      const id = window.getState().selected;
      return remote.store.getState().view?.sessions.find((session) => session.id === id) ?? null;
    };
    const start = async ({ id }: SessionView): Promise<void> => {
      if (window.getState().starting !== null) return;
      window.setState({ starting: id });
      const answer = await remote.call('session/start', { session: id });
      window.setState({ starting: null });
      if (answer.ok) return;
      const other =
        answer.reason === 'lensAlreadyActive' ? activeLens(remote.store.getState().view?.sessions ?? []) : null;
      // On another console only the relay knows which: then the general sentence has to do.
      if (other === null) return showFailure(answer.reason);
      const { name } = other;
      return showToast({ tone: 'warning', title: t('lensActive', { name }), text: t('lensActiveText', { name }) });
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
        void start(session);
      },
      toggleHold: () => {
        const session = selected();
        if (session === null || holdObstacle(session) !== null) return;
        void act('session/hold', { session: session.id, onHold: session.status.name !== 'onHold' });
      },
      end: () => {
        const session = selected();
        if (session === null || endObstacle(session) !== null) return;
        const { id } = session;
        // A recording is saved while the log still takes its name; the end does not wait for it longer than people would.
        void within(clock, mostSavingMs, recordings.stop(id)).then(() => act('session/end', { session: id }));
      },
    };
  }, [act, clock, recordings, remote, showFailure, showToast, t, window]);
}

/** When `work` is done, or after so long. */
function within(clock: Clock, limitMs: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(limitMs, resolve);
    void work.finally(() => {
      cancel();
      resolve();
    });
  });
}
