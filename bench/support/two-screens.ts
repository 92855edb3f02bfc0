import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from '#tests/support/program.ts';
import { startDisplay, type XDisplay } from '#tests/support/x-display.ts';
import { startApplet, startConsole } from './programs.ts';

/** Two virtual screens with a window manager each, and our two programs as people start them. */
export type TwoScreens = {
  readonly customer: XDisplay;
  readonly technician: XDisplay;
  readonly startConsole: () => Promise<Program>;
  readonly startApplet: (relayUrl: string) => Promise<Program>;
  readonly close: () => Promise<void>;
};

const screen = { width: 1440, height: 900, windowManager: true } as const;

/** The left of the customer's screen, in pixels: the applet's windows are moved away from it. */
export const freeArea = { left: 40, top: 200, width: 560, height: 600 } as const;

const openScreens = new Set<() => Promise<void>>();

/** For a measurement that is broken off: displays and programs would outlive this process. */
export async function closeAllScreens(): Promise<void> {
  await Promise.all([...openScreens].map((close) => close()));
}

export async function openTwoScreens(): Promise<TwoScreens> {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-bench-'));
  const opened: { close: () => Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    openScreens.delete(close);
    for (const each of opened.splice(0).toReversed()) await each.close();
    rmSync(folder, { recursive: true, force: true });
  };
  openScreens.add(close);
  const keep = <Closable extends { close: () => Promise<void> }>(each: Closable): Closable => {
    opened.push(each);
    return each;
  };
  try {
    const customer = keep(await startDisplay(screen));
    const technician = keep(await startDisplay(screen));
    return {
      customer,
      technician,
      close,
      startConsole: async () => keep(await startConsole(technician, folder)),
      startApplet: async (relayUrl) => keep(await startApplet(customer, folder, relayUrl)),
    };
  } catch (error) {
    await close();
    throw error;
  }
}
