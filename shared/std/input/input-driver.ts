/** The customer's own mouse and keyboard, moved by the program. Implemented over nut-js; absent in a page. */
export interface InputDriver {
  /** Pixels of the whole screen, in the coordinates that `moveTo` takes; null while it cannot be read. */
  screenSize(): Promise<ScreenSize | null>;
  moveTo(x: number, y: number): Promise<void>;
  /** Where the pointer is. False if this mouse has no such button. */
  button(button: MouseButton, down: boolean): Promise<boolean>;
  /** Wheel notches, whole numbers; positive is right and down. */
  wheel(notchesX: number, notchesY: number): Promise<void>;
  /** A key by its `KeyboardEvent.code`; a second down without an up is a repeat. False if this keyboard has none such. */
  key(code: string, down: boolean): Promise<boolean>;
  /** Types characters, whatever layout is active. Resolves with those it could not type, `''` if none. */
  text(text: string): Promise<string>;
}

export type ScreenSize = { readonly width: number; readonly height: number };

export const mouseButtons = ['left', 'middle', 'right', 'back', 'forward'] as const;

export type MouseButton = (typeof mouseButtons)[number];
