import type { MarkColour, MarkTool } from '#shared/std/lens/board.ts';

/** From left to right in the toolbar. */
export const thicknesses = ['thin', 'medium', 'thick'] as const;
export type Thickness = (typeof thicknesses)[number];

/** What the technician draws with. `tool` is null while nothing is drawn and the picture is only looked at. */
export type Pen = {
  readonly tool: MarkTool | null;
  readonly colour: MarkColour;
  readonly thickness: Thickness;
};

const lineWidths: Readonly<Record<Thickness, number>> = { thin: 0.004, medium: 0.008, thick: 0.016 };
const highlighterWidths: Readonly<Record<Thickness, number>> = { thin: 0.025, medium: 0.045, thick: 0.075 };
/** A tenth of their height. */
const letterWidths: Readonly<Record<Thickness, number>> = { thin: 0.003, medium: 0.005, thick: 0.009 };

/** In units of the picture's width. */
export function markWidth(tool: MarkTool, thickness: Thickness): number {
  if (tool === 'highlighter') return highlighterWidths[thickness];
  return (tool === 'text' || tool === 'number' ? letterWidths : lineWidths)[thickness];
}
