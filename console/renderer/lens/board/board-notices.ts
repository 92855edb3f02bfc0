import type { Clock } from '#shared/std/core/clock.ts';
import type { NoticeArguments } from '#shared/std/rpc/contract.ts';
import type { consoleContract } from '#shared/std/view/console-contract.ts';

type Contract = typeof consoleContract;
export type BoardNoticeName = Extract<keyof Contract['notices'], `board/${string}`>;

/** How a session's whiteboard tells main what is drawn. */
export type BoardLine = {
  readonly session: string;
  readonly clock: Clock;
  readonly notify: <Name extends BoardNoticeName>(name: Name, argument: NoticeArguments<Contract, Name>) => void;
};
