import type { FileSource } from '#shared/std/transfer/file-source.ts';

/** Small enough for a phone's memory, large enough that the page's messages with the browser do not count. */
const blockBytes = 1024 * 1024;

/** A file that the person chose in a page. The browser throws if it changed on the disk since. */
export function pageFileSource(file: File): FileSource {
  return {
    name: file.name,
    sizeBytes: file.size,
    async *read(offset) {
      for (let start = offset; start < file.size; start += blockBytes) {
        yield new Uint8Array(await file.slice(start, start + blockBytes).arrayBuffer());
      }
    },
    close() {}, // A page holds a reference, nothing that is open.
  };
}
