import type { Clock } from '#shared/std/core/clock.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import { fail, type Result } from '#shared/std/core/result.ts';
import type { ScreenSource } from '#shared/std/screen/screen-source.ts';
import { loadSharedMemory } from './shared-memory.ts';
import { openX11ScreenSource } from './x11-screen-source.ts';

export type ScreenSourceOptions = {
  readonly platform: NodeJS.Platform;
  /** Only `DISPLAY`, `XAUTHORITY` and `HOME` are read. */
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where in this process memory is shared with the X server, for whoever may have to let go of it by force; null: nowhere. */
  readonly onSharedMemory: (address: bigint | null) => void;
};

/** The screens of this computer in the best way that it offers. `screenSourceUnavailable`: in none. */
export async function openScreenSource(options: ScreenSourceOptions): Promise<Result<ScreenSource, FailureCode>> {
  const { environment, clock, logger, onSharedMemory } = options;
  if (environment['DISPLAY'] === undefined) return fail('screenSourceUnavailable');
  return openX11ScreenSource({ environment, clock, logger, openSharedMemory: await loadSharedMemory(onSharedMemory) });
}
