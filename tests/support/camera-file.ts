import { closeSync, openSync, writeSync } from 'node:fs';

/** A film in grey, as something that plays one for a camera wants it. */
export type CameraFilm = {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** Each `width * height` bytes, row by row; 0 is black. */
  readonly frames: Iterable<Uint8Array>;
};

/** Grey has no colour: the middle of both colour planes. */
const noColour = 128;

/** Writes a film as YUV4MPEG2, which Chromium plays over and over for its fake camera (`--use-file-for-fake-video-capture`). */
export function writeCameraFile(path: string, film: CameraFilm): void {
  const { width, height, framesPerSecond } = film;
  if (width % 2 !== 0 || height % 2 !== 0) throw new RangeError('a film has even sides');
  const colours = Buffer.alloc((width * height) / 2, noColour);
  const file = openSync(path, 'w');
  try {
    writeSync(file, `YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`);
    for (const grey of film.frames) {
      if (grey.length !== width * height) throw new RangeError('a frame of another size');
      writeSync(file, 'FRAME\n');
      writeSync(file, grey);
      writeSync(file, colours);
    }
  } finally {
    closeSync(file);
  }
}
