import type { OpenScreenTrack } from '../screen/screens.ts';

const width = 1920;
const height = 1080;
const framesPerSecond = 15;

/** A customer's screen that is drawn here: a desktop with a window and a moving clock. */
export const openCanvasScreen: OpenScreenTrack = (events) => {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  let frames = 0;
  const draw = (): void => {
    if (context === null) return;
    frames += 1;
    context.fillStyle = '#2b5a86';
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#f4f4f4';
    context.fillRect(240, 140, 1100, 680);
    context.fillStyle = '#d9dde2';
    context.fillRect(240, 140, 1100, 48);
    context.fillStyle = '#20262c';
    context.font = '26px sans-serif';
    context.fillText('Printers and scanners', 264, 173);
    context.font = '32px sans-serif';
    context.fillText('Office printer: offline', 300, 280);
    context.fillText(`Looking for printers… ${frames % 100} %`, 300, 340);
    context.fillStyle = '#1b2a38';
    context.fillRect(0, height - 56, width, 56);
    context.fillStyle = '#ffffff';
    context.fillText(new Date().toLocaleTimeString(), width - 220, height - 18);
  };
  draw();
  const timer = setInterval(draw, 1000 / framesPerSecond);
  let stream: MediaStream | null = null;
  return {
    receive: () => {
      if (stream !== null) return;
      stream = canvas.captureStream(framesPerSecond);
      for (const track of stream.getVideoTracks()) events.onPicture(track);
    },
    stats: () => Promise.resolve(stream === null ? null : { framesPerSecond, width, height }),
    close: () => {
      clearInterval(timer);
      stream?.getTracks().forEach((track) => track.stop());
    },
  };
};
