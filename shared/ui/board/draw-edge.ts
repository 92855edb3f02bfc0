const edgeStrength = 0.75;
const edgeWidth = 1.5;

/** One for all drawings of a page: to make a new one for each frame costs more than to draw on it. */
let scratch: HTMLCanvasElement | null = null;

/** Draws only the edge of a line: its inside is left as it is, which no single stroke can do. */
export function drawEdge(context: CanvasRenderingContext2D, path: Path2D, width: number, colour: string): void {
  const { canvas } = context;
  scratch ??= document.createElement('canvas');
  if (scratch.width !== canvas.width) scratch.width = canvas.width;
  if (scratch.height !== canvas.height) scratch.height = canvas.height;
  const edge = scratch.getContext('2d');
  if (edge === null) return;
  edge.resetTransform();
  edge.clearRect(0, 0, scratch.width, scratch.height);
  edge.setTransform(context.getTransform());
  edge.setLineDash(context.getLineDash());
  edge.lineCap = 'round';
  edge.lineJoin = 'round';
  edge.lineWidth = width + 2 * edgeWidth;
  edge.strokeStyle = colour;
  edge.stroke(path);
  edge.globalCompositeOperation = 'destination-out';
  edge.lineWidth = width;
  edge.stroke(path);
  edge.globalCompositeOperation = 'source-over';
  context.save();
  context.resetTransform();
  context.globalAlpha = edgeStrength;
  context.drawImage(scratch, 0, 0);
  context.restore();
}
