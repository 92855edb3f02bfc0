import type { Clock } from '#shared/std/core/clock.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import { fail, type Result } from '#shared/std/core/result.ts';
import type { ScreenSource } from '#shared/std/screen/screen-source.ts';
import type { Ffmpeg } from './ffmpeg-library.ts';
import { openFfmpegScreenSource } from './ffmpeg-screen-source.ts';
import { listFfmpegScreens } from './ffmpeg-screens.ts';
import { loadSharedMemory } from './shared-memory.ts';
import { openX11ScreenSource } from './x11-screen-source.ts';

export type ScreenSourceOptions = {
  readonly platform: NodeJS.Platform;
  /** Only `DISPLAY`, `XAUTHORITY` and `HOME` are read. */
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly loadFfmpeg: () => Promise<Ffmpeg | null>;
  /** Where in this process memory is shared with the X server, for whoever may have to let go of it by force; null: nowhere. */
  readonly onSharedMemory: (address: bigint | null) => void;
};

/** The screens of this computer in the best way that it offers. `screenSourceUnavailable`: in none. */
export async function openScreenSource(options: ScreenSourceOptions): Promise<Result<ScreenSource, FailureCode>> {
  const { environment, clock, logger, platform } = options;
  if (environment['DISPLAY'] !== undefined && platform !== 'darwin' && platform !== 'win32') {
    const openSharedMemory = await loadSharedMemory(options.onSharedMemory);
    return openX11ScreenSource({ environment, clock, logger, openSharedMemory });
  }
  if (platform !== 'win32' && platform !== 'darwin') return fail('screenSourceUnavailable');
  const ffmpeg = await options.loadFfmpeg();
  if (ffmpeg === null) return fail('screenSourceUnavailable');
  return openFfmpegScreenSource({
    ffmpeg,
    listScreens: async () => listFfmpegScreens(ffmpeg, platform),
    clock,
    logger,
  });
}
