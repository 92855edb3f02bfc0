import { setPriority } from 'node:os';

/** What a worker process answers, by name. */
export type Handlers = Readonly<Record<string, (...given: never[]) => Promise<unknown>>>;

export type Question = { readonly id: number; readonly name: string; readonly given: readonly unknown[] };

export type Answer = { readonly id: number; readonly value: unknown; readonly error: string | null };

/** Answers the process that started this one, until that is gone. */
export function serve(handlers: Handlers): void {
  try {
    setPriority(-1);
  } catch {
    // Only root may; without it a busy computer shows in the figures a little more.
  }
  process.on('disconnect', () => process.exit());
  process.on('message', (question: Question) => void answer(handlers, question));
}

async function answer(handlers: Handlers, { id, name, given }: Question): Promise<void> {
  const handler = handlers[name];
  try {
    const value = await handler?.(...(given as never[]));
    reply({ id, value, error: null });
  } catch (error) {
    reply({ id, value: null, error: error instanceof Error ? error.message : String(error) });
  }
}

function reply(given: Answer): void {
  // Nobody is there any more to be told that nobody is there.
  process.send?.(given, () => {});
}
