import type { Area } from './area.ts';
import type { ChangedRows } from './changed-rows.ts';
import type { Picture } from './picture.ts';
import { tileSidePixels } from './screen-limits.ts';
import type { TileGrid, TileRun } from './tile-grid.ts';

/** What is to be sent of one tile, or of neighbours side by side. */
export type ChangedPart = TileRun & { readonly area: Area };

/** Parts side by side become one if that does not add more than this share of pixels which did not change. */
const mostWastedShare = 0.25;
const mostTilesAPart = 8;

/** Every tile in which picture and shown differ, with the smallest box around the difference, in reading order. */
export function findChangedParts(
  rows: ChangedRows,
  picture: Picture,
  shown: Picture,
  grid: TileGrid,
): readonly ChangedPart[] {
  const parts: ChangedPart[] = [];
  if (rows.isEmpty) return parts;
  const hull = rows.hull();
  const firstColumn = Math.floor(hull.x / tileSidePixels);
  const lastColumn = Math.floor((hull.x + hull.width - 1) / tileSidePixels);
  const firstRow = Math.floor(rows.top / tileSidePixels);
  const lastRow = Math.floor((rows.bottom - 1) / tileSidePixels);
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const tile = row * grid.columns + column;
      const box = changedBox(rows, picture, shown, grid.areaOf(tile));
      if (box === null) continue;
      // Where the viewer has only something similar, a difference from that would leave the rest of the tile as it is.
      const area = grid.isLossy(tile) ? grid.areaOf(tile) : box;
      addPart(parts, { area, firstTile: tile, tileCount: 1 }, grid);
    }
  }
  return parts;
}

/** Whole tiles of which the viewer has only something similar, that are not covered and have stood since `untilMs`. */
export function findLossyParts(
  grid: TileGrid,
  untilMs: number,
  mostTiles: number,
  isCovered: (tile: number) => boolean,
): readonly ChangedPart[] {
  const parts: ChangedPart[] = [];
  let tiles = 0;
  for (let tile = 0; tile < grid.count && tiles < mostTiles && grid.lossyCount > 0; tile++) {
    if (!grid.isLossy(tile) || grid.changedMs(tile) > untilMs || isCovered(tile)) continue;
    tiles++;
    addPart(parts, { area: grid.areaOf(tile), firstTile: tile, tileCount: 1 }, grid);
  }
  return parts;
}

function addPart(parts: ChangedPart[], part: ChangedPart, grid: TileGrid): void {
  const before = parts.at(-1);
  const joined = before === undefined ? null : join(before, part.area, part.firstTile, grid);
  if (joined === null) parts.push(part);
  else parts[parts.length - 1] = joined;
}

function join(before: ChangedPart, area: Area, tile: number, grid: TileGrid): ChangedPart | null {
  const isNeighbour = before.firstTile + before.tileCount === tile && tile % grid.columns !== 0;
  if (!isNeighbour || before.tileCount >= mostTilesAPart) return null;
  if (grid.isCostly(before.firstTile) !== grid.isCostly(tile)) return null;
  if (grid.isWaiting(before.firstTile) !== grid.isWaiting(tile)) return null;
  const { x } = before.area;
  const y = Math.min(before.area.y, area.y);
  const width = area.x + area.width - x;
  const height = Math.max(before.area.y + before.area.height, area.y + area.height) - y;
  const needed = before.area.width * before.area.height + area.width * area.height;
  if (width * height > needed * (1 + mostWastedShare)) return null;
  return { area: { x, y, width, height }, firstTile: before.firstTile, tileCount: before.tileCount + 1 };
}

/** The box around all differences in `tile`; null if there is none. */
function changedBox(rows: ChangedRows, picture: Picture, shown: Picture, tile: Area): Area | null {
  const { pixels: now, width: stride } = picture;
  const { pixels: before } = shown;
  const tileRight = tile.x + tile.width;
  let left = tileRight;
  let right = tile.x;
  let top = -1;
  let bottom = -1;
  const lastRow = Math.min(tile.y + tile.height, rows.bottom);
  for (let y = Math.max(tile.y, rows.top); y < lastRow; y++) {
    const start = y * stride + Math.max(tile.x, rows.startOf(y));
    const end = y * stride + Math.min(tileRight, rows.endOf(y));
    let first = start;
    while (first < end && now[first] === before[first]) first++;
    if (first >= end) continue;
    let last = end - 1;
    while (last > first && now[last] === before[last]) last--;
    if (top < 0) top = y;
    bottom = y + 1;
    left = Math.min(left, first - y * stride);
    right = Math.max(right, last + 1 - y * stride);
  }
  return top < 0 ? null : { x: left, y: top, width: right - left, height: bottom - top };
}
