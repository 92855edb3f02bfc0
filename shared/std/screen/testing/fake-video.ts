import type { FakeClock } from '../../testing/fake-clock.ts';
import type { Area } from '../area.ts';
import type { OpenVideoEncoder } from '../video-encoder.ts';

/** An encoder that takes as long as a test says, breaks when it says so, and checks that it is used as agreed. */
export class FakeVideo {
  readonly #clock: FakeClock;
  /** Every stream that was opened, and whether it is still open. */
  readonly streams: { width: number; height: number; codedWidth: number; codedHeight: number; isOpen: boolean }[] = [];
  readonly areas: Area[] = [];
  msAPixel = 0;
  isBroken = false;
  isMissing = false;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  get openStreams(): number {
    return this.streams.filter(({ isOpen }) => isOpen).length;
  }

  readonly open: OpenVideoEncoder = ({ codecs, width, height, codedWidth, codedHeight }) => {
    const [codec] = codecs;
    if (this.isMissing || codec === undefined) return Promise.resolve(null);
    if (codedWidth % 2 !== 0 || codedHeight % 2 !== 0) throw new Error('odd sizes cannot be coded');
    const stream = { width, height, codedWidth, codedHeight, isOpen: true };
    this.streams.push(stream);
    let isBusy = false;
    let frames = 0;
    return Promise.resolve({
      codec,
      encode: async (picture, area, { keyFrame }) => {
        if (!stream.isOpen || isBusy) throw new Error('a picture for a stream that cannot take it');
        if (area.width !== width || area.height !== height) throw new Error('a picture of another size');
        if (area.x + width > picture.width || area.y + height > picture.height) throw new Error('outside the picture');
        if (frames === 0 && !keyFrame) throw new Error('a stream begins with a key frame');
        isBusy = true;
        await Promise.resolve();
        isBusy = false;
        if (this.isBroken) return null;
        this.#clock.advance(Math.round(codedWidth * codedHeight * this.msAPixel));
        frames++;
        this.areas.push(area);
        return { bytes: new Uint8Array(keyFrame ? 900 : 200).fill(7), keyFrame };
      },
      close: () => {
        stream.isOpen = false;
      },
    });
  };
}
