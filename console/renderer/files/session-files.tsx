import { createContext, useContext, useMemo, useRef, type ReactNode } from 'react';
import { useToast } from '#shared/ui/feedback/toasts.tsx';
import { useFailureMessage, useMessages } from '#shared/ui/i18n.tsx';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { consoleMessages } from '../messages/catalogue.ts';
import { useAct, useServices } from '../window/services.tsx';

/** The two ways to hand files over: choosing them in the system's window, or dropping them. */
export type SessionFiles = {
  readonly choose: () => void;
  readonly send: (files: readonly File[]) => Promise<void>;
};

const SessionFilesContext = createContext<SessionFiles | null>(null);

/** Gives the tools and the file panel of one session the same file chooser. */
export function SessionFilesProvider(props: { readonly session: SessionView; readonly children: ReactNode }) {
  const t = useMessages(consoleMessages);
  const act = useAct();
  const { bridge } = useServices();
  const toast = useToast();
  const failureMessage = useFailureMessage();
  const input = useRef<HTMLInputElement>(null);
  const session = props.session.id;
  const files = useMemo<SessionFiles>(
    () => ({
      choose: () => input.current?.click(),
      send: async (chosen) => {
        if (chosen.length === 0) return;
        try {
          await act('file/send', { session, tickets: [...(await bridge.offerFiles(chosen))] });
        } catch {
          // The host could not take the files over: moved meanwhile, or a folder was dropped.
          const { happened, safe, next } = failureMessage('fileUnreadable');
          toast({ tone: 'warning', title: happened, text: `${safe} ${next}` });
        }
      },
    }),
    [act, bridge, session, toast, failureMessage],
  );
  return (
    <SessionFilesContext value={files}>
      {props.children}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('filesToSend')}
        onChange={(event) => {
          const chosen = Array.from(event.target.files ?? []);
          // Choosing the same file again has to be a change again.
          event.target.value = '';
          void files.send(chosen);
        }}
      />
    </SessionFilesContext>
  );
}

export function useSessionFiles(): SessionFiles {
  const files = useContext(SessionFilesContext);
  if (files === null) throw new Error('useSessionFiles needs a SessionFilesProvider above it');
  return files;
}
