import { useMemo } from 'react';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { useFailureToast } from '#shared/ui/feedback/toasts.tsx';
import { permissionButton } from '../../session/session-actions.ts';
import { useAct, useServices } from '../../window/services.tsx';
import { noMedia } from '../call/call-media.ts';
import { pictureObstacle } from './lens-actions.ts';

export type LensCommands = {
  /** Asks for the customer's permission to talk; with it, turns the technician's microphone on, or mutes it. */
  readonly talk: (session: SessionView) => Promise<void>;
  /** Asks for the permission to record and records when it is given; stops what runs. */
  readonly record: (session: SessionView) => void;
  /** The drawing tools out, or away. */
  readonly whiteboard: (session: SessionView) => void;
};

/** What buttons and shortcuts do in a Lens session; nothing where it cannot be done. */
export function useLensCommands(): LensCommands {
  const act = useAct();
  const showFailure = useFailureToast();
  const { calls, recordings, whiteboards } = useServices();
  return useMemo(
    () => ({
      talk: async (session) => {
        const { press } = permissionButton(session, 'voice');
        if (press === 'ask') await act('permission/ask', { session: session.id, kind: 'voice' });
        if (press !== 'use') return;
        const { microphone } = calls.media.getState()[session.id] ?? noMedia;
        const done = await calls.setMicrophone(session.id, microphone !== 'live');
        if (!done.ok) showFailure(done.reason);
      },
      record: (session) => {
        const running = recordings.running.getState()[session.id] !== undefined;
        if (running) return void recordings.stop(session.id);
        const { press } = permissionButton(session, 'recording');
        if (press === 'nothing') return;
        recordings.begin(session.id);
        if (press === 'ask') void act('permission/ask', { session: session.id, kind: 'recording' });
      },
      whiteboard: (session) => {
        const board = whiteboards.of(session.id);
        if (board === null) return;
        const { isOpen } = board.state.getState();
        if (isOpen || pictureObstacle(session) === null) board.setOpen(!isOpen);
      },
    }),
    [act, calls, recordings, showFailure, whiteboards],
  );
}
