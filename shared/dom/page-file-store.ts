import { fail, succeed } from '#shared/std/core/result.ts';
import type { FileSink, FileStore } from '#shared/std/transfer/file-store.ts';

/** A page has no disk of its own to check; beyond this a phone's browser may be ended for its memory. */
export const maxPageFileBytes = 512 * 1024 * 1024;
/** Pieces are handed to the browser's blob store, which may put them on the disk, whenever the page holds this many. */
const foldBytes = 8 * 1024 * 1024;

/** Received files in a page: collected by the browser, then handed to the person as a download. */
export function pageFileStore(deliver: (content: Blob, name: string) => void): FileStore {
  return {
    async create(safeName, sizeBytes) {
      if (sizeBytes > maxPageFileBytes) return fail('fileTooLarge');
      return succeed(collect(safeName, deliver));
    },
  };
}

function collect(name: string, deliver: (content: Blob, name: string) => void): FileSink {
  // Always bytes without a meaning: a page's own address must never show what a stranger sent as a document.
  const type = 'application/octet-stream';
  let stored = new Blob([], { type });
  let pieces: BlobPart[] = [];
  let pieceBytes = 0;
  const fold = (): void => {
    stored = new Blob([stored, ...pieces], { type });
    pieces = [];
    pieceBytes = 0;
  };
  return {
    async write(chunk) {
      pieces.push(chunk as Uint8Array<ArrayBuffer>);
      pieceBytes += chunk.length;
      if (pieceBytes >= foldBytes) fold();
      return succeed(null);
    },
    async finish() {
      fold();
      deliver(stored, name);
      return succeed(name);
    },
    async discard() {
      stored = new Blob([]);
      pieces = [];
    },
  };
}
