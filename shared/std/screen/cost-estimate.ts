import type { ChangedPart } from './changed-tiles.ts';
import type { Picture } from './picture.ts';
import { PixelWriter } from './pixel-writer.ts';
import { tileSidePixels } from './screen-limits.ts';
import type { TileGrid } from './tile-grid.ts';

/** Rows of a sample, of which the first says more than it costs in a whole tile. */
const sampleRows = 3;
/** One sample in so many rows. */
const sampleStep = 16;

/** What tiles would cost, from a few of their rows: a sixth of the work of writing them. */
export class CostEstimate {
  readonly #writer = new PixelWriter();

  update(parts: readonly ChangedPart[], picture: Picture, grid: TileGrid): void {
    for (const { area, firstTile, tileCount } of parts) {
      // What waits has been estimated when it came.
      if (area.height < sampleStep || grid.isWaiting(firstTile)) continue;
      const right = area.x + area.width;
      for (let tile = firstTile; tile < firstTile + tileCount; tile++) {
        const tileX = (tile % grid.columns) * tileSidePixels;
        const x = Math.max(area.x, tileX);
        const width = Math.min(right, tileX + tileSidePixels) - x;
        this.#writer.begin();
        let rows = 0;
        for (let y = area.y + sampleStep / 4; y + sampleRows <= area.y + area.height; y += sampleStep) {
          this.#writer.write(picture, { x, y, width, height: sampleRows });
          rows += sampleRows;
        }
        grid.setCost(tile, this.#writer.length / (rows * width));
      }
    }
  }
}
