/**
 * X keycodes of physical keys by `KeyboardEvent.code`, as every Linux X server numbers them (evdev codes plus 8).
 * Without Power, Sleep and WakeUp: nobody presses those from afar.
 */
export const evdevKeycodes: Readonly<Record<string, number>> = {
  Escape: 9,
  ...numbered('Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal Backspace Tab', 10),
  ...numbered('KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight Enter ControlLeft', 24),
  ...numbered('KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote Backquote ShiftLeft Backslash', 38),
  ...numbered('KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash ShiftRight NumpadMultiply AltLeft Space', 52),
  ...numbered('CapsLock F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 NumLock ScrollLock', 66),
  ...numbered('Numpad7 Numpad8 Numpad9 NumpadSubtract Numpad4 Numpad5 Numpad6 NumpadAdd', 79),
  ...numbered('Numpad1 Numpad2 Numpad3 Numpad0 NumpadDecimal', 87),
  ...numbered('IntlBackslash F11 F12 IntlRo', 94),
  ...numbered('Convert KanaMode NonConvert', 100),
  ...numbered('NumpadEnter ControlRight NumpadDivide PrintScreen AltRight', 104),
  ...numbered('Home ArrowUp PageUp ArrowLeft ArrowRight End ArrowDown PageDown Insert Delete', 110),
  ...numbered('AudioVolumeMute AudioVolumeDown AudioVolumeUp', 121),
  NumpadEqual: 125,
  Pause: 127,
  ...numbered('NumpadComma Lang1 Lang2 IntlYen MetaLeft MetaRight ContextMenu', 129),
  ...numbered('BrowserStop Again Props Undo Select Copy Open Paste Find Cut Help', 136),
  LaunchApp2: 148,
  LaunchApp1: 152,
  ...numbered('LaunchMail BrowserFavorites', 163),
  ...numbered('BrowserBack BrowserForward', 166),
  Eject: 169,
  ...numbered('MediaTrackNext MediaPlayPause MediaTrackPrevious MediaStop', 171),
  MediaSelect: 179,
  ...numbered('BrowserHome BrowserRefresh', 180),
  ...numbered('NumpadParenLeft NumpadParenRight', 187),
  ...numbered('F13 F14 F15 F16 F17 F18 F19 F20 F21 F22 F23 F24', 191),
  BrowserSearch: 225,
};

function numbered(codes: string, first: number): Record<string, number> {
  return Object.fromEntries(codes.split(' ').map((code, index) => [code, first + index]));
}
