import { greyOfPlane, type LumaPlane } from './luma-plane.ts';
import type { FromVision, ToVision } from './vision-messages.ts';
import { VisionDesk } from './vision-desk.ts';
import { loadVision } from './vision.ts';

// Entry point of the worker that holds drawings on the camera's picture. It gets the camera's frames and the technician's
// pictures from the page, and needs no network but its own files.

const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });

/** A frame of the camera, of which only how bright it is was taken. */
class LumaPicture {
  readonly plane: LumaPlane;

  constructor(plane: LumaPlane) {
    this.plane = plane;
  }

  get width(): number {
    return this.plane.width;
  }

  get height(): number {
    return this.plane.height;
  }

  close(): void {}
}

function readGrey(picture: ImageBitmap | LumaPicture, width: number, height: number): Uint8Array {
  if (picture instanceof LumaPicture) return greyOfPlane(picture.plane, width, height);
  if (context === null) throw new Error('this browser has no canvas in workers');
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  context.drawImage(picture, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const grey = new Uint8Array(width * height);
  // Brightness as video has it (BT.601), in 256ths.
  for (let at = 0, from = 0; at < grey.length; at++, from += 4) {
    grey[at] = (77 * (data[from] ?? 0) + 150 * (data[from + 1] ?? 0) + 29 * (data[from + 2] ?? 0) + 128) >> 8;
  }
  return grey;
}

const desk = new VisionDesk<ImageBitmap | LumaPicture>({
  loadVision,
  decode: (jpeg) => createImageBitmap(new Blob([jpeg.slice()], { type: 'image/jpeg' })),
  readGrey,
  tell: (message: FromVision) => self.postMessage(message, {}),
  nowMs: () => performance.now(),
});

/** Of one frame at a time: it is read before the next one comes. */
let bytes = new Uint8Array(0);

/** Takes the first plane of a frame, which is how bright it is in every format that the page sends. */
async function readLuma(frame: VideoFrame): Promise<LumaPicture> {
  const size = frame.allocationSize();
  if (bytes.length !== size) bytes = new Uint8Array(size);
  const [luma] = await frame.copyTo(bytes);
  if (luma === undefined) throw new Error('a frame without pixels');
  const { displayWidth: width, displayHeight: height, colorSpace } = frame;
  return new LumaPicture({ width, height, bytes, ...luma, fullRange: colorSpace.fullRange === true });
}

self.addEventListener('message', ({ data }: MessageEvent<ToVision<ImageBitmap | VideoFrame>>) => {
  if (data.kind !== 'frame') return desk.receive(data);
  const { picture, ...message } = data;
  if (picture instanceof ImageBitmap) return desk.receive({ ...message, picture });
  readLuma(picture)
    .then((luma) => desk.receive({ ...message, picture: luma }))
    .catch((error: unknown) => self.reportError(error))
    .finally(() => picture.close());
});
