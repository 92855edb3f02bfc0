/**
 * Cuts a stream of pieces into chunks of exactly `chunkBytes`, the last excepted. Pieces that hold whole chunks are
 * passed on without a copy. A chunk is valid only until the next one is asked for.
 */
export async function* evenChunks(pieces: AsyncIterable<Uint8Array>, chunkBytes: number): AsyncGenerator<Uint8Array> {
  const partial = new Uint8Array(chunkBytes);
  let partialBytes = 0;
  for await (const piece of pieces) {
    let start = 0;
    while (start < piece.length) {
      const take = Math.min(chunkBytes - partialBytes, piece.length - start);
      const slice = piece.subarray(start, start + take);
      start += take;
      if (take === chunkBytes) {
        yield slice;
        continue;
      }
      partial.set(slice, partialBytes);
      partialBytes += take;
      if (partialBytes === chunkBytes) {
        yield partial;
        partialBytes = 0;
      }
    }
  }
  if (partialBytes > 0) yield partial.subarray(0, partialBytes);
}
