import * as v from 'valibot';
import {
  maxMonitorNameCharacters,
  maxMonitors,
  maxDesktopPixels,
  maxScreenPixels,
  maxScreenSidePixels,
} from './screen-limits.ts';
import { videoCodecs, type Monitor } from './screen-message.ts';
import { screenPreferences } from './screen-preference.ts';

/** A lane's number, which is its monitor's id. */
const laneSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxMonitors - 1));

/** What a viewer wishes to see, and how: the fields of `screen/watch`, wherever it is said. */
export const screenWatchEntries = {
  lanes: v.pipe(v.array(laneSchema), v.maxLength(maxMonitors)),
  /** What the viewer can decode, the best first. */
  codecs: v.pipe(v.array(v.picklist(videoCodecs)), v.maxLength(videoCodecs.length)),
  preference: v.picklist(screenPreferences),
  /** It has nothing of these lanes: opened, reloaded, went wrong. */
  restart: v.boolean(),
} as const;

const screenWatchSchema = v.strictObject(screenWatchEntries);

/** Which lanes are watched, by what kind of viewer; the rest are not looked at and cost nothing. */
export type ScreenWatch = Readonly<v.InferOutput<typeof screenWatchSchema>>;

/** Virtual desktops have monitors left of and above their origin; no system puts one further out. */
const position = v.pipe(v.number(), v.integer(), v.minValue(-65_536), v.maxValue(65_536));
const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxScreenSidePixels));

/** Monitors as they come over the network: no two with one id, none larger than a viewer can hold. */
export const monitorsSchema = v.pipe(
  v.array(
    v.strictObject({
      id: laneSchema,
      name: v.pipe(v.string(), v.maxLength(maxMonitorNameCharacters)),
      x: position,
      y: position,
      width: side,
      height: side,
      primary: v.boolean(),
    }),
  ),
  v.minLength(1),
  v.maxLength(maxMonitors),
  v.check((monitors) => new Set(monitors.map(({ id }) => id)).size === monitors.length),
  v.check((monitors) => monitors.every(({ width, height }) => width * height <= maxScreenPixels)),
  v.check((monitors) => monitors.reduce((sum, { width, height }) => sum + width * height, 0) <= maxDesktopPixels),
);

/** The compiler's proof that what is decoded is what the rest of the lane calls a monitor. */
export type DecodedMonitor = v.InferOutput<typeof monitorsSchema>[number] & Monitor;
