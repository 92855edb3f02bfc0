import type { FromVision, ToVision } from './vision-messages.ts';
import { VisionDesk } from './vision-desk.ts';
import { loadVision } from './vision.ts';

// Entry point of the worker that holds drawings on the camera's picture. It gets the camera's frames and the technician's
// pictures from the page, and needs no network but its own files.

const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });

function readGrey(picture: ImageBitmap, width: number, height: number): Uint8Array {
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

const desk = new VisionDesk<ImageBitmap>({
  loadVision,
  decode: (jpeg) => createImageBitmap(new Blob([jpeg.slice()], { type: 'image/jpeg' })),
  readGrey,
  tell: (message: FromVision) => self.postMessage(message, {}),
  nowMs: () => performance.now(),
});

self.addEventListener('message', (event: MessageEvent<ToVision<ImageBitmap>>) => desk.receive(event.data));
