import type { LogLine } from '../view/session-parts.ts';
import type { LogEventName, LogEvents } from './log-events.ts';

type KindOf<Value> = Value extends string ? 'string' : Value extends number ? 'number' : 'boolean';
type Parameters<Event> = string extends keyof Event
  ? Readonly<Record<string, never>>
  : { readonly [Name in keyof Event]-?: KindOf<Event[Name]> };

/** The parameters of each event while the program runs: `LogEvents` is gone by then, and old or foreign logs are read. */
export const logEventParameters: { readonly [Name in LogEventName]: Parameters<LogEvents[Name]> } = {
  'session/created': { name: 'string', sessionType: 'string' },
  'pin/created': { pin: 'string', expiresInMinutes: 'number' },
  'link/created': { expiresInMinutes: 'number' },
  'entry/expired': {},
  'customer/joined': { platform: 'string' },
  'handshake/done': { transcript: 'string', technicianDevice: 'string', customerLogKey: 'string' },
  'handshake/failed': { reason: 'string' },
  'terms/accepted': { version: 'string', hash: 'string', locale: 'string' },
  'terms/declined': { version: 'string', hash: 'string', locale: 'string' },
  'verification/done': { by: 'string' },
  'verification/wrong': { triesLeft: 'number' },
  'session/started': {},
  'session/held': {},
  'session/resumed': {},
  'connection/opened': {},
  'connection/lost': {},
  'relay/lost': {},
  'relay/back': {},
  'permission/asked': { kind: 'string' },
  'permission/allowed': { kind: 'string' },
  'permission/denied': { kind: 'string', reason: 'string' },
  'permission/revoked': { kinds: 'string' },
  'permission/released': { kind: 'string' },
  'screen/started': { wholeScreen: 'boolean' },
  'screen/stopped': {},
  'control/started': {},
  'control/stopped': {},
  'camera/started': { facing: 'string' },
  'camera/paused': { by: 'string' },
  'camera/resumed': {},
  'camera/stopped': {},
  'camera/failed': { reason: 'string' },
  'camera/switched': { facing: 'string' },
  'camera/requested': { request: 'string' },
  'camera/declined': { request: 'string' },
  'torch/changed': { on: 'boolean' },
  'microphone/started': {},
  'microphone/muted': { by: 'string' },
  'microphone/unmuted': {},
  'microphone/stopped': {},
  'mark/drawn': { tool: 'string', text: 'string' },
  'marks/removed': { count: 'number' },
  'picture/shown': { still: 'boolean' },
  'picture/saved': { of: 'string', name: 'string', sizeBytes: 'number', sha256: 'string' },
  'recording/started': {},
  'recording/stopped': {},
  'chat/message': { text: 'string' },
  'file/offered': { file: 'string', name: 'string', sizeBytes: 'number' },
  'file/accepted': { file: 'string', name: 'string' },
  'file/refused': { file: 'string', name: 'string', reason: 'string' },
  'file/done': { file: 'string', name: 'string', sizeBytes: 'number', sha256: 'string' },
  'file/failed': { file: 'string', name: 'string', reason: 'string' },
  'session/ended': { by: 'string', reason: 'string' },
};

export function isLogEventName(type: string): type is LogEventName {
  return Object.hasOwn(logEventParameters, type);
}

/** Whether a row's parameters are those of its event; others may stand beside them. */
export function fitsLogEvent<Name extends LogEventName>(type: Name, body: object): body is LogEvents[Name] {
  const given: Readonly<Record<string, unknown>> = { ...body };
  return Object.entries(logEventParameters[type]).every(([name, kind]) => typeof given[name] === kind);
}

/** The parameters of a stored body; null for what is not a flat JSON object. */
export function readLogBody(body: string): LogLine['body'] | null {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return null; // Not JSON: a body of ours always is.
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.values(value).every(isFlat) ? (value as LogLine['body']) : null;
}

function isFlat(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
