import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import {
  KeyboardPolicy,
  type KeyAct,
  type KeyboardPlatform,
  type KeyFields,
} from '#shared/std/input/keyboard-policy.ts';
import type { NoticeArguments } from '#shared/std/rpc/contract.ts';
import type { consoleContract } from '#shared/std/view/console-contract.ts';
import { buttonChanges } from './held-buttons.ts';
import { LeaveChord } from './leave-chord.ts';
import { MovePacer } from './move-pacer.ts';
import { toPicturePosition, type Point, type PictureView, type Size } from './picture-geometry.ts';
import { toWheelPixels } from './wheel-pixels.ts';

type ConsoleContract = typeof consoleContract;
export type InputNoticeName = Extract<keyof ConsoleContract['notices'], `input/${string}`>;

export type RemoteInputOptions = {
  readonly session: string;
  readonly clock: Clock;
  /** Pixels of the shared picture; null while there is none, and then nothing is sent. */
  readonly pictureSize: () => Size | null;
  /**
   * Where on the shared desktop a point of the window is, for an element that shows more than one picture or a part of the
   * desktop. Default: the element shows one picture, which is all of it.
   */
  readonly locate?: ((point: Point, clamp: boolean) => Point | null) | undefined;
  /** How the picture lies in the element, now. */
  readonly fit: () => 'fit' | 'actual';
  readonly send: <Name extends InputNoticeName>(name: Name, argument: NoticeArguments<ConsoleContract, Name>) => void;
  /** The technician's own computer. */
  readonly from: KeyboardPlatform;
  /** The customer's computer. */
  readonly to: KeyboardPlatform;
  /** Accessible name of the field that takes the keyboard: say there that Control, Alt and Shift together leave it. */
  readonly keyboardLabel: string;
  /** The keyboard came to the picture, or left it. */
  readonly onKeyboard?: (here: boolean) => void;
};

/** Composed or pasted text is cut into pieces that every limit on the way allows. */
const maxTextPiece = 500;

/**
 * Turns mouse and keyboard over an element that shows the customer's screen into notices for main. Everything held is
 * released when the keyboard leaves, the window is hidden or left, and on dispose.
 *
 * The keyboard goes to a hidden text field beside the element: only into an editable field does a browser compose dead
 * keys and input methods.
 */
export function attachRemoteInput(element: HTMLElement, options: RemoteInputOptions): Dispose {
  const { session, send } = options;
  const policy = new KeyboardPolicy(options.from, options.to);
  const chord = new LeaveChord();
  const field = makeKeyboardField(element.ownerDocument, options.keyboardLabel);
  const view = element.ownerDocument.defaultView ?? window;
  const listening = new AbortController();
  const { signal } = listening;
  const moves = new MovePacer(options.clock, (position) => send('input/move', { session, ...position }));
  /**
   * A browser holds `pointermove` back until it draws its next frame, up to 17 ms later; this one it tells at once. Pages
   * that are not secure do not have it.
   */
  const moveEvent = 'onpointerrawupdate' in element ? 'pointerrawupdate' : 'pointermove';
  let buttons = 0;

  const positionOf = (event: MouseEvent, clamp: boolean): Point | null => {
    const picture = options.pictureSize();
    const point = { x: event.clientX, y: event.clientY };
    if (picture === null) return null;
    if (options.locate !== undefined) return options.locate(point, clamp);
    return toPicturePosition(point, viewOf(element, picture, options.fit()), clamp);
  };

  const sendKeys = (acts: readonly KeyAct[]): void => {
    for (const act of acts) {
      if (act.kind === 'key') send('input/key', { session, code: act.code, down: act.down });
      else for (const text of piecesOf(act.text)) send('input/text', { session, text });
    }
  };

  const release = (): void => {
    policy.reset();
    chord.reset();
    buttons = 0;
    moves.drop();
    send('input/release', { session });
  };

  const onMove = (event: Event): void => {
    // A button that changed while others are held has an event of its own.
    if (!(event instanceof PointerEvent) || event.buttons !== buttons) return;
    const position = positionOf(event, buttons !== 0);
    if (position !== null) moves.move(position);
  };

  const onPointer = (event: PointerEvent): void => {
    // A drag that began elsewhere in this window is none of the customer's.
    if (event.type === 'pointermove' && buttons === 0 && event.buttons !== 0) return;
    const position = positionOf(event, buttons !== 0);
    if (position === null) return;
    const changes = buttonChanges(buttons, event.buttons);
    if (changes.length === 0) return;
    event.preventDefault();
    moves.drop(); // The button carries the position.
    if (buttons === 0) {
      field.focus({ preventScroll: true });
      element.setPointerCapture(event.pointerId); // A drag goes on outside the element.
    }
    sendKeys(policy.beforePointer(modifiersOf(event)));
    buttons = event.buttons;
    for (const change of changes) send('input/button', { session, ...change, ...position });
  };

  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const position = positionOf(event, false);
    if (position === null) return;
    moves.drop(); // So does the wheel.
    sendKeys(policy.beforePointer(modifiersOf(event)));
    const { x, y } = toWheelPixels(event);
    send('input/wheel', { session, deltaX: limitWheel(x), deltaY: limitWheel(y), ...position });
  };

  const onKey = (event: KeyboardEvent): void => {
    if (options.pictureSize() === null) return;
    const fields = keyFieldsOf(event);
    const composes = fields.isComposing || fields.key === 'Dead' || fields.key === 'Process';
    // Nothing else in this window may act on it; but what is being composed must reach the field.
    event.stopPropagation();
    if (!composes) event.preventDefault();
    if (event.type === 'keydown') {
      chord.keyDown(fields);
      sendKeys(policy.keyDown(fields));
    } else if (chord.keyUp(fields)) {
      field.blur(); // Which releases.
    } else {
      sendKeys(policy.keyUp(fields));
    }
  };

  const takeText = (event: Event): void => {
    if (event instanceof InputEvent && event.isComposing) return;
    const text = field.value;
    field.value = '';
    if (options.pictureSize() !== null) sendKeys(policy.text(text));
  };

  const prevent = (event: Event): void => event.preventDefault();
  for (const name of ['pointerdown', 'pointermove', 'pointerup'] as const) {
    element.addEventListener(name, onPointer, { signal });
  }
  element.addEventListener(moveEvent, onMove, { signal });
  element.addEventListener('pointercancel', release, { signal });
  element.addEventListener('wheel', onWheel, { signal, passive: false });
  // The browser's own: menus, dragging the picture, scrolling by the middle button, going back by the fourth.
  for (const name of ['contextmenu', 'dragstart', 'selectstart', 'mousedown', 'mouseup', 'auxclick']) {
    element.addEventListener(name, prevent, { signal });
  }
  field.addEventListener('keydown', onKey, { signal });
  field.addEventListener('keyup', onKey, { signal });
  field.addEventListener('input', takeText, { signal });
  field.addEventListener('compositionend', takeText, { signal });
  field.addEventListener('focus', () => options.onKeyboard?.(true), { signal });
  // The window losing the keyboard blurs the field too.
  field.addEventListener(
    'blur',
    () => {
      release();
      options.onKeyboard?.(false);
    },
    { signal },
  );
  view.addEventListener('blur', release, { signal });
  element.ownerDocument.addEventListener('visibilitychange', () => element.ownerDocument.hidden && release(), {
    signal,
  });
  element.after(field);

  return () => {
    if (signal.aborted) return;
    listening.abort();
    field.remove();
    release();
  };
}

