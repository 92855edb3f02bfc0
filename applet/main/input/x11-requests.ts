import { xRequest, type X11Connection, type XExtension } from '../x11/x11-connection.ts';

// The few requests of the X protocol and its XTEST and XKEYBOARD extensions that remote input needs.

export const xEvent = { keyPress: 2, keyRelease: 3, buttonPress: 4, buttonRelease: 5 } as const;

/** Modifier bits of the core protocol. */
export const xModifier = { shift: 1, lock: 2, control: 4 } as const;

const useCoreKeyboard = 0x100;
const xkbNewKeyboard = 0;
const xkbMap = 1;
const xkbNewKeyboardBit = 1;
const xkbMapBit = 2;
const xkbAllMapParts = 0xff;

/** A key or button event as if from a real device. */
export function fakeInput(xtest: number, type: number, detail: number): Buffer {
  const body = Buffer.alloc(32);
  body.writeUInt8(type, 0);
  body.writeUInt8(detail, 1);
  return xRequest(xtest, 2, body);
}

/** Keysyms of every keycode, `perKeycode` each. */
export type KeyboardMapping = { readonly perKeycode: number; readonly keysyms: readonly number[] };

export async function getKeyboardMapping(connection: X11Connection): Promise<KeyboardMapping | null> {
  const { minKeycode, maxKeycode } = connection.setup;
  const reply = await connection.ask(xRequest(101, 0, Buffer.from([minKeycode, maxKeycode - minKeycode + 1, 0, 0])));
  if (!reply.ok) return null;
  const keysyms: number[] = [];
  for (let offset = 32; offset + 4 <= reply.value.length; offset += 4) keysyms.push(reply.value.readUInt32LE(offset));
  return { perKeycode: reply.value.readUInt8(1), keysyms };
}

/** Gives one keycode its keysyms; none makes it a key without meaning. */
export function changeKeyboardMapping(keycode: number, keysyms: readonly number[]): Buffer {
  const body = Buffer.alloc(4 + 4 * keysyms.length);
  body.writeUInt8(keycode, 0);
  body.writeUInt8(keysyms.length, 1);
  keysyms.forEach((keysym, index) => body.writeUInt32LE(keysym, 4 + 4 * index));
  return xRequest(100, 1, body);
}

/** Which layout of several is active, and which modifiers are down or locked. */
export type KeyboardState = { readonly group: number; readonly modifiers: number; readonly locked: number };

export async function getKeyboardState(connection: X11Connection, xkb: number): Promise<KeyboardState | null> {
  const body = Buffer.alloc(4);
  body.writeUInt16LE(useCoreKeyboard, 0);
  const reply = await connection.ask(xRequest(xkb, 4, body));
  if (!reply.ok) return null;
  return {
    modifiers: reply.value.readUInt8(8),
    locked: reply.value.readUInt8(11),
    group: reply.value.readUInt8(12),
  };
}

/** Tells the server that we speak XKB, and asks to be told when keys get new meanings. */
export async function useXkb(connection: X11Connection, xkb: number): Promise<boolean> {
  const use = Buffer.alloc(4);
  use.writeUInt16LE(1, 0);
  if (!(await connection.ask(xRequest(xkb, 0, use))).ok) return false;
  const select = Buffer.alloc(12);
  select.writeUInt16LE(useCoreKeyboard, 0);
  select.writeUInt16LE(xkbNewKeyboardBit | xkbMapBit, 2);
  select.writeUInt16LE(xkbNewKeyboardBit | xkbMapBit, 6);
  select.writeUInt16LE(xkbAllMapParts, 8);
  select.writeUInt16LE(xkbAllMapParts, 10);
  connection.send(xRequest(xkb, 1, select));
  return connection.sync();
}

/** The keycodes that an event says have new meanings: first and count; null for other events. */
export function keysChanged(event: Buffer, xkb: XExtension): { readonly first: number; readonly count: number } | null {
  if ((event.readUInt8(0) & 0x7f) !== xkb.firstEvent) return null;
  const kind = event.readUInt8(1);
  if (kind === xkbNewKeyboard) return { first: 0, count: 256 };
  return kind === xkbMap ? { first: event.readUInt8(16), count: event.readUInt8(17) } : null;
}

/** Locks or unlocks Caps Lock without pressing its key. */
export function setCapsLock(xkb: number, on: boolean): Buffer {
  const body = Buffer.alloc(12);
  body.writeUInt16LE(useCoreKeyboard, 0);
  body.writeUInt8(xModifier.lock, 2);
  body.writeUInt8(on ? xModifier.lock : 0, 3);
  return xRequest(xkb, 5, body);
}

/** Which keys are down: bit n of byte k is keycode 8k + n. */
export async function queryKeymap(connection: X11Connection): Promise<number[]> {
  const reply = await connection.ask(xRequest(44, 0, Buffer.alloc(0)));
  if (!reply.ok) return [];
  const down: number[] = [];
  for (let keycode = 0; keycode < 256; keycode += 1) {
    const byte = reply.value.readUInt8(8 + (keycode >> 3));
    if ((byte & (1 << (keycode & 7))) !== 0) down.push(keycode);
  }
  return down;
}

/** Where the pointer is, and the bits of the modifiers (low byte) and buttons (high byte) that are down. */
export async function queryPointer(
  connection: X11Connection,
): Promise<{ readonly x: number; readonly y: number; readonly mask: number } | null> {
  const reply = await connection.ask(xRequest(38, 0, wordOf(connection.setup.root)));
  if (!reply.ok) return null;
  return { x: reply.value.readInt16LE(16), y: reply.value.readInt16LE(18), mask: reply.value.readUInt16LE(24) };
}

/** The size of the whole screen now; a screen that is turned or resized changes it. */
export async function getScreenSize(
  connection: X11Connection,
): Promise<{ readonly width: number; readonly height: number } | null> {
  const reply = await connection.ask(xRequest(14, 0, wordOf(connection.setup.root)));
  if (!reply.ok) return null;
  return { width: reply.value.readUInt16LE(16), height: reply.value.readUInt16LE(18) };
}

function wordOf(value: number): Buffer {
  const body = Buffer.alloc(4);
  body.writeUInt32LE(value, 0);
  return body;
}
