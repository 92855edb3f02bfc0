import type { Logger } from '#shared/std/core/logger.ts';

/** The parts of FFmpeg that the screen needs, by node-av. */
export type Ffmpeg = {
  readonly library: typeof import('node-av/lib');
  readonly constants: typeof import('node-av/constants');
};

/**
 * Loads FFmpeg, which takes a fifth of a second the first time: late, and never from node-av's own entry, which would also
 * load a WebRTC of its own. Null where the package is not installed, as it is optional, or does not load.
 */
export async function loadFfmpeg(logger: Logger): Promise<Ffmpeg | null> {
  try {
    const [library, constants] = await Promise.all([import('node-av/lib'), import('node-av/constants')]);
    library.Log.setLevel(constants.AV_LOG_QUIET); // It writes to the standard error stream; failures come back as values.
    return { library, constants };
  } catch (error) {
    logger.info('screen.noFfmpeg', { error: String(error) });
    return null;
  }
}
