type NoParameters = Readonly<Record<string, never>>;

/**
 * Every kind of log row with its parameters (LOG1). `shared/std/messages` has the sentence of each.
 * A type is only ever added: old logs must stay readable.
 */
export type LogEvents = {
  'session/created': { name: string; sessionType: string };
  'pin/created': { pin: string; expiresInMinutes: number };
  'link/created': { expiresInMinutes: number };
  'entry/expired': NoParameters;
  'customer/joined': { platform: string };
  'handshake/done': { transcript: string; technicianDevice: string; customerLogKey: string };
  'handshake/failed': { reason: string };
  'terms/accepted': { version: string; hash: string; locale: string };
  'terms/declined': { version: string; hash: string; locale: string };
  'verification/done': { by: string };
  'verification/wrong': { triesLeft: number };
  'session/started': NoParameters;
  'session/held': NoParameters;
  'session/resumed': NoParameters;
  'connection/opened': NoParameters;
  'connection/lost': NoParameters;
  'relay/lost': NoParameters;
  'relay/back': NoParameters;
  'permission/asked': { kind: string };
  'permission/allowed': { kind: string };
  'permission/denied': { kind: string; reason: string };
  'permission/revoked': { kinds: string };
  'permission/released': { kind: string };
  'screen/started': { wholeScreen: boolean };
  'screen/stopped': NoParameters;
  'control/started': NoParameters;
  'control/stopped': NoParameters;
  'camera/started': { facing: string };
  'camera/paused': { by: string };
  'camera/resumed': NoParameters;
  'camera/stopped': NoParameters;
  'camera/failed': { reason: string };
  'camera/switched': { facing: string };
  'camera/requested': { request: string };
  'camera/declined': { request: string };
  'torch/changed': { on: boolean };
  'microphone/started': NoParameters;
  'microphone/muted': { by: string };
  'microphone/unmuted': NoParameters;
  'microphone/stopped': NoParameters;
  'mark/drawn': { tool: string; text: string };
  'marks/removed': { count: number };
  'picture/shown': { still: boolean };
  'picture/saved': { of: string; name: string; sizeBytes: number; sha256: string };
  'recording/started': NoParameters;
  'recording/stopped': NoParameters;
  'chat/message': { text: string };
  'file/offered': { file: string; name: string; sizeBytes: number };
  'file/accepted': { file: string; name: string };
  'file/refused': { file: string; name: string; reason: string };
  'file/done': { file: string; name: string; sizeBytes: number; sha256: string };
  'file/failed': { file: string; name: string; reason: string };
  'session/ended': { by: string; reason: string };
};

export type LogEventName = keyof LogEvents;
