import type { Clock } from '#shared/std/core/clock.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import type { ToRelay } from '#shared/std/protocol/relay-messages.ts';
import type { EntryThrottle } from '../entry-throttle.ts';
import type { LoginCheck } from '../login.ts';
import type { Metrics } from '../metrics.ts';
import type { SessionRegistry } from '../session-registry.ts';

/** What the handlers of every topic work with. */
export type HandlerContext = {
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly login: LoginCheck;
  readonly registry: SessionRegistry;
  readonly throttle: EntryThrottle;
  /** Where customers go. */
  readonly joinUrl: string;
};

export type MessageOf<Name extends ToRelay['t']> = Extract<ToRelay, { t: Name }>;
