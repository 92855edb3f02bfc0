import { downloadBlob } from '#shared/dom/download-blob.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Result } from '#shared/std/core/result.ts';
import type { CallArguments } from '#shared/std/rpc/contract.ts';
import { portableSha256 } from '#shared/std/transfer/portable-sha256.ts';
import type { consoleContract } from '#shared/std/view/console-contract.ts';
import type { ConsoleRemote } from '../window/console-remote.ts';

export type SavedPicture = CallArguments<typeof consoleContract, 'picture/saved'>;

/** The file's content with its hash where that is known already; a long one is never in memory as a whole. */
export type PictureFile = { readonly content: Blob; readonly name: string; readonly sha256?: string };

/**
 * Hands the technician a file, and has the session's log name it with size and hash. The file is saved whatever the log says:
 * a failure means that it is not named there.
 */
export async function savePicture(
  remote: Pick<ConsoleRemote, 'call'>,
  { session, of }: Pick<SavedPicture, 'session' | 'of'>,
  file: PictureFile,
): Promise<Result<null, FailureCode>> {
  const { content, name } = file;
  downloadBlob(content, name);
  const sha256 = file.sha256 ?? (await sha256Of(content));
  return await remote.call('picture/saved', { session, of, name, sizeBytes: content.size, sha256 });
}

async function sha256Of(content: Blob): Promise<string> {
  const hash = portableSha256();
  const reader = content.stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) hash.update(piece.value);
  return hash.digestHex();
}
