import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Result } from '#shared/std/core/result.ts';
import { utf8 } from '#shared/std/crypto/bytes.ts';
import type { FileStore } from '#shared/std/transfer/file-store.ts';

/** Keeps a text as any received file is kept: whole or not at all, and never over one that is there. Says where. */
export async function keepText(store: FileStore, name: string, text: string): Promise<Result<string, FailureCode>> {
  const bytes = utf8(text);
  const opened = await store.create(name, bytes.length);
  if (!opened.ok) return opened;
  const written = await opened.value.write(bytes);
  if (written.ok) return opened.value.finish();
  await opened.value.discard();
  return written;
}