function makeKeyboardField(document: Document, label: string): HTMLTextAreaElement {
  const field = document.createElement('textarea');
  field.setAttribute('aria-label', label);
  field.autocapitalize = 'off';
  field.autocomplete = 'off';
  field.spellcheck = false;
  Object.assign(field.style, {
    position: 'absolute',
    width: '1px',
    height: '1px',
    padding: '0',
    border: '0',
    opacity: '0',
    resize: 'none',
    overflow: 'hidden',
    pointerEvents: 'none',
  });
  return field;
}

function viewOf(element: HTMLElement, picture: Size, fit: 'fit' | 'actual'): PictureView {
  const outer = element.getBoundingClientRect();
  // CSS zoom and transforms scale what is seen but not what the element says of itself.
  const zoom = element.offsetWidth === 0 ? 1 : outer.width / element.offsetWidth;
  const ratio = (element.ownerDocument.defaultView?.devicePixelRatio ?? 1) / zoom;
  return {
    box: {
      left: outer.left + element.clientLeft * zoom,
      top: outer.top + element.clientTop * zoom,
      width: element.clientWidth * zoom,
      height: element.clientHeight * zoom,
    },
    picture,
    // An element that is the picture has the picture's own box, at 1:1 as well.
    fit: element.matches('video, canvas, img') ? 'fit' : fit,
    scroll: { x: element.scrollLeft * zoom, y: element.scrollTop * zoom },
    devicePixelRatio: ratio,
  };
}

function modifiersOf(event: MouseEvent | KeyboardEvent): Pick<KeyFields, 'ctrl' | 'alt' | 'meta' | 'shift'> {
  return { ctrl: event.ctrlKey, alt: event.altKey, meta: event.metaKey, shift: event.shiftKey };
}

function keyFieldsOf(event: KeyboardEvent): KeyFields {
  return {
    ...modifiersOf(event),
    code: event.code,
    key: event.key,
    altGraph: event.getModifierState('AltGraph'),
    isComposing: event.isComposing,
  };
}

function limitWheel(pixels: number): number {
  return Math.max(-10_000, Math.min(10_000, pixels));
}

function piecesOf(text: string): string[] {
  const characters = Array.from(text);
  const pieces: string[] = [];
  for (let start = 0; start < characters.length; start += maxTextPiece) {
    pieces.push(characters.slice(start, start + maxTextPiece).join(''));
  }
  return pieces;
}
