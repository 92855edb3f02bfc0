import { describe, expect, it } from 'vitest';
import { pageFileSource } from './page-file-source.ts';
import { maxPageFileBytes, pageFileStore } from './page-file-store.ts';

const bytes = Uint8Array.from({ length: 20 * 1024 * 1024 + 3 }, (_, index) => index % 251);

describe('files in a page', () => {
  it('FT1 are read from what the person chose, from any byte on', async () => {
    const source = pageFileSource(new File([bytes], 'photo.jpg'));
    expect([source.name, source.sizeBytes]).toEqual(['photo.jpg', bytes.length]);
    let position = 1_000_001;
    for await (const piece of source.read(position)) {
      expect(piece.every((byte, index) => byte === bytes[position + index])).toBe(true);
      position += piece.length;
    }
    expect(position).toBe(bytes.length);
  });

  it('FT1 are handed to the person whole, as bytes without a meaning', async () => {
    const delivered: [Blob, string][] = [];
    const created = await pageFileStore((content, name) => void delivered.push([content, name])).create('a.html', 1);
    if (!created.ok) throw new Error(created.reason);
    for (let offset = 0; offset < bytes.length; offset += 131_072) {
      await created.value.write(bytes.subarray(offset, offset + 131_072));
    }
    expect(delivered).toEqual([]);
    expect(await created.value.finish()).toEqual({ ok: true, value: 'a.html' });
    const [content, name] = delivered[0] ?? [];
    expect([name, content?.type, content?.size]).toEqual(['a.html', 'application/octet-stream', bytes.length]);
    const received = new Uint8Array((await content?.arrayBuffer()) ?? new ArrayBuffer());
    expect(received.every((byte, index) => byte === bytes[index])).toBe(true);
  });

  it('FT3 larger than a page can hold are refused before the first byte', async () => {
    const store = pageFileStore(() => {});
    expect(await store.create('a', maxPageFileBytes + 1)).toEqual({ ok: false, reason: 'fileTooLarge' });
  });
});
