import type { Clock } from '#shared/std/core/clock.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import type { ConfigDefaults } from '../config.ts';

/** What the commands need of the process they run in. */
export type CommandHost = {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly defaults: ConfigDefaults;
  /** For people, on the standard output. */
  print(text: string): void;
  /** For people, when something is wrong; also where the log goes. */
  printError(text: string): void;
  /** Calls back once when someone asks the process to stop. */
  onStop(callback: () => void): void;
};

/** 0: done; 1: it did not work; 2: it was asked for wrongly. */
export type ExitCode = 0 | 1 | 2;
