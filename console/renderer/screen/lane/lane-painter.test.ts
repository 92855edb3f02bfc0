import { describe, expect, it, vi } from 'vitest';
import type { VideoPiece } from '#shared/std/screen/frame-format.ts';
import { plainFrame } from '#shared/std/screen/testing/plain-frame.ts';
import { openFrameDecoder } from './frame-decoder.ts';
import { maxWaitingFrames } from './lane-limits.ts';
import { LanePainter } from './lane-painter.ts';

const video: VideoPiece = {
  area: { x: 2, y: 2, width: 4, height: 4 },
  codec: 'h264',
  codedWidth: 4,
  codedHeight: 4,
  keyFrame: true,
  firstOfStream: true,
  bytes: Uint8Array.of(1),
};

const whole = (sequence: number): Uint8Array => plainFrame(sequence, { size: { width: 8, height: 8 } });

/** A painter whose surface writes down what it is told, and whose videos are decoded when the test says so. */
function open() {
  const acts: string[] = [];
  let accounted = 0;
  const pictures: ((picture: string | null) => void)[] = [];
  const painter = new LanePainter<string>({
    surface: {
      resize: (width, height) => acts.push(`size ${width} ${height}`),
      show: ({ x, y, width, height }) => acts.push(`show ${x} ${y} ${width} ${height}`),
      showVideo: (picture, { x, y }) => acts.push(`video ${picture} ${x} ${y}`),
      readBack: ({ x, y }) => acts.push(`read ${x} ${y}`),
    },
    video: {
      decode: () => new Promise((resolve) => pictures.push(resolve)),
      release: (picture) => acts.push(`release ${picture}`),
      end: () => acts.push('end'),
    },
    openDecoder: () => openFrameDecoder((bytes) => bytes),
    onDrawn: ({ sequence, bytes }) => {
      acts.push(`drawn ${sequence}`);
      accounted += bytes;
    },
    onSkipped: (bytes) => {
      acts.push(`skipped ${bytes}`);
      accounted += bytes;
    },
    onBroken: (why) => acts.push(`broken ${why}`),
  });
  const add = (...frames: Uint8Array[]): void => {
    for (const bytes of frames) painter.add({ first: true, last: true, bytes });
  };
  const taken = (): string[] => acts.splice(0);
  return { painter, add, taken, pictures, accounted: () => accounted };
}

describe('a lane’s painter', () => {
  it('passes over the tail of what it did not see, and begins with a whole picture', () => {
    const { painter, add, taken } = open();
    const tail = plainFrame(6);
    painter.add({ first: false, last: true, bytes: tail });
    add(tail, whole(7));
    expect(taken()).toEqual([`skipped ${2 * tail.length}`, 'size 8 8', 'show 0 0 8 8', 'end', 'drawn 7']);
  });

  it('says that a frame is drawn after it is, and only then', async () => {
    const { add, taken, pictures } = open();
    add(whole(1), plainFrame(2, { video }), plainFrame(3));
    expect(taken().at(-1)).toBe('drawn 1');
    pictures[0]?.('a');
    await vi.waitFor(() => expect(taken()).toEqual(['video a 2 2', 'drawn 2', 'drawn 3']));
  });

  it('leaves a video alone, and keeps its last picture when it ends', async () => {
    const { add, taken, pictures } = open();
    add(whole(1), plainFrame(2, { video }), plainFrame(3, { videoEnded: true }));
    pictures[0]?.('a');
    await vi.waitFor(() => expect(taken().slice(-5)).toEqual(['video a 2 2', 'drawn 2', 'read 2 2', 'end', 'drawn 3']));
  });

  it('stops at what is no frame, and goes on with a whole one after a restart', () => {
    const { painter, add, taken } = open();
    add(whole(1), Uint8Array.of(1, 2, 3), whole(2));
    expect(taken().slice(-3)).toEqual(['skipped 3', 'broken malformed', `skipped ${whole(2).length}`]);
    painter.restart();
    add(plainFrame(9), whole(10));
    expect(taken().slice(-2)).toEqual(['end', 'drawn 10']);
  });

  it('stops at a video that cannot be decoded', async () => {
    const { add, taken, pictures } = open();
    add(whole(1), plainFrame(2, { video }));
    pictures[0]?.(null);
    await vi.waitFor(() => expect(taken().at(-1)).toBe('broken video'));
  });

  it('shows no picture of a video from before a restart', async () => {
    const { painter, add, taken, pictures } = open();
    add(whole(1), plainFrame(2, { video }));
    painter.restart();
    add(whole(3));
    taken();
    pictures[0]?.('late');
    await vi.waitFor(() => expect(taken()).toEqual(['release late', `skipped ${plainFrame(2, { video }).length}`]));
  });

  it('accounts for every byte that it was given, once', async () => {
    const { painter, add, taken, pictures, accounted } = open();
    const frames = [
      whole(1),
      plainFrame(2, { video }),
      plainFrame(3),
      plainFrame(4),
      Uint8Array.of(9, 9),
      plainFrame(5),
    ];
    add(...frames);
    pictures[0]?.('a');
    await vi.waitFor(() => expect(taken()).toContain('broken malformed'));
    painter.restart();
    const more = [plainFrame(6), whole(7), plainFrame(8, { video })];
    add(...more);
    painter.restart();
    pictures[1]?.('b');
    await vi.waitFor(() => expect(taken()).toContain('release b'));
    expect(accounted()).toBe([...frames, ...more].reduce((sum, { length }) => sum + length, 0));
  });

  it('holds no more frames than an honest sender has under way', () => {
    const { add, taken } = open();
    add(whole(1), plainFrame(2, { video }));
    add(...Array.from({ length: maxWaitingFrames }, (_, index) => plainFrame(3 + index)));
    expect(taken()).not.toContain('broken malformed');
    add(plainFrame(3 + maxWaitingFrames));
    expect(taken()).toContain('broken malformed');
  });
});
