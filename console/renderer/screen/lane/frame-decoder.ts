import type { Result } from '#shared/std/core/result.ts';
import { FrameAssembler } from '#shared/std/screen/frame-assembler.ts';
import { beginsAnew } from '#shared/std/screen/frame-format.ts';
import { PictureDecoder, type AppliedFrame } from '#shared/std/screen/picture-decoder.ts';

export type FramePiece = { readonly first: boolean; readonly last: boolean; readonly bytes: Uint8Array };

/** Makes a lane's picture out of the pieces of its frames: replaced whole at each restart. */
export type FrameDecoder = {
  /** The frame that its pieces make up once the last one is there. */
  add(piece: FramePiece): Uint8Array | null | 'malformed';
  /** Whether a frame stands for itself, without any before it. */
  beginsAnew(frame: Uint8Array): boolean;
  apply(frame: Uint8Array): Result<AppliedFrame, 'malformed'>;
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
};

/** `inflate` undoes raw deflate into that many bytes. */
export function openFrameDecoder(inflate: (bytes: Uint8Array, sizeBytes: number) => Uint8Array): FrameDecoder {
  const assembler = new FrameAssembler();
  const decoder = new PictureDecoder({ inflate });
  return {
    add: (piece) => assembler.add(piece),
    beginsAnew,
    apply: (frame) => decoder.apply(frame),
    get width() {
      return decoder.width;
    },
    get height() {
      return decoder.height;
    },
    get pixels() {
      return decoder.pixels;
    },
  };
}
