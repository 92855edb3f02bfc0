/** What the session list shows (T8). `Closed` carries by whom. */
export type SessionStatus =
  | { readonly name: 'connecting' }
  | { readonly name: 'waiting' }
  | { readonly name: 'active' }
  | { readonly name: 'onHold' }
  | { readonly name: 'reconnecting' }
  | { readonly name: 'offline' }
  | { readonly name: 'timedOut' }
  | { readonly name: 'closed'; readonly by: EndedBy; readonly reason: EndReason };

export type EndedBy = 'technician' | 'customer' | 'relay' | 'handrail';

/** Why a session ended: a code that message files turn into a sentence. */
export const endReasons = [
  'ended',
  'termsDeclined',
  'wrongCodes',
  'handshakeFailed',
  'joinedTwice',
  'connectionFailed',
  'protocolBroken',
  'windowClosed',
  'logUnwritable',
] as const;

export type EndReason = (typeof endReasons)[number];
