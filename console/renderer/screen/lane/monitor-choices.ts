import type { Monitor } from '#shared/std/screen/screen-message.ts';
import type { Choice } from '../choice-menu.tsx';
import { shownMonitors, type MonitorChoice } from './shown-monitors.ts';

const all = 'all';

/** The screens to choose from, as they stand on the customer's desk, and which is chosen now. */
export function laneChoices(
  choice: MonitorChoice,
  monitors: readonly Monitor[],
  texts: {
    readonly screen: (number: number, name: string) => string;
    readonly size: (width: number, height: number) => string;
    readonly primary: string;
    readonly all: string;
  },
): { readonly choices: readonly Choice[]; readonly value: string } {
  const choices = shownMonitors('all', monitors).map(({ id, name, width, height, primary }, at) => ({
    value: String(id),
    name: texts.screen(at + 1, name),
    detail: texts.size(width, height) + (primary ? `, ${texts.primary}` : ''),
  }));
  const [shown] = shownMonitors(choice, monitors);
  return {
    choices: [...choices, { value: all, name: texts.all }],
    value: choice === 'all' ? all : String(shown?.id ?? ''),
  };
}

export function readChoice(value: string): MonitorChoice {
  return value === all ? 'all' : Number(value);
}
