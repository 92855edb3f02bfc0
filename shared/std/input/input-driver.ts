/** The customer's own mouse and keyboard, moved by the program. Implemented over nut-js; absent in a page. */
export interface InputDriver {
  /** Pixels of the whole screen, in the coordinates that `moveTo` takes; null while it cannot be read. */
  screenSize(): Promise<{ readonly width: number; readonly height: number } | null>;
  moveTo(x: number, y: number): Promise<void>;
  button(button: MouseButton, down: boolean): Promise<void>;
  /** Wheel notches; positive is right and down. */
  wheel(notchesX: number, notchesY: number): Promise<void>;
  /** A physical key by its `KeyboardEvent.code`. False if this keyboard has none such. */
  key(code: string, down: boolean): Promise<boolean>;
  /** Types characters, whatever layout is active. */
  text(text: string): Promise<void>;
}

export const mouseButtons = ['left', 'middle', 'right', 'back', 'forward'] as const;

export type MouseButton = (typeof mouseButtons)[number];
