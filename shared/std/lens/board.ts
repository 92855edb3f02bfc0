import * as v from 'valibot';
import {
  farthestPosition,
  leastMarkWidth,
  maxBoardPictureBytes,
  maxBoardPicturePixels,
  maxMarkNumber,
  maxMarkTextCharacters,
  mostMarkWidth,
} from './board-limits.ts';

// The whiteboard: marks that the technician draws on the camera's picture, and the pictures that they were drawn on (BRD).

export const markTools = ['pen', 'arrow', 'circle', 'highlighter', 'text', 'number'] as const;
export type MarkTool = (typeof markTools)[number];

/** Names, not values: each side draws them so that they are seen on any picture. */
export const markColours = ['red', 'yellow', 'green', 'blue', 'white', 'black'] as const;
export type MarkColour = (typeof markColours)[number];

/** In units of the picture's width, from its upper left corner: x from 0 to 1, y from 0 to height / width. */
export type BoardPoint = readonly [x: number, y: number];

const coordinate = v.pipe(v.number(), v.minValue(-farthestPosition), v.maxValue(farthestPosition));
export const boardPointSchema = v.pipe(v.strictTuple([coordinate, coordinate]), v.readonly());

export const markIdSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));
export const pictureIdSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));

/** A mark as it begins: everything but the points that follow. */
export const markStartEntries = {
  id: markIdSchema,
  /** The picture that the technician saw while drawing: what the mark is held to. */
  picture: pictureIdSchema,
  tool: v.picklist(markTools),
  colour: v.picklist(markColours),
  /** Of the line; of text and numbers, a tenth of their height. */
  width: v.pipe(v.number(), v.minValue(leastMarkWidth), v.maxValue(mostMarkWidth)),
  /** Empty for all but `text`. */
  text: v.pipe(v.string(), v.maxLength(maxMarkTextCharacters)),
  /** Of a numbered mark; 0 for all others. */
  number: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxMarkNumber)),
  at: boardPointSchema,
} as const;

const markStartSchema = v.strictObject(markStartEntries);
export type MarkStart = Readonly<v.InferOutput<typeof markStartSchema>>;

const pictureSide = v.pipe(v.number(), v.integer(), v.minValue(16), v.maxValue(maxBoardPicturePixels));

/** What the technician saw, small: the phone finds the place in its own picture by it. */
export const boardPictureEntries = {
  id: pictureIdSchema,
  width: pictureSide,
  height: pictureSide,
  /** JPEG as base64url. */
  jpeg: v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(Math.ceil((maxBoardPictureBytes * 4) / 3)),
    v.regex(/^[A-Za-z0-9_-]*$/),
  ),
} as const;

export const boardPictureSchema = v.strictObject(boardPictureEntries);
export type BoardPicture = Readonly<v.InferOutput<typeof boardPictureSchema>>;

/** What the phone makes of a mark. `hidden`: its object is not in the picture now. `cannotHold`: nothing there to hold on to. */
export const markHolds = ['pending', 'held', 'hidden', 'cannotHold'] as const;
export type MarkHold = (typeof markHolds)[number];

/**
 * How far the phone is with tracking. `freezeOnly`: it cannot keep up, or has no way to track at all; drawings then go on
 * still pictures.
 */
export const trackingModes = ['off', 'loading', 'tracking', 'freezeOnly'] as const;
export type TrackingMode = (typeof trackingModes)[number];
