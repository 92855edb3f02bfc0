import { createStore } from 'zustand/vanilla';
import { VideoFrames } from '#applet/ui/lens/board/camera-frames.ts';
import { HeldPicture } from '#applet/ui/lens/board/held-picture.ts';
import { PhoneBoard } from '#applet/ui/lens/board/phone-board.ts';
import { scenes } from '#applet/ui/testing/scenes.ts';
import { openVisionWorker } from '#applet/web/open-vision-worker.ts';
import { systemClock } from '#shared/dom/system-clock.ts';
import { applyTransform } from '#shared/std/lens/board-geometry.ts';
import { reduceAppletView, type AppletView } from '#shared/std/view/applet-view.ts';
import type { RemoteViewState } from '#shared/ui/remote-view.ts';

// A phone's whiteboard with its real worker and library, before a camera whose picture is drawn and moved by the test.

const width = 640;
const height = 480;
const canvas = new OffscreenCanvas(width * 2, height * 2);
const panel = canvas.getContext('2d');
const camera = document.createElement('canvas');
camera.width = width;
camera.height = height;
const lens = camera.getContext('2d');
const video = document.querySelector('video');
if (panel === null || lens === null || video === null) throw new Error('this browser draws nothing');

/** A front with sockets, labels and screws, no two alike. */
function drawPanel(context: OffscreenCanvasRenderingContext2D): void {
  let seed = 7;
  const next = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  context.fillStyle = '#b9b4a6';
  context.fillRect(0, 0, width * 2, height * 2);
  for (let part = 0; part < 260; part += 1) {
    const grey = 30 + next(200);
    context.fillStyle = `rgb(${grey} ${grey} ${Math.min(255, grey + next(40))})`;
    const [x, y] = [next(width * 2), next(height * 2)];
    if (part % 3 === 0) context.fillRect(x, y, 20 + next(60), 14 + next(40));
    else if (part % 3 === 1) {
      context.beginPath();
      context.arc(x, y, 5 + next(14), 0, 2 * Math.PI);
      context.fill();
    } else {
      context.font = `${14 + next(14)}px sans-serif`;
      context.fillText(`L${next(900)} / ${next(90)} V`, x, y);
    }
  }
}

/** How far the front has moved in the picture, in pixels. */
let movedX = 0;
let movedY = 0;
drawPanel(panel);
const film = (): void => lens.drawImage(canvas, -width / 2 + movedX, -height / 2 + movedY);
film();
setInterval(film, 50);
video.srcObject = camera.captureStream(20);

let view: AppletView = { ...scenes.lens, call: { ...scenes.lens.call, camera: { state: 'live' } } };
const store = createStore<RemoteViewState<AppletView>>(() => ({ view, link: 'connected' }));
const told: { readonly name: string; readonly argument: unknown }[] = [];
const picture = new HeldPicture();
const frames = new VideoFrames(systemClock, picture);
frames.setVideo(video);
const board = new PhoneBoard({
  remote: { store, notify: (name, argument) => void told.push({ name, argument }) },
  clock: systemClock,
  openVision: openVisionWorker,
  frames,
  picture,
});
board.open();

Object.assign(window, {
  told,
  moveTo: (x: number, y: number) => {
    [movedX, movedY] = [x, y];
  },
  picture: () =>
    camera
      .toDataURL('image/jpeg', 0.6)
      .slice('data:image/jpeg;base64,'.length)
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', ''),
  tell: (event: Parameters<typeof reduceAppletView>[1]) => {
    view = reduceAppletView(view, event);
    store.setState({ view });
  },
  /** Where the first mark's first point is seen, in pixels of the picture; null while it is hidden. */
  seen: () => {
    const [shown] = board.shown();
    const first = shown?.mark.points[0];
    const place = shown && first && applyTransform(shown.transform, first);
    return place ? [place[0] * width, place[1] * width] : null;
  },
});
