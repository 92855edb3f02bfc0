import type { FailureCode } from '#shared/std/core/failure.ts';
import type { LogFields } from '#shared/std/core/logger.ts';
import type { Monitor } from '#shared/std/screen/screen-message.ts';
import type { ScreenWatch } from '#shared/std/screen/screen-watch.ts';

/** What the main thread tells the one that captures. Both are ours and of one build: nothing of this is outside data. */
export type ToScreenWorker =
  /** First of all: until then the thread has loaded what it needs, and captures nothing. */
  | { readonly kind: 'open' }
  | { readonly kind: 'watch'; readonly watch: ScreenWatch }
  | { readonly kind: 'receive'; readonly bytes: Uint8Array }
  | { readonly kind: 'close' };

export type FromScreenWorker =
  | { readonly kind: 'started'; readonly monitors: readonly Monitor[] }
  | { readonly kind: 'monitors'; readonly monitors: readonly Monitor[] }
  | { readonly kind: 'message'; readonly bytes: Uint8Array }
  | { readonly kind: 'ended'; readonly reason: FailureCode }
  /** Told to close, and nothing is captured any more; the thread itself is gone a little later. */
  | { readonly kind: 'closed' }
  /** FFmpeg is being loaded, or is loaded now. A thread that is ended in the middle of that takes the process with it. */
  | { readonly kind: 'loading'; readonly isLoading: boolean }
  /** Shared memory at this address of our process, null for none any more: ended by force, a thread cannot let go of it. */
  | { readonly kind: 'memory'; readonly address: bigint | null }
  | {
      readonly kind: 'log';
      readonly level: 'debug' | 'info' | 'warn' | 'error';
      readonly event: string;
      readonly fields: LogFields | undefined;
    };
