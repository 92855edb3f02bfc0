/** 8-bit grey picture of the camera, at most 640 wide. */
export type GreyFrame = {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  readonly capturedAtMs: number;
};

/** Part of a picture, in units of its width. */
export type Area = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** Below this no feature fits in; above, nobody sends one and every step would take too long. */
const leastSide = 48;
const mostSide = 1_280;

/** Whether it is what it says it is: whoever sends pictures is not trusted to. */
export function isUsableFrame({ width, height, pixels, capturedAtMs }: GreyFrame): boolean {
  const isSide = (side: number): boolean => Number.isInteger(side) && side >= leastSide && side <= mostSide;
  return isSide(width) && isSide(height) && pixels.length === width * height && Number.isFinite(capturedAtMs);
}

/** `area` with its sides in order and cut to the picture; null where nothing of it is inside, or it is not a number. */
export function clipArea(area: Area, frame: { readonly width: number; readonly height: number }): Area | null {
  const { left, top, right, bottom } = area;
  if (![left, top, right, bottom].every((side) => Number.isFinite(side))) return null;
  const highest = frame.height / frame.width;
  const clipped = {
    left: Math.max(0, Math.min(left, right)),
    top: Math.max(0, Math.min(top, bottom)),
    right: Math.min(1, Math.max(left, right)),
    bottom: Math.min(highest, Math.max(top, bottom)),
  };
  return clipped.left <= clipped.right && clipped.top <= clipped.bottom ? clipped : null;
}
