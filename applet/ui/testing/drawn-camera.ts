const longSidePixels = 1280;
const shortSidePixels = 720;

/** A camera whose picture is drawn: a device with lamps, bright and dark in places, so that words over it can be judged. */
export function drawnCamera(): MediaStream {
  const isUpright = window.innerHeight > window.innerWidth;
  const widthPixels = isUpright ? shortSidePixels : longSidePixels;
  const heightPixels = isUpright ? longSidePixels : shortSidePixels;
  const canvas = document.createElement('canvas');
  canvas.width = widthPixels;
  canvas.height = heightPixels;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser draws nothing');
  const left = (widthPixels - 540) / 2;
  const top = (heightPixels - 360) / 2;
  const draw = (): void => {
    const light = context.createLinearGradient(0, 0, widthPixels, heightPixels);
    light.addColorStop(0, '#f4efe2');
    light.addColorStop(1, '#6d5f48');
    context.fillStyle = light;
    context.fillRect(0, 0, widthPixels, heightPixels);
    context.fillStyle = '#23272b';
    context.fillRect(left, top, 540, 360);
    for (let lamp = 0; lamp < 5; lamp += 1) {
      context.fillStyle = lamp === 2 ? '#e0564a' : '#4fbf6b';
      context.beginPath();
      context.arc(left + 80 + lamp * 95, top + 90, 22, 0, 2 * Math.PI);
      context.fill();
    }
    context.fillStyle = '#ffffff';
    context.font = '48px sans-serif';
    context.fillText('ROUTER 3000', left + 60, top + 300);
  };
  draw();
  // A canvas gives a picture only when something is drawn.
  setInterval(draw, 200);
  return canvas.captureStream(5);
}
