import { FrameAssembler } from '../frame-assembler.ts';
import { beginsAnew, decodeFrame } from '../frame-format.ts';
import { PictureDecoder } from '../picture-decoder.ts';
import type { Picture } from '../picture.ts';
import { decodeScreenMessage, encodeScreenMessage, type ScreenMessage } from '../screen-message.ts';

type Inflate = (bytes: Uint8Array, sizeBytes: number) => Uint8Array;

/** A viewer of every lane, as the console's window is one: puts frames together, draws them, and has word sent that it did. */
export class TestViewer {
  readonly heard: ScreenMessage[] = [];
  readonly frames: {
    readonly lane: number;
    readonly sequence: number;
    readonly bytes: number;
    readonly anew: boolean;
  }[] = [];
  /** Frames that no decoder took. */
  malformed = 0;
  readonly #inflate: Inflate;
  readonly #assemblers = new Map<number, FrameAssembler>();
  readonly #decoders = new Map<number, PictureDecoder>();

  constructor(inflate: Inflate) {
    this.#inflate = inflate;
  }

  /** One encoded message; `drawn`, encoded, if it completed a frame. */
  receive(bytes: Uint8Array): Uint8Array | null {
    const message = decodeScreenMessage(bytes);
    if (message === null) throw new Error('a sender of ours sent what is no message');
    this.heard.push(message);
    if (message.kind !== 'piece') return null;
    const { lane } = message;
    const assembler = this.#assemblers.get(lane) ?? new FrameAssembler();
    this.#assemblers.set(lane, assembler);
    const frame = assembler.add(message);
    if (frame === null || frame === 'malformed') {
      this.malformed += frame === null ? 0 : 1;
      return null;
    }
    const decoder = this.#decoders.get(lane) ?? new PictureDecoder({ inflate: this.#inflate });
    this.#decoders.set(lane, decoder);
    const applied = decoder.apply(frame);
    if (!applied.ok) this.malformed += 1;
    const sequence = decodeFrame(frame)?.sequence ?? 0;
    this.frames.push({ lane, sequence, bytes: frame.length, anew: beginsAnew(frame) });
    return encodeScreenMessage({ kind: 'drawn', lane, sequence });
  }

  /** Everything that was drawn is forgotten, as after a reload. */
  reload(): void {
    this.#assemblers.clear();
    this.#decoders.clear();
  }

  /** As a screen has it, without what lies above the colours; undefined if nothing is drawn there. */
  pixel(lane: number, x: number, y: number): number | undefined {
    const decoder = this.#decoders.get(lane);
    const pixel = decoder?.pixels[y * decoder.width + x];
    return pixel === undefined ? undefined : ((pixel & 0xff) << 16) | (pixel & 0xff00) | ((pixel >>> 16) & 0xff);
  }

  /** The lane's picture is this screen, pixel by pixel. */
  shows(lane: number, screen: Picture | null): boolean {
    const decoder = this.#decoders.get(lane);
    if (decoder === undefined || screen === null) return false;
    if (decoder.width !== screen.width || decoder.height !== screen.height) return false;
    return screen.pixels.every((pixel, at) => {
      const expected = ((pixel & 0xff) << 16) | (pixel & 0xff00) | ((pixel >>> 16) & 0xff);
      return ((decoder.pixels[at] ?? 0) & 0xffffff) === expected;
    });
  }
}
