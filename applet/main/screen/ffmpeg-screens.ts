import type { Area } from '#shared/std/screen/area.ts';
import type { Ffmpeg } from './ffmpeg-library.ts';

/** One way to read a screen by FFmpeg. */
export type ScreenInput = {
  readonly format: 'lavfi' | 'gdigrab' | 'avfoundation' | 'x11grab';
  readonly url: string;
  readonly options: Readonly<Record<string, string>>;
};

/** A screen that FFmpeg can read, and the ways to do so, the best first. */
export type FfmpegScreen = Area & {
  readonly name: string;
  readonly primary: boolean;
  readonly inputs: readonly ScreenInput[];
};

/** More than any viewer draws; the device never gives a picture more often. */
export const deviceFramesPerSecond = 60;

/** The screens of a Windows computer or a Mac; none on other systems. */
export async function listFfmpegScreens(ffmpeg: Ffmpeg, platform: NodeJS.Platform): Promise<readonly FfmpegScreen[]> {
  const devices = await ffmpeg.library.Device.list();
  const screens = devices.filter((device) => device.type === 'screen');
  return screens.map(({ bounds, description, isDefault, name }, index) => ({
    ...bounds,
    name: description,
    primary: isDefault,
    inputs: platform === 'win32' ? windowsInputs(index, bounds) : platform === 'darwin' ? macInputs(name) : [],
  }));
}

/**
 * Desktop duplication, which copies on the graphics card and waits until something changes; where there is none, as in a remote
 * session, GDI. Neither tells of the pointer apart: it is drawn into the picture.
 */
function windowsInputs(index: number, bounds: Area): readonly ScreenInput[] {
  const duplication = `ddagrab=output_idx=${index}:framerate=${deviceFramesPerSecond}:dup_frames=0`;
  return [
    { format: 'lavfi', url: `${duplication},hwdownload,format=bgra`, options: {} },
    {
      format: 'gdigrab',
      url: 'desktop',
      options: {
        framerate: String(deviceFramesPerSecond),
        offset_x: String(bounds.x),
        offset_y: String(bounds.y),
        video_size: `${bounds.width}x${bounds.height}`,
      },
    },
  ];
}

function macInputs(name: string): readonly ScreenInput[] {
  const options = { framerate: String(deviceFramesPerSecond), pixel_format: 'bgr0', capture_cursor: '1' };
  return [{ format: 'avfoundation', url: name, options }];
}
