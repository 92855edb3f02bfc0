import type { RelayErrorCode } from '#shared/std/protocol/relay-messages.ts';

/** What each refusal means, in English, for people who read the wire; windows show their own language's sentence. */
export const relaySentences: Readonly<Record<RelayErrorCode, string>> = {
  malformed: 'The relay did not understand this message. Update Handrail on this computer.',
  tooLarge: 'This message is larger than the relay passes on.',
  notLoggedIn: 'Log in with a certified device key first.',
  loginRefused:
    'The relay did not accept this device. Ask whoever runs your organisation for a valid certificate, and check this computer’s clock.',
  deviceRevoked: 'This device is no longer allowed to log in. Ask whoever runs your organisation.',
  entryRefused:
    'This PIN or link does not work: it is mistyped, already used or too old. Check the digits, or ask your technician for a new one.',
  tooManyTries: 'Too many wrong entries from here. Wait ten minutes, then ask your technician for a new PIN.',
  notYourSession: 'This session belongs to someone else.',
  sessionGone: 'This session is over. Ask your technician for a new PIN.',
  permissionMissing: 'Your technician group may not do this.',
  lensAlreadyActive:
    'You already have an active Lens session; one on hold counts too. End it before you start another.',
  relayFull: 'The relay is full. Try again in a minute.',
  tooManyMessages: 'Too many messages at once.',
  stopping: 'The relay is stopping. It will be back soon; you need not do anything.',
};
