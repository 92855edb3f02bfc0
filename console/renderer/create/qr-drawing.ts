import { correction, generate } from 'lean-qr';

/** A QR code as one path, in modules; `size` is the length of its side with the quiet zone around it. */
export type QrDrawing = { readonly size: number; readonly path: string };

/** Light modules on every side, without which scanners do not find the code (ISO 18004). */
const quietModules = 4;

/** Null for a text that no QR code can hold. */
export function drawQrCode(text: string): QrDrawing | null {
  const code = encode(text);
  if (code === null) return null;
  const runs: string[] = [];
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (!code.get(x, y)) continue;
      const start = x;
      while (code.get(x + 1, y)) x += 1;
      const length = x + 1 - start;
      runs.push(`M${start + quietModules} ${y + quietModules}h${length}v1h-${length}z`);
    }
  }
  return { size: code.size + 2 * quietModules, path: runs.join('') };
}

function encode(text: string): ReturnType<typeof generate> | null {
  try {
    // A screen has no dirt and no folds: large modules help scanners more than correction does. What is to spare is used for it.
    return generate(text, { minCorrectionLevel: correction.L });
  } catch {
    return null; // The library's only complaint is that there is too much.
  }
}
